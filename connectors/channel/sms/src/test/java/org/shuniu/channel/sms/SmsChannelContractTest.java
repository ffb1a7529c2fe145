// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.testkit.channel.ChannelRig;
import org.shuniu.api.testkit.channel.TextChannelContract;

class SmsChannelContractTest extends TextChannelContract {
  private static SmscRig rig;

  @BeforeAll
  static void open() {
    rig = new SmscRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @Override
  protected ChannelRig rig() {
    return rig;
  }
}
