// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import org.shuniu.api.testkit.ChangeLogContract;

class ChangeLogTest extends ChangeLogContract {
  ChangeLogTest() {
    super("ops");
  }
}
