// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.FakeBusinessContext;

/** What the contract does not know: this system's own words. Your own checks go here. */
class SampleLinkTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Rig rig = new Rig();
  private FakeBusinessContext context;

  @BeforeEach
  void begin(@TempDir Path directory) {
    context = new FakeBusinessContext("sample", directory);
  }

  @AfterEach
  void end() {
    context.close();
    rig.close();
  }

  @Test
  void tellsWhatIsInTheAccount() {
    BusinessLink link = rig.newLink();
    link.start(context);
    try {
      assertThat(value(link.execute(rig.query(Ids.next())), LIMIT).content())
          .containsEntry("balance", "12345.67")
          .containsEntry("month", "2026-10");
    } finally {
      link.stop();
    }
  }

  @Test
  void aWrongTokenIsAStateOfTheLink() {
    BusinessLink stranger = rig.newLink(Map.of("token", "another token"));
    stranger.start(context);
    try {
      HubException failure = failure(stranger.execute(rig.query(Ids.next())), LIMIT);
      assertThat(failure.code()).isEqualTo("business.link.offline");
      assertThat(failure.arguments()).containsEntry("reason", "login-refused");
    } finally {
      stranger.stop();
    }
  }

  @Test
  void aRefusalTellsTheSystemsOwnReason() {
    BusinessLink link = rig.newLink();
    link.start(context);
    try {
      BusinessRequest query = rig.query(Ids.next());
      BusinessRequest unknown =
          new BusinessRequest(
              query.id(),
              query.matter(),
              query.operation(),
              Map.of("identity", Peer.NOBODY),
              query.patience());
      assertThat(failure(link.execute(unknown), LIMIT).arguments())
          .containsEntry("reason", "person-unknown");
    } finally {
      link.stop();
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> rig.newLink(Map.of("base", "not an address")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base");
  }
}
