// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.util.Arrays;
import java.util.Map;
import org.shuniu.api.base.HubException;

/** How the versions of SOAP differ on the wire. */
enum SoapVersion {
  V1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  V1_2("1.2", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private final String title;
  private final String namespace;
  private final String type;

  SoapVersion(String title, String namespace, String type) {
    this.title = title;
    this.namespace = namespace;
    this.type = type;
  }

  static SoapVersion of(String title) {
    return Arrays.stream(values())
        .filter(version -> version.title.equals(title))
        .findFirst()
        .orElseThrow(
            () -> HubException.invalid("business.soap.version-unknown", Map.of("version", title)));
  }

  /** Of the envelope. */
  String namespace() {
    return namespace;
  }

  /** Of the content; SOAP 1.2 tells the action in it, 1.1 in a header of its own. */
  String type(String charset, String action) {
    return this == V1_2 && !action.isEmpty()
        ? "%s; charset=%s; action=\"%s\"".formatted(type, charset, action)
        : "%s; charset=%s".formatted(type, charset);
  }

  String accept() {
    return type;
  }
}
