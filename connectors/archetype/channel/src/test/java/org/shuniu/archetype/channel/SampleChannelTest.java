// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuniu.api.testkit.Failures.failure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Ids;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.channel.FakeChannelContext;

/** What the contract does not know: this gateway's own words. Your own checks go here. */
class SampleChannelTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Rig rig = new Rig();
  private FakeChannelContext context;

  @BeforeEach
  void begin(@TempDir Path directory) {
    context = new FakeChannelContext("sample", directory);
  }

  @AfterEach
  void end() {
    context.close();
    rig.close();
  }

  @Test
  void aWrongTokenIsAStateOfTheLink() {
    TextChannel stranger = rig.newChannel(Map.of("token", "another token"));
    stranger.start(context);
    try {
      context.awaitLink(LinkState.Status.OFFLINE);
      assertThat(context.links())
          .last()
          .extracting(LinkState::reason)
          .isEqualTo("channel.bind.refused");
    } finally {
      stranger.stop();
    }
  }

  @Test
  void whatIsNoNumberIsRefusedAndNotGiven() {
    TextChannel channel = rig.newChannel();
    channel.start(context);
    try {
      OutgoingText nowhere =
          new OutgoingText(Ids.next(), "nobody", "您好", Instant.now().plus(LIMIT));
      assertThat(failure(channel.send(nowhere), LIMIT).code()).isEqualTo("channel.address.invalid");
      assertThat(rig.taken()).isEmpty();
    } finally {
      channel.stop();
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> rig.newChannel(Map.of("base", "not an address")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base");
  }
}
