// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import org.shuniu.api.testkit.ChangeLogContract;

class ChangeLogTest extends ChangeLogContract {
  ChangeLogTest() {
    super("monitor");
  }
}
