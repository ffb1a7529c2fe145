// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.testkit.business.BusinessLinkContract;
import org.shuniu.api.testkit.business.BusinessRig;

/** A link made by the sample's configuration and mapping passes the contract. */
class SoapContractTest extends BusinessLinkContract {
  @TempDir static Path mappings;
  private static Rig rig;

  @BeforeAll
  static void startSystem() {
    rig = new Rig(mappings);
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
