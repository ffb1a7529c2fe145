// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.testkit.business.BusinessLinkContract;
import org.shuniu.api.testkit.business.BusinessRig;

/** The link passes the contract of business links before a small system of the test's own. */
class SampleContractTest extends BusinessLinkContract {
  private static Rig rig;

  @BeforeAll
  static void startSystem() {
    rig = new Rig();
  }

  @AfterAll
  static void stopSystem() {
    rig.close();
  }

  @Override
  protected BusinessRig rig() {
    return rig;
  }
}
