// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;

/** Personal values of all tests; none of them may ever be in a log, a refusal or the audit. */
final class Samples {
  /** The example of GB 11643. */
  static final String DAUGHTER = "11010519491231002X";

  static final String MOTHER = "440524188001010014";

  /** The example of GB 32100. */
  static final String COMPANY = "91350100M000100Y43";

  static final String PASSPORT = "E12345678";
  static final String PHONE = "13800001234";
  static final String OTHER_PHONE = "13800005678";
  static final String NAME = "王小芳";

  static final List<String> ALL =
      List.of(DAUGHTER, MOTHER, COMPANY, PASSPORT, PHONE, OTHER_PHONE, NAME);

  private Samples() {}
}
