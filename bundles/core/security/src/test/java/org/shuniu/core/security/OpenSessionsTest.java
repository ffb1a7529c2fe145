// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Region;

class OpenSessionsTest {
  private static final Region CITY = new Region("440300000000");

  private final Fixture hub = new Fixture();
  private final SessionsResource own =
      new SessionsResource(hub.sessions, hub.access, hub.store.transactions(), hub.audit);
  private final UserSessionsResource others =
      new UserSessionsResource(
          hub.users, hub.sessions, hub.access, hub.store.transactions(), hub.audit);
  private UserRow user;

  @BeforeEach
  void users() {
    user = hub.user("li.na", Role.AGENT);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void tellsWhereOneIsLoggedIn() {
    var office = hub.open("li.na", Fixture.PASSWORD, "10.0.0.1");
    hub.clock.advance(Duration.ofMinutes(5));
    var home = hub.open("li.na", Fixture.PASSWORD, "10.0.0.2");
    hub.user("wang", Role.AGENT);
    hub.login("wang");

    assertThat(hub.<List<OpenSession>>request(home, own::list))
        .containsExactly(
            new OpenSession(
                home.session().id(),
                hub.clock.instant(),
                hub.clock.instant(),
                home.session().expiresAt(),
                "10.0.0.2",
                Optional.of("Firefox/128.0"),
                true),
            new OpenSession(
                office.session().id(),
                hub.clock.instant().minus(Duration.ofMinutes(5)),
                hub.clock.instant().minus(Duration.ofMinutes(5)),
                office.session().expiresAt(),
                "10.0.0.1",
                Optional.of("Firefox/128.0"),
                false));
  }

  @Test
  void whatHasRunOutIsNotToldEvenBeforeItIsSwept() {
    hub.login("li.na");
    hub.clock.advance(Duration.ofMinutes(31));
    var now = hub.login("li.na");
    assertThat(hub.<List<OpenSession>>request(now, own::list)).hasSize(1);
  }

  @Test
  void endsTheOwnOneByOneAndAllOthersAtOnce() {
    var here = hub.login("li.na");
    var second = hub.login("li.na");
    run(here, () -> own.end(second.session().id()));
    assertThat(hub.sessions.find(second.token())).isEmpty();

    var third = hub.login("li.na");
    run(here, own::endOthers);
    assertThat(hub.sessions.find(third.token())).isEmpty();
    assertThat(hub.sessions.find(here.token())).isPresent();
  }

  @Test
  void nobodyEndsWhatIsNotHisOwn() {
    hub.user("wang", Role.AGENT);
    var wang = hub.login("wang");
    var here = hub.login("li.na");
    assertThatThrownBy(() -> run(here, () -> own.end(wang.session().id())))
        .hasMessageContaining("security.session.unknown");
    assertThatThrownBy(() -> run(here, () -> others.endAll(wang.session().identity().userId())))
        .hasMessageContaining("security.denied");
    assertThat(hub.sessions.find(wang.token())).isPresent();
  }

  @Test
  void anAdministratorEndsThoseOfOthersAndTheAuditTellsIt() {
    UserRow chief = hub.user("chief", Role.ADMINISTRATOR);
    var opened = hub.login("chief");
    var first = hub.login("li.na");
    var second = hub.login("li.na");
    assertThat(hub.<List<OpenSession>>request(opened, () -> others.list(user.id)))
        .hasSize(2)
        .noneMatch(OpenSession::current);
    run(opened, () -> others.end(user.id, first.session().id()));
    assertThat(hub.sessions.find(first.token())).isEmpty();
    run(opened, () -> others.endAll(user.id));
    assertThat(hub.sessions.find(second.token())).isEmpty();

    var byChief =
        new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("USER:" + chief.id),
            Optional.empty(),
            Optional.empty());
    var acts = hub.audit.find(byChief, Optional.empty(), 2);
    assertThat(acts.items())
        .extracting(row -> row.act.operation + " " + row.act.subject + " " + row.act.detail)
        .containsExactly(
            "user:sessions-end user:" + user.id + " {}",
            "user:session-end user:" + user.id + " {\"session\":\"" + first.session().id() + "\"}");
  }

  @Test
  void notThoseOfARegionAboveTheOwn() {
    hub.users.create(
        "city",
        Fixture.PASSWORD,
        new UserDetails("city", Set.of("administrator"), CITY, true),
        false);
    assertThatThrownBy(() -> run(hub.login("city"), () -> others.list(user.id)))
        .hasMessageContaining("security.denied");
  }

  private void run(SessionStore.Opened opened, Runnable work) {
    hub.request(
        opened,
        () -> {
          work.run();
          return true;
        });
  }
}
