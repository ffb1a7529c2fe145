// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.testkit.business.BusinessLinkContract;
import org.shuniu.api.testkit.business.BusinessRig;

/** The link passes the contract before an OA of its own process. */
class OaContractTest extends BusinessLinkContract {
  private static Rig rig;

  @BeforeAll
  static void startSystem() throws Exception {
    rig = new Rig("contract");
  }

  @AfterAll
  static void stopSystem() throws Exception {
    rig.close();
  }

  @Override
  protected BusinessRig rig() {
    return rig;
  }
}
