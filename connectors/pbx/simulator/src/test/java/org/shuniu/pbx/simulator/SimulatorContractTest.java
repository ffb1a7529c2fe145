// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.testkit.pbx.PbxDriverContract;
import org.shuniu.api.testkit.pbx.PbxRig;

/** What every driver promises, promised by the simulator. */
class SimulatorContractTest extends PbxDriverContract {
  private static SimulatorRig rig;

  @BeforeAll
  static void open(@TempDir Path directory) {
    rig = new SimulatorRig(directory);
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @Override
  protected PbxRig rig() {
    return rig;
  }
}
