// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.testkit.pbx.PbxDriverContract;
import org.shuniu.api.testkit.pbx.PbxRig;

/** The contract, before a real Asterisk. */
class AsteriskContractIT extends PbxDriverContract {
  private static AsteriskRig rig;

  @BeforeAll
  static void begin() {
    rig = new AsteriskRig();
  }

  @Override
  protected PbxRig rig() {
    return rig;
  }
}
