// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.FakeAccess;

class PluginsResourceTest {
  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");
  private final FakeAccess access = new FakeAccess();
  private final Connectors connectors =
      () ->
          List.of(
              new Connectors.Status(
                  "org.shuniu.pbx.fake",
                  "1.0.0",
                  "pbx",
                  "main",
                  new LinkState(LinkState.Status.OFFLINE, "pbx.login.refused", SINCE),
                  Set.of("MUTE", "HOLD")));

  @Test
  void listsConnectorsToWhomMayReadThem() {
    access.user("admin", "plugin:read");
    assertThat(new PluginsResource(access, connectors).list())
        .containsExactly(
            new PluginsResource.Plugin(
                "org.shuniu.pbx.fake",
                "1.0.0",
                "pbx",
                "main",
                "OFFLINE",
                Optional.of("pbx.login.refused"),
                SINCE,
                List.of("HOLD", "MUTE")));
  }

  @Test
  void tellsAgentsWhichSwitchesAreAway() {
    access.user("agent", "acd:self");
    assertThat(new PluginsResource(access, connectors).outages().switches())
        .containsExactly("main");
    access.user("citizen", "contact:own");
    assertThatThrownBy(() -> new PluginsResource(access, connectors).outages())
        .hasMessageContaining("security.denied");
  }

  @Test
  void refusesOthers() {
    access.user("agent", "contact:own");
    assertThatThrownBy(() -> new PluginsResource(access, connectors).list())
        .hasMessageContaining("security.denied");
  }
}
