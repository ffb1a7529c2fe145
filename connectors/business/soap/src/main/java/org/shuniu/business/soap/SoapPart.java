// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import org.shuniu.business.kit.mapping.Section;

/**
 * What is told of an operation outside of its message.
 *
 * @param action as the WSDL names it; empty where it names none
 */
record SoapPart(String action) {
  static SoapPart of(Section section) {
    String action = section.text("action").orElse("");
    if (!action.matches("[\\x21-\\x7e&&[^\"\\\\]]{0,300}")) {
      throw section.wrong("action", "has to be a URI");
    }
    section.end();
    return new SoapPart(action);
  }
}
