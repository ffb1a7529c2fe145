// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.BusinessLinkChanged;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.core.plugins.JobRow.State;

@Timeout(30)
class BusinessHostTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String IDENTITY = "11010519491231002X";

  @TempDir Path directory;
  private Rig rig;
  private FakeBus bus;
  private BusinessHost host;

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    bus = rig.bus;
    host = host();
    bus.register(host);
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private BusinessHost host() {
    return new BusinessHost(rig.services, Rig.BOUNDS);
  }

  private FakeLink started(String name) {
    FakeLink link = new FakeLink();
    start(link, name);
    return link;
  }

  private void start(FakeLink link, String name) {
    host.add(link, Rig.id("business", name));
    await()
        .until(
            () ->
                host.instances().stream()
                    .anyMatch(
                        status ->
                            status.instance().equals(name)
                                && status.link().status() == LinkState.Status.ONLINE
                                && !status.capabilities().isEmpty()));
  }

  private static QueryBusiness query(String link, Duration patience) {
    return new QueryBusiness(
        link, "q-1", "call-1", FakeLink.QUERY, Map.of("identity", "1"), patience);
  }

  private static OrderBusiness order(String request, String operation, Duration patience) {
    return new OrderBusiness("oa", request, "ticket-1", operation, Map.of("text", "x"), patience);
  }

  private static CompletionStage<BusinessReply> failed(HubException failure) {
    return CompletableFuture.failedFuture(failure);
  }

  @Test
  void tellsHowOftenALinkFailsInAWayOfItsOwn() {
    FakeLink link = started("oa");
    link.answer =
        request -> {
          throw new IllegalStateException("a bug");
        };
    bus.publish(query("oa", LONG));
    rig.last(QueryRejected.class);
    link.answer = request -> failed(HubException.external("business.link.offline", Map.of()));
    bus.publish(query("oa", LONG));
    await()
        .untilAsserted(
            () ->
                assertThat(host.vitals())
                    .singleElement()
                    .satisfies(
                        vital -> {
                          assertThat(vital.instance()).isEqualTo("oa");
                          assertThat(vital.asked()).isEqualTo(2);
                          assertThat(vital.broken()).isEqualTo(1);
                        }));
  }

  @Test
  void whatFlowsWhileItsConfigurationIsDeletedEndsOnceEach() {
    FakeLink link = started("oa");
    link.answer =
        request ->
            CompletableFuture.supplyAsync(
                () -> FakeLink.done(request).toCompletableFuture().join(),
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
    List<String> asked = IntStream.range(0, 300).mapToObj(i -> "q-" + i).toList();
    for (String request : asked) {
      if (request.equals("q-150")) {
        host.remove(link);
      }
      bus.publish(
          new QueryBusiness(
              "oa", request, "call-1", FakeLink.QUERY, Map.of("identity", "1"), LONG));
    }
    await()
        .untilAsserted(
            () -> {
              List<String> ended = new ArrayList<>();
              bus.published(QueryAnswered.class).forEach(answer -> ended.add(answer.request()));
              bus.published(QueryRejected.class).forEach(refusal -> ended.add(refusal.request()));
              assertThat(ended).containsExactlyInAnyOrderElementsOf(asked);
            });
    assertThat(host.instances()).isEmpty();
  }

  @Test
  void opensSealedValuesAtAnyDepthForTheDriverAndKeepsThemSealedElsewhere() {
    FakeLink link = started("oa");
    String sealed = rig.vault.seal(IDENTITY);
    Map<String, Object> content =
        Map.of("identity", sealed, "list", List.of(Map.of("id", sealed), "plain"), "n", 7);
    bus.publish(
        new QueryBusiness("oa", "q-1", "call-1", FakeLink.QUERY, content, Duration.ofSeconds(5)));
    assertThat(rig.last(QueryAnswered.class))
        .returns("q-1", QueryAnswered::request)
        .returns("call-1", QueryAnswered::key);
    assertThat(link.requests.get(0).content())
        .isEqualTo(
            Map.of("identity", IDENTITY, "list", List.of(Map.of("id", IDENTITY), "plain"), "n", 7));
    link.answer = request -> new CompletableFuture<>();
    bus.publish(
        new OrderBusiness("oa", "o-1", "t", FakeLink.IDEMPOTENT, content, Duration.ofHours(1)));
    await().until(() -> link.requests.size() == 2);
    assertThat(rig.row(OrderRow.class, "o-1").content()).contains(sealed).doesNotContain(IDENTITY);
    assertThat(rig.metrics.lines).noneMatch(line -> line.contains(IDENTITY));
  }

  @Test
  void aQueryEndsWithExactlyOneAnswerAtTheEndOfItsPatience() {
    FakeLink link = started("oa");
    CompletableFuture<BusinessReply> late = new CompletableFuture<>();
    link.answer = request -> late;
    bus.publish(query("oa", Duration.ofMillis(200)));
    assertThat(rig.last(QueryRejected.class).code()).isEqualTo("business.timeout");
    late.complete(new BusinessReply(Map.of(), Instant.now()));
    link.answer = FakeLink::done;
    bus.publish(query("oa", Duration.ofSeconds(5)));
    rig.last(QueryAnswered.class);
    assertThat(bus.published(QueryRejected.class)).hasSize(1);
    assertThat(bus.published(QueryAnswered.class)).hasSize(1);
  }

  @Test
  void tellsWhyAQueryHasNoAnswer() {
    bus.publish(query("oa", Duration.ofSeconds(5)));
    assertThat(rig.last(QueryRejected.class).code()).isEqualTo("business.link.missing");
    FakeLink link = started("oa");
    link.answer =
        request ->
            failed(
                HubException.caller(
                    HubException.Reason.UNPROCESSABLE,
                    "business.refused",
                    Map.of("reason", "password-wrong", "attemptsLeft", 2)));
    bus.publish(query("oa", Duration.ofSeconds(5)));
    await().until(() -> bus.published(QueryRejected.class).size() == 2);
    assertThat(rig.last(QueryRejected.class).arguments())
        .containsEntry("reason", "password-wrong")
        .containsEntry("attemptsLeft", 2);
    bus.publish(
        new QueryBusiness("oa", "q-2", "call-1", FakeLink.ORDER, Map.of(), Duration.ofSeconds(5)));
    await().until(() -> bus.published(QueryRejected.class).size() == 3);
    assertThat(rig.last(QueryRejected.class).code()).isEqualTo("business.operation.unknown");
  }

  @Test
  void aSlowLinkHoldsUpNobodyElse() {
    FakeLink slow = started("slow");
    started("oa");
    CompletableFuture<BusinessReply> never = new CompletableFuture<>();
    slow.answer = request -> never;
    IntStream.range(0, 6).forEach(i -> bus.publish(query("slow", Duration.ofSeconds(20))));
    await()
        .untilAsserted(
            () ->
                assertThat(bus.published(QueryRejected.class))
                    .extracting(QueryRejected::code)
                    .containsExactly("business.busy", "business.busy"));
    bus.publish(query("oa", Duration.ofSeconds(5)));
    assertThat(rig.last(QueryAnswered.class).link()).isEqualTo("oa");
    FakeDriver.Wall wall = new FakeDriver.Wall();
    slow.answer =
        request -> {
          wall.enter();
          return FakeLink.done(request);
        };
    never.complete(new BusinessReply(Map.of(), Instant.now()));
    await().until(() -> bus.published(QueryAnswered.class).size() == 5);
    bus.publish(query("slow", Duration.ofMillis(200)));
    await().until(() -> bus.published(QueryRejected.class).size() == 3);
    bus.publish(query("oa", Duration.ofSeconds(5)));
    await().until(() -> bus.published(QueryAnswered.class).size() == 6);
    wall.open();
  }

  @Test
  void anOrderIsCarriedOutOnceHoweverOftenItIsGiven() {
    FakeLink link = started("oa");
    OrderBusiness order = order("o-1", FakeLink.IDEMPOTENT, LONG);
    bus.publish(order, Actor.user("u-1"), "contact-1");
    assertThat(rig.last(OrderDone.class))
        .returns("o-1", OrderDone::request)
        .returns(Map.of("foreignId", "F-o-1"), OrderDone::content);
    Envelope<?> done =
        bus.published().stream().filter(e -> e.data() instanceof OrderDone).findFirst().get();
    assertThat(done.correlation()).isEqualTo("contact-1");
    assertThat(done.actor()).isEqualTo(Actor.user("u-1"));
    assertThat(done.cause()).isPresent();
    bus.publish(order);
    bus.publish(order("o-2", FakeLink.IDEMPOTENT, LONG));
    await().until(() -> bus.published(OrderDone.class).size() == 2);
    assertThat(link.requests).extracting(BusinessRequest::id).containsExactly("o-1", "o-2");
    assertThat(rig.row(OrderRow.class, "o-1"))
        .returns(State.DONE, row -> row.state)
        .returns("", OrderRow::content);
  }

  @Test
  void anOrderWaitsForItsLinkToBeDeployed() {
    bus.publish(order("o-1", FakeLink.IDEMPOTENT, LONG));
    bus.publish(order("o-2", FakeLink.IDEMPOTENT, Duration.ofMillis(300)));
    assertThat(rig.last(OrderRejected.class))
        .returns("o-2", OrderRejected::request)
        .returns("business.link.missing", OrderRejected::code)
        .returns(false, OrderRejected::uncertain);
    started("oa");
    assertThat(rig.last(OrderDone.class).request()).isEqualTo("o-1");
  }

  @Test
  void anOrderIsTriedAgainUntilItIsDoneAndOrdersOfOneMatterKeepTheirOrder() {
    FakeLink link = started("oa");
    link.answer =
        request ->
            request.id().equals("o-1") && link.requests.size() < 4
                ? failed(HubException.external("business.reply.invalid", Map.of()))
                : FakeLink.done(request);
    for (int i = 1; i <= 3; i++) {
      bus.publish(order("o-" + i, FakeLink.IDEMPOTENT, LONG));
    }
    await().until(() -> bus.published(OrderDone.class).size() == 3);
    assertThat(bus.published(OrderDone.class))
        .extracting(OrderDone::request)
        .containsExactly("o-1", "o-2", "o-3");
    assertThat(link.requests).hasSize(6);
  }

  @Test
  void aLinkThatIsBackGetsWhatWaitsAtOnce() {
    FakeLink link = started("oa");
    link.answer = request -> failed(HubException.external("business.link.offline", Map.of()));
    link.context.link(LinkState.offline("business.link.offline"));
    IntStream.range(0, 20)
        .forEach(
            i ->
                bus.publish(
                    new OrderBusiness(
                        "oa", "o-" + i, "t-" + i, FakeLink.IDEMPOTENT, Map.of(), LONG)));
    await().until(() -> link.requests.size() >= 2);
    int tries = link.requests.size();
    assertThat(tries).as("a lost link is not flooded").isLessThan(20);
    link.answer = FakeLink::done;
    link.context.link(LinkState.online());
    await().until(() -> bus.published(OrderDone.class).size() == 20);
  }

  @Test
  void patienceEndsAnOrderWithTheLastReason() {
    FakeLink link = started("oa");
    link.answer = request -> failed(HubException.external("business.timeout", Map.of()));
    bus.publish(order("o-1", FakeLink.IDEMPOTENT, Duration.ofMillis(400)));
    assertThat(rig.last(OrderRejected.class))
        .returns("business.timeout", OrderRejected::code)
        .returns(true, OrderRejected::uncertain);
    assertThat(link.requests.size()).isBetween(2, 8);
  }

  @Test
  void anOrderThatIsDoneEachTimeIsTriedOnceAndToldAsUncertain() {
    FakeLink link = started("oa");
    link.answer = request -> failed(HubException.external("business.timeout", Map.of()));
    bus.publish(order("o-1", FakeLink.ORDER, LONG));
    assertThat(rig.last(OrderRejected.class)).returns(true, OrderRejected::uncertain);
    assertThat(link.requests).hasSize(1);
    link.answer = request -> failed(HubException.external("business.link.offline", Map.of()));
    bus.publish(order("o-2", FakeLink.ORDER, LONG));
    await().until(() -> link.requests.size() == 2);
    link.answer = FakeLink::done;
    link.context.link(LinkState.offline("business.link.offline"));
    link.context.link(LinkState.online());
    assertThat(rig.last(OrderDone.class).request()).isEqualTo("o-2");
  }

  @Test
  void aRefusalIsForGoodUntilAPersonHasItTriedAgain() {
    FakeLink link = started("oa");
    link.answer =
        request ->
            failed(
                HubException.invalid("business.refused", Map.of("reason", "no-such-department")));
    bus.publish(order("o-1", FakeLink.IDEMPOTENT, LONG));
    assertThat(rig.last(OrderRejected.class))
        .returns("business.refused", OrderRejected::code)
        .returns(Map.of("reason", "no-such-department"), OrderRejected::arguments);
    link.answer = FakeLink::done;
    host.retry("o-1");
    assertThat(rig.last(OrderDone.class).request()).isEqualTo("o-1");
    assertThatThrownBy(() -> host.retry("o-1")).hasMessageContaining("not-retryable");
  }

  @Test
  void ordersSurviveAKill() {
    FakeLink dead = started("oa");
    dead.answer = request -> new CompletableFuture<>();
    bus.publish(order("pay", FakeLink.ORDER, LONG));
    bus.publish(new OrderBusiness("oa", "hand-over", "t-2", FakeLink.IDEMPOTENT, Map.of(), LONG));
    await().until(() -> dead.requests.size() == 2);
    assertThat(rig.row(OrderRow.class, "pay").begun).isTrue();
    BusinessHost killed = host;
    host = host(); // over the same store; the first one's memory is of no use to it
    FakeLink link = started("oa");
    assertThat(rig.last(OrderRejected.class))
        .returns("pay", OrderRejected::request)
        .returns(true, OrderRejected::uncertain);
    assertThat(rig.last(OrderDone.class).request()).isEqualTo("hand-over");
    assertThat(link.requests).extracting(BusinessRequest::id).containsExactly("hand-over");
    killed.deactivate();
  }

  @Test
  void twoHostsOverOneStoreTellOneOutcome() {
    BusinessHost other = host();
    other.add(new FakeLink(), Rig.id("business", "oa"));
    started("oa");
    IntStream.range(0, 100)
        .forEach(
            i ->
                bus.publish(
                    new OrderBusiness(
                        "oa", "o-" + i, "t-" + i, FakeLink.IDEMPOTENT, Map.of(), LONG)));
    await().until(() -> bus.published(OrderDone.class).size() >= 100);
    other.deactivate();
    assertThat(bus.published(OrderDone.class))
        .extracting(OrderDone::request)
        .hasSize(100)
        .doesNotHaveDuplicates();
  }

  @Test
  void aThousandOrdersAreAllDone() {
    FakeLink link = started("oa");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      expected.add("o-" + i);
      bus.publish(
          new OrderBusiness(
              "oa",
              "o-" + i,
              "t-" + i % 300,
              i % 2 == 0 ? FakeLink.IDEMPOTENT : FakeLink.ORDER,
              Map.of("text", "投诉内容"),
              LONG));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> bus.published(OrderDone.class).size() == 1_000);
    assertThat(link.requests)
        .extracting(BusinessRequest::id)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatTheSystemTellsBelongsToTheMatterOfItsOrder() {
    FakeLink link = started("oa");
    bus.publish(order("o-1", FakeLink.IDEMPOTENT, LONG), Actor.HUB, "contact-1");
    rig.last(OrderDone.class);
    link.context.tell(
        "n-1", "ticket-1", "ticket.accepted", Map.of("foreignId", "F-1", "by", "rsj"));
    Envelope<?> told = bus.published().get(bus.published().size() - 1);
    assertThat(told.data())
        .isInstanceOfSatisfying(
            BusinessTold.class, event -> assertThat(event.notice()).isEqualTo("n-1"));
    assertThat(told.correlation()).isEqualTo("contact-1");
    assertThat(told.actor()).isEqualTo(new Actor(Actor.Kind.SYSTEM, "oa"));
  }

  @Test
  void stoppingALinkEndsWhatIsInWorkAndOrdersGoOnWithItsSuccessor() {
    FakeLink link = started("oa");
    link.answer = request -> new CompletableFuture<>();
    bus.publish(query("oa", Duration.ofSeconds(20)));
    bus.publish(order("o-1", FakeLink.IDEMPOTENT, LONG));
    await().until(() -> link.requests.size() == 2);
    host.remove(link);
    assertThat(rig.last(QueryRejected.class).code()).isEqualTo("business.timeout");
    assertThat(rig.last(BusinessLinkChanged.class).state().status())
        .isEqualTo(LinkState.Status.STOPPED);
    started("oa");
    assertThat(rig.last(OrderDone.class).request()).isEqualTo("o-1");
  }

  @Test
  void aSecondLinkOfTheSameNameIsRefused() {
    started("oa");
    host.add(new FakeLink(), Rig.id("business", "oa"));
    assertThat(host.instances())
        .extracting(status -> status.link().reason())
        .containsExactly("", "business.instance.duplicate");
  }

  private QueryRejected askedAccount(Map<String, Object> content) {
    bus.publish(new QueryBusiness("si", "q-1", "call-1", FakeLink.WRITTEN_DOWN, content, LONG));
    return rig.last(QueryRejected.class);
  }

  @Test
  void whatIsNotAsTheSchemaSaysReachesNoLink() {
    FakeLink link = started("si");
    QueryRejected rejected = askedAccount(Map.of("identity", rig.vault.seal("12345")));
    assertThat(rejected.code()).isEqualTo("business.content.invalid");
    assertThat(rejected.arguments()).containsEntry("field", "identity");
    assertThat(link.requests).isEmpty();
  }

  @Test
  void aReplyThatIsNotAsTheSchemaSaysIsNoAnswer() {
    FakeLink link = started("si");
    QueryRejected rejected = askedAccount(Map.of("identity", rig.vault.seal(IDENTITY)));
    assertThat(rejected.code()).isEqualTo("business.reply.invalid");
    assertThat(rejected.arguments()).containsEntry("field", "balance");
    assertThat(link.requests).hasSize(1);
  }

  @Test
  void personalValuesOfANoticeAreSealedBeforeTheyTravel() {
    FakeLink link = started("si");
    link.context.tell("n-1", "N-1", "card.ready", Map.of("identity", IDENTITY, "office", "市民中心"));
    BusinessTold told = rig.last(BusinessTold.class);
    assertThat(rig.vault.open((String) told.content().get("identity"))).isEqualTo(IDENTITY);
    assertThatThrownBy(() -> link.context.tell("n-2", "N-1", "card.ready", Map.of("office", "x")))
        .hasMessageContaining("business.content.invalid");
  }
}
