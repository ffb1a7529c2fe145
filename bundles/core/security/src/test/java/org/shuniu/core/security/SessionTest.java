// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.SessionEnded;

class SessionTest {
  private final Fixture hub = new Fixture();
  private UserRow user;

  @BeforeEach
  void users() {
    hub.user("chief", Role.ADMINISTRATOR);
    user = hub.user("li.na", Role.AGENT);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void outlivesARestart() {
    var opened = hub.login("li.na");
    var after = hub.sessions().find(opened.token()).orElseThrow();
    assertThat(after).isEqualTo(hub.sessions.find(opened.token()).orElseThrow());
  }

  @Test
  void aTokenOfTheBrowsersOwnMakingIsNoSession() {
    for (String token : List.of("", "x", "a".repeat(43), "ü".repeat(43), "a".repeat(100_000))) {
      assertThat(hub.sessions.find(token)).isEmpty();
    }
  }

  @Test
  void endsWhenIdle() {
    var opened = hub.login("li.na");
    for (int i = 0; i < 4; i++) {
      hub.clock.advance(Duration.ofMinutes(29));
      assertThat(hub.sessions.find(opened.token())).as("use puts it off").isPresent();
    }
    hub.clock.advance(Duration.ofMinutes(31));
    assertThat(hub.sessions.find(opened.token())).isEmpty();
    assertThat(hub.sessions().find(opened.token())).isEmpty();
    assertThat(hub.bus.published(SessionEnded.class)).hasSize(1);
  }

  @Test
  void endsAfterItsLongestTimeAlsoInUse() {
    var opened = hub.login("li.na");
    for (int i = 0; i < 35; i++) {
      hub.clock.advance(Duration.ofMinutes(20));
      assertThat(hub.sessions.find(opened.token())).isPresent();
    }
    hub.clock.advance(Duration.ofMinutes(20));
    assertThat(hub.sessions.find(opened.token())).isEmpty();
  }

  @Test
  void theSweeperRemovesWhatNobodyAskedFor() {
    hub.login("li.na");
    hub.clock.advance(Duration.ofHours(1));
    hub.sessions.sweep();
    assertThat(hub.bus.published(SessionEnded.class))
        .extracting(SessionEnded::userId)
        .containsExactly(user.id);
  }

  @Test
  void aDisabledUserIsOutAtOnce() {
    var opened = hub.login("li.na");
    var session = hub.sessions.find(opened.token()).orElseThrow();
    hub.users.change(user.id, new UserDetails("li.na", Set.of("agent"), Region.NATION, false));
    assertThat(hub.sessions.find(opened.token())).isEmpty();
    assertThat(hub.bus.published(SessionEnded.class))
        .containsExactly(new SessionEnded(user.id, session.id()));
  }

  @Test
  void aNewRoleHoldsAtTheNextRequest() {
    var opened = hub.login("li.na");
    assertThat(hub.sessions.find(opened.token())).isPresent();
    hub.users.change(user.id, new UserDetails("li.na", Set.of("supervisor"), Region.NATION, true));
    assertThat(hub.sessions.find(opened.token()).orElseThrow().identity().permissions())
        .contains("contact:export");
  }

  @Test
  void theOldestOfTooManySessionsEnds() {
    var first = hub.login("li.na");
    for (int i = 0; i < 3; i++) {
      hub.clock.advance(Duration.ofSeconds(1));
      hub.login("li.na");
    }
    assertThat(hub.sessions.find(first.token())).isEmpty();
  }

  @Test
  void changingThePasswordEndsTheOtherSessions() {
    var mine = hub.login("li.na");
    var forgotten = hub.login("li.na");
    var session = hub.sessions.find(mine.token()).orElseThrow();
    assertThatThrownBy(() -> hub.users.changePassword(session, "guess", "Lotus-blooms-77"))
        .hasMessageContaining("security.password.wrong");
    assertThatThrownBy(() -> hub.users.changePassword(session, Fixture.PASSWORD, Fixture.PASSWORD))
        .hasMessageContaining("security.password.unchanged");
    hub.users.changePassword(session, Fixture.PASSWORD, "Lotus-blooms-77");
    assertThat(hub.sessions.find(mine.token())).isPresent();
    assertThat(hub.sessions.find(forgotten.token())).isEmpty();
    assertThat(hub.open("li.na", "Lotus-blooms-77", "10.0.0.1")).isNotNull();
  }

  @Test
  void whoseWasResetMayOnlyChangeThePassword() {
    var before = hub.login("li.na");
    hub.users.resetPassword(user.id, "Willow-waves-88");
    assertThat(hub.sessions.find(before.token())).isEmpty();

    var opened = hub.open("li.na", "Willow-waves-88", "10.0.0.1");
    assertThatThrownBy(
            () ->
                hub.request(
                    opened,
                    () -> {
                      hub.access.require("queue:read");
                      return true;
                    }))
        .hasMessageContaining("security.password.change-required");
    hub.users.changePassword(
        hub.sessions.find(opened.token()).orElseThrow(), "Willow-waves-88", "Lotus-blooms-77");
    assertThat(hub.<Boolean>request(opened, () -> hub.access.permits("queue:read"))).isTrue();
  }

  @Test
  void theLastAdministratorStays() {
    UserRow chief = hub.users.byLogin("chief").orElseThrow();
    var agent = new UserDetails("chief", Set.of("agent"), Region.NATION, true);
    assertThatThrownBy(() -> hub.users.change(chief.id, agent))
        .hasMessageContaining("security.user.last-administrator");
    hub.user("deputy", Role.ADMINISTRATOR);
    hub.users.change(chief.id, agent);
  }
}
