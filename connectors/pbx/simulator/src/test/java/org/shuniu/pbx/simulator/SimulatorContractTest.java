// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.testkit.pbx.PbxDriverContract;
import org.shuniu.api.testkit.pbx.PbxRig;
import org.shuniu.api.testkit.pbx.PbxStage;

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

  /** T11: the held telephone hears nothing of it, and both talk again afterwards. */
  @Test
  void asksTheCallerWhileTheTelephoneIsOnHold() {
    PbxStage.Call call = stage().answered("13800138000");
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().order(new PbxCommand.HoldLeg(PbxStage.PBX, call.id(), ring.leg()));
    stage().probe().await(PbxEvent.LegHeld.class, e -> e.leg().equals(ring.leg()));
    String request = stage().collect(call, 4, "", true);
    call.caller().press("1234");
    assertThat(stage().awaitDigits(request).digits()).isEqualTo("1234");
    assertThat(stage().look(ring.leg()).state()).isEqualTo(PbxSnapshot.State.HELD);
    String cut = stage().collect(call, 4, "", true);
    stage().order(new PbxCommand.RetrieveLeg(PbxStage.PBX, call.id(), ring.leg()));
    stage().probe().await(PbxEvent.LegRetrieved.class, e -> e.leg().equals(ring.leg()));
    assertThat(stage().awaitDigits(cut).outcome()).isEqualTo(PbxEvent.Outcome.INTERRUPTED);
    assertThat(stage().look(call.leg()).state()).isEqualTo(PbxSnapshot.State.CONNECTED);
  }

  @Override
  protected PbxRig rig() {
    return rig;
  }
}
