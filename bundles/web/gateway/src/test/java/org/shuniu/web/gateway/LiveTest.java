// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.hub.ConsolePresence;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.SessionEnded;

class LiveTest {
  private final List<Console> consoles = new ArrayList<>();
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new Gateway();
    gateway.sessions.add("li", "queue:read");
    gateway.sessions.add("wang");
  }

  @AfterEach
  void stop() throws Exception {
    for (Console console : consoles) {
      console.close();
    }
    gateway.close();
  }

  @Test
  void onlyWithASession() throws Exception {
    var reply = gateway.send(gateway.request("/live"));
    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body()).contains("security.session.none");
  }

  @Test
  void everyoneHearsWhatIsMeantForThem() throws Exception {
    Console li = open("li", null);
    Console wang = open("wang", null);
    gateway.bus.publish(LiveUpdate.forUser("li", "contact.offered", Map.of("id", "c1")));
    gateway.bus.publish(LiveUpdate.forPermission("queue:read", "queues", List.of(1)));
    gateway.bus.publish(LiveUpdate.forUser("li2", "contact.offered", Map.of("id", "other")));
    gateway.bus.publish(LiveUpdate.forUser("l", "contact.offered", Map.of("id", "other")));
    gateway.bus.publish(new LiveUpdate("all", "notice", "维护"));
    await()
        .untilAsserted(
            () -> assertThat(li.data()).containsExactly("{\"id\":\"c1\"}", "[1]", "\"维护\""));
    await().untilAsserted(() -> assertThat(wang.data()).containsExactly("\"维护\""));
    assertThat(li.lines).contains("event: contact.offered", "event: queues");
    assertThat(li.lines)
        .anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream;charset=utf-8"));
  }

  @Test
  void aShortCutLosesNothing() throws Exception {
    Console first = open("li", null);
    gateway.bus.publish(LiveUpdate.forUser("li", "e", 1));
    await().until(() -> first.data().contains("1"));
    // What comes until the connection is really closed may still be heard.
    String heard = first.lastId();
    first.close();
    for (int i = 2; i <= 5; i++) {
      gateway.bus.publish(LiveUpdate.forUser("li", "e", i));
      gateway.bus.publish(LiveUpdate.forUser("wang", "e", "not for li"));
    }
    Console second = open("li", heard);
    gateway.bus.publish(LiveUpdate.forUser("li", "e", 6));
    await().untilAsserted(() -> assertThat(second.data()).containsExactly("2", "3", "4", "5", "6"));
  }

  @Test
  void aConsoleThatHeardNothingYetResumesToo() throws Exception {
    Console first = open("li", null);
    await().until(() -> !first.lastId().isEmpty());
    String heard = first.lastId();
    first.close();
    gateway.bus.publish(LiveUpdate.forUser("li", "e", 1));
    Console second = open("li", heard);
    await().untilAsserted(() -> assertThat(second.data()).containsExactly("1"));
  }

  @Test
  void tooLongAgoOrBeforeARestartMeansReload() throws Exception {
    Console first = open("li", null);
    await().until(() -> !first.lastId().isEmpty());
    for (int i = 0; i < 150; i++) {
      gateway.bus.publish(LiveUpdate.forUser("wang", "e", i));
    }
    for (String id : List.of(first.lastId(), "k1-5", "garbage", "-", "9".repeat(1_000))) {
      Console second = open("li", id);
      await().until(() -> second.lines.contains("event: resync"));
      gateway.bus.publish(LiveUpdate.forUser("li", "e", "after"));
      await().until(() -> second.data().contains("\"after\""));
    }
  }

  @Test
  void theStreamEndsWithTheSession() throws Exception {
    Console told = open("li", null);
    gateway.bus.publish(new SessionEnded("li", "s-li"));
    await().until(() -> told.ended);

    Console expired = open("wang", null);
    gateway.sessions.remove("wang");
    gateway.live.beat();
    await().until(() -> expired.ended);
    assertThat(gateway.live.snapshot()).isEmpty();
  }

  @Test
  void newRightsCountWithoutANewLogin() throws Exception {
    Console wang = open("wang", null);
    gateway.sessions.add("wang", "queue:read");
    gateway.live.beat();
    gateway.bus.publish(LiveUpdate.forPermission("queue:read", "queues", 1));
    await().until(() -> wang.data().contains("1"));
  }

  @Test
  void whoDoesNotReadIsCutOffAndNobodyWaits() throws Exception {
    Console slow = new Console(gateway.port, "wang", null);
    consoles.add(slow);
    await().until(() -> gateway.live.snapshot().size() == 1);
    Console li = open("li", null);
    String big = "x".repeat(20_000);
    long longest = 0;
    int sent = 0;
    while (gateway.live.snapshot().size() == 2 && sent < 2_000) {
      long begin = System.nanoTime();
      gateway.bus.publish(new LiveUpdate("user:wang", "e", big));
      longest = Math.max(longest, System.nanoTime() - begin);
      sent++;
    }
    gateway.bus.publish(new LiveUpdate("all", "e", "still here"));
    await().until(() -> li.data().contains("\"still here\""));
    assertThat(gateway.live.snapshot()).hasSize(1);
    System.out.printf(
        "slow console cut off after %d messages of 20 kB, longest publish %d ms%n",
        sent, longest / 1_000_000);
    assertThat(longest).isLessThan(1_000_000_000L);
  }

  @Test
  void presenceHasAGrace() throws Exception {
    Console first = open("li", null);
    assertThat(presence()).containsExactly(new ConsolePresence("li", true));
    Console second = open("li", null);
    first.close();
    second.close();
    Console reload = open("li", null);
    beatUntilGone(1);
    assertThat(presence()).as("a reload is no absence").hasSize(1);
    reload.close();
    beatUntilGone(0);
    await().untilAsserted(() -> assertThat(presence()).contains(new ConsolePresence("li", false)));
  }

  @Test
  void aUserWithManyPagesLosesTheOldest() throws Exception {
    Console oldest = open("li", null);
    for (int i = 0; i < 8; i++) {
      open("li", null);
    }
    await().until(() -> oldest.ended);
    assertThat(gateway.live.snapshot()).hasSize(8);
  }

  @Test
  void aThousandStreams() throws Exception {
    int count = 1_000;
    for (int i = 0; i < count; i++) {
      gateway.sessions.add("u" + i, "queue:read");
      consoles.add(new Console(gateway.port, "u" + i, null));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> gateway.live.snapshot().size() == count);
    consoles.get(0).reading();
    consoles.get(count - 1).reading();
    AtomicLong longest = new AtomicLong();
    int rounds = 20;
    long begin = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      long from = System.nanoTime();
      gateway.bus.publish(LiveUpdate.forPermission("queue:read", "queues", "n" + i));
      longest.accumulateAndGet(System.nanoTime() - from, Math::max);
    }
    long all = System.nanoTime() - begin;
    for (Console console : List.of(consoles.get(0), consoles.get(count - 1))) {
      await().untilAsserted(() -> assertThat(console.data()).hasSize(rounds));
    }
    System.out.printf(
        "1000 streams: %d messages each, %.1f ms a message, longest %.1f ms, %d threads%n",
        rounds, all / 1e6 / rounds, longest.get() / 1e6, Thread.activeCount());
    assertThat(gateway.live.snapshot()).hasSize(count);
  }

  private Console open(String user, String lastEventId) throws IOException {
    List<LiveStream> before = gateway.live.snapshot();
    Console console = new Console(gateway.port, user, lastEventId).reading();
    consoles.add(console);
    await().until(() -> !Set.copyOf(before).containsAll(gateway.live.snapshot()));
    return console;
  }

  private void beatUntilGone(int left) {
    await()
        .until(
            () -> {
              gateway.live.beat();
              return gateway.live.snapshot().size() == left;
            });
  }

  private List<ConsolePresence> presence() {
    return gateway.bus.published(ConsolePresence.class);
  }
}
