// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.io.IOException;

/** An answer is longer than the link reads. */
final class TooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLongException(int limit) {
    super("longer than " + limit + " bytes");
  }
}
