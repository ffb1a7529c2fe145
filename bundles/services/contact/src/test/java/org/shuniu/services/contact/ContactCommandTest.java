// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuniu.api.pbx.EndedBy;

/** What the administrator's shell tells of a contact. */
class ContactCommandTest {
  private final Hub hub = new Hub();

  private String shown() {
    return new ContactCommand(hub.conductor).describe(Hub.CALL);
  }

  @Test
  void showsACallThatIsUnderWayAndAfterwards() {
    hub.talk(Hub.CALL, "user-1");
    assertThat(shown())
        .contains("state     ACTIVE")
        .contains("+8613800138000 -> 12333")
        .contains("agent     8001 王芳 PJSIP/2001 TALKING")
        .contains("uui=1")
        .contains("main/1 menu menu, input 0")
        .contains("recordings")
        .contains("node menu", "queued for pension", "recording begins");
    hub.clock.advance(Duration.ofSeconds(5));
    hub.end(Hub.CALL, Hub.leg(Hub.CALL), EndedBy.PARTY);
    hub.start();
    assertThat(shown())
        .contains("AFTER_CONTACT_WORK, ENDED_BY_CITIZEN")
        .contains("NORMAL by PARTY")
        .containsSubsequence("offered", "answered by an agent", "ended ENDED_BY_CITIZEN");
  }

  @Test
  void saysSoWhenThereIsNoneOrItCannotBeRead() {
    assertThat(shown()).isEqualTo("there is no contact " + Hub.CALL);
    hub.storeAway = true;
    assertThat(shown()).isEqualTo("the contact cannot be read: store.unavailable");
  }
}
