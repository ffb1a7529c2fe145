// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.testkit.ThreadWatch;
import org.shuniu.api.testkit.business.BusinessRig.Mood;

/**
 * What every {@link BusinessLink} does, before any system. Extend it with a {@link BusinessRig}.
 * Each check starts a new link.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
public abstract class BusinessLinkContract {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Within it a request ends, whatever the system does. */
  private static final Duration LIMIT = PATIENCE.plusSeconds(2);

  private FakeBusinessContext context;
  private BusinessLink link;
  private ThreadWatch threads;

  /** The system; may be the same for all checks of a class. */
  protected abstract BusinessRig rig();

  @BeforeEach
  final void startLink(@TempDir Path directory) {
    rig().reset();
    threads = new ThreadWatch();
    context = new FakeBusinessContext("contract", directory);
    link = rig().newLink();
    link.start(context);
  }

  @AfterEach
  final void stopLink() {
    rig().reset();
    link.stop();
    context.close();
  }

  /** The link under test, for further checks of a connector's own. */
  protected final BusinessLink link() {
    return link;
  }

  /** What the link has told, for further checks of a connector's own. */
  protected final FakeBusinessContext context() {
    return context;
  }

  @Test
  @DisplayName("an answered query tells how old the data are, and the link is online")
  void answers() {
    BusinessReply reply = value(link.execute(query()), LIMIT);
    assertThat(reply.content()).isNotEmpty();
    assertThat(reply.asOf()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  @DisplayName("its operations are constant, and name what it is asked")
  void operations() {
    assertThat(link.operations())
        .isNotEmpty()
        .isEqualTo(link.operations())
        .anyMatch(operation -> operation.name().equals(query().operation()))
        .allMatch(operation -> operation.name().matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+"));
  }

  @Test
  @DisplayName("many queries at once are all answered")
  void many() {
    List<CompletionStage<BusinessReply>> all =
        IntStream.range(0, 100).mapToObj(i -> patient(link, Duration.ofSeconds(20))).toList();
    all.forEach(stage -> assertThat(value(stage, Duration.ofSeconds(25)).content()).isNotEmpty());
  }

  private CompletionStage<BusinessReply> patient(BusinessLink asked, Duration patience) {
    BusinessRequest query = query();
    return asked.execute(
        new BusinessRequest(
            query.id(), query.matter(), query.operation(), query.content(), patience));
  }

  @Test
  @DisplayName("execute returns at once and the caller's patience is kept when there is no answer")
  void silent() {
    be(Mood.SILENT);
    long begin = System.nanoTime();
    CompletionStage<BusinessReply> asked = link.execute(query());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
    assertRetryable(failure(asked, LIMIT), "business.timeout");
  }

  @Test
  @DisplayName("a system that is slow is waited for")
  void slow() {
    be(Mood.SLOW);
    assertThat(value(link.execute(query()), LIMIT).content()).isNotEmpty();
  }

  @Test
  @DisplayName("a refusal is the caller's, tells the system's reason and leaves the link online")
  void refusal() {
    be(Mood.REFUSES);
    HubException refusal = failure(link.execute(query()), LIMIT);
    assertThat(refusal.code()).isEqualTo("business.refused");
    assertThat(refusal.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(refusal.arguments()).containsKey("reason");
    assertSilentOfContent(refusal);
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  @DisplayName("a fault of the system may be tried again, and tells nothing of the content")
  void fault() {
    be(Mood.FAILS);
    HubException failure = failure(link.execute(query()), LIMIT);
    assertThat(failure.retryable()).isTrue();
    assertSilentOfContent(failure);
  }

  @Test
  @DisplayName("an answer that is not as agreed is business.reply.invalid")
  void garbled() {
    be(Mood.GARBLES);
    assertRetryable(failure(link.execute(query()), LIMIT), "business.reply.invalid");
  }

  @Test
  @DisplayName("an answer of 50 MB is given up early, and the link goes on to work")
  void flooded() {
    be(Mood.FLOODS);
    HubException failure = failure(link.execute(query()), LIMIT);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.code()).isIn("business.reply.invalid", "business.timeout");
    rig().mood(Mood.WELL);
    awaitAnswered();
  }

  @Test
  @DisplayName("a broken link shows by a request and is mended by itself")
  void brokenLink() {
    value(link.execute(query()), LIMIT);
    rig().cutLink();
    HubException failure = failure(link.execute(query()), LIMIT);
    assertThat(failure.code()).isIn("business.link.offline", "business.timeout");
    assertThat(failure.retryable()).isTrue();
    context.awaitLink(LinkState.Status.OFFLINE, LinkState.Status.DEGRADED);
    rig().restoreLink();
    awaitAnswered();
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  @DisplayName("a system that fails again and again is left in peace")
  void breaker() {
    rig().cutLink();
    for (int i = 0; i < 50; i++) {
      assertThat(failure(link.execute(query()), LIMIT).retryable()).isTrue();
    }
    rig().restoreLink();
    awaitAnswered();
  }

  @Test
  @DisplayName("what it cannot do is business.operation.unknown, and nobody is asked")
  void unknownOperation() {
    BusinessRequest request =
        new BusinessRequest(Ids.next(), Ids.next(), "no.such-thing", Map.of(), PATIENCE);
    HubException failure = failure(link.execute(request), LIMIT);
    assertThat(failure.code()).isEqualTo("business.operation.unknown");
    assertThat(failure.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(rig().asked()).isZero();
  }

  @Test
  @DisplayName("content that is not as agreed is business.content.invalid, and nobody is asked")
  void invalidContent() {
    BusinessRequest query = query();
    BusinessRequest request =
        new BusinessRequest(query.id(), query.matter(), query.operation(), Map.of(), PATIENCE);
    HubException failure = failure(link.execute(request), LIMIT);
    assertThat(failure.code()).isEqualTo("business.content.invalid");
    assertThat(failure.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(rig().asked()).isZero();
  }

  @Test
  @DisplayName("an order that is given again with the same id is carried out once")
  void orderOnce() {
    BusinessRequest order = order();
    Map<String, Object> first = value(link.execute(order), LIMIT).content();
    Map<String, Object> second = value(link.execute(order), LIMIT).content();
    assertThat(second).isEqualTo(first);
    assertThat(rig().carriedOut(order.id())).isEqualTo(1);
  }

  @Test
  @DisplayName("an order whose answer was lost is carried out once when it is given again")
  void orderWithLostAnswer() {
    BusinessRequest order = order();
    be(Mood.BREAKS);
    assertThat(failure(link.execute(order), LIMIT).retryable()).isTrue();
    rig().mood(Mood.WELL);
    await()
        .atMost(FakeConnectorContext.PATIENCE)
        .untilAsserted(() -> assertThat(value(link.execute(order), LIMIT).asOf()).isNotNull());
    assertThat(rig().carriedOut(order.id())).isEqualTo(1);
  }

  @Test
  @DisplayName("what the system tells is acknowledged when it is stored, and not before")
  void told() {
    String matter = Ids.next();
    String notice = Ids.next();
    context.full(true);
    Optional<Boolean> refused = rig().tell(notice, matter);
    Assumptions.assumeTrue(refused.isPresent(), "this system tells nothing");
    assertThat(refused).contains(false);
    context.full(false);
    assertThat(rig().tell(notice, matter)).contains(true);
    assertThat(rig().tell(notice, matter)).contains(true);
    assertThat(context.told())
        .isNotEmpty()
        .allSatisfy(
            told -> {
              assertThat(told.matter()).isEqualTo(matter);
              assertThat(told.notice()).isEqualTo(context.told().get(0).notice());
              assertThat(told.operation()).isNotBlank();
            });
  }

  @Test
  @DisplayName("stops within five seconds while requests hang, ends them, and leaves no thread")
  void stops() {
    value(link.execute(query()), LIMIT);
    rig().mood(Mood.SILENT);
    CompletionStage<BusinessReply> hanging = patient(link, Duration.ofSeconds(20));
    long begin = System.nanoTime();
    link.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(failure(hanging, Duration.ofSeconds(5)).retryable()).isTrue();
    assertRetryable(failure(link.execute(query()), LIMIT), "business.link.offline");
    rig().reset();
    threads.awaitNoneLeft(rig()::owns);
  }

  @Test
  @DisplayName("starts while the system is away, and finds it when it comes")
  void startsOffline(@TempDir Path directory) {
    rig().cutLink();
    FakeBusinessContext lonely = new FakeBusinessContext("lonely", directory);
    BusinessLink second = rig().newLink();
    try {
      second.start(lonely);
      assertThat(failure(second.execute(query()), LIMIT).retryable()).isTrue();
      rig().restoreLink();
      await()
          .atMost(FakeConnectorContext.PATIENCE)
          .untilAsserted(
              () -> assertThat(value(second.execute(query()), LIMIT).content()).isNotEmpty());
      lonely.awaitLink(LinkState.Status.ONLINE);
    } finally {
      second.stop();
      lonely.close();
    }
  }

  private void be(Mood mood) {
    Assumptions.assumeTrue(rig().knows(mood), "this system is never like that");
    rig().mood(mood);
  }

  private BusinessRequest query() {
    BusinessRequest query = rig().query(Ids.next());
    return new BusinessRequest(
        query.id(), query.matter(), query.operation(), query.content(), PATIENCE);
  }

  private BusinessRequest order() {
    Optional<BusinessRequest> order = rig().order(Ids.next());
    Assumptions.assumeTrue(order.isPresent(), "this link takes no orders");
    BusinessRequest given = order.orElseThrow();
    return new BusinessRequest(
        given.id(), given.matter(), given.operation(), given.content(), PATIENCE);
  }

  private void awaitAnswered() {
    await()
        .atMost(FakeConnectorContext.PATIENCE)
        .untilAsserted(
            () -> assertThat(value(link.execute(query()), LIMIT).content()).isNotEmpty());
  }

  private static void assertRetryable(HubException failure, String code) {
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.retryable()).isTrue();
  }

  /** Failures are logged and shown; what was asked must not be in them. */
  private void assertSilentOfContent(HubException failure) {
    String shown = failure.getMessage() + failure.arguments() + failure.getCause();
    query().content().values().stream()
        .map(String::valueOf)
        .filter(text -> text.length() >= 6)
        .forEach(text -> assertThat(shown).doesNotContain(text));
  }
}
