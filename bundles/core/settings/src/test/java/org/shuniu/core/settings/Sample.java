// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The settings of a connector as its bundle would carry them. */
final class Sample {
  static final Schema LINK = link("en");

  private Sample() {}

  static Schema link(String language) {
    ClassLoader files = Sample.class.getClassLoader();
    try {
      return new Metatype("sample.link", "1.0.0", files::getResource, language)
          .read(files.getResource("sample/link.xml"))
          .get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
