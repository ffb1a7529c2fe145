// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.testkit.channel.ChannelRig;
import org.shuniu.api.testkit.channel.TextChannelContract;

/** The channel passes the contract of text channels before a small gateway of the test's own. */
class SampleContractTest extends TextChannelContract {
  private static Rig rig;

  @BeforeAll
  static void startGateway() {
    rig = new Rig();
  }

  @AfterAll
  static void stopGateway() {
    rig.close();
  }

  @Override
  protected ChannelRig rig() {
    return rig;
  }
}
