// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.Exchange.Direction;
import org.shuniu.api.hub.LinkState;

@Timeout(30)
class ExchangeLogTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path directory;
  private Rig rig;
  private BusinessHost host;
  private FakeLink link;

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    host = new BusinessHost(rig.services, Rig.BOUNDS);
    rig.bus.register(host);
    link = new FakeLink();
    host.add(link, Rig.id("business", "si"));
    await()
        .until(
            () ->
                host.instances().stream()
                    .anyMatch(
                        s ->
                            s.link().status() == LinkState.Status.ONLINE
                                && !s.capabilities().isEmpty()));
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private List<ExchangeRow> rows() {
    return rig.store
        .transactions()
        .call(
            () ->
                rig.store
                    .entityManager()
                    .createQuery("select e from ExchangeRow e order by e.id", ExchangeRow.class)
                    .getResultList());
  }

  private List<ExchangeRow> written(int count) {
    await().until(() -> rows().size() == count);
    return rows();
  }

  private static Exchange out(String request, String sent, String received) {
    return new Exchange(
        Direction.OUT,
        request,
        "call-1",
        FakeLink.QUERY,
        Instant.now(),
        Duration.ofMillis(12),
        Exchange.ANSWERED,
        sent,
        received);
  }

  private void ask(Map<String, Object> content) {
    rig.bus.publish(new QueryBusiness("si", "q-1", "call-1", FakeLink.QUERY, content, LONG));
  }

  @Test
  void whatWasSealedIsStoredNowhereInTheClear() {
    link.answer =
        request -> {
          link.context.exchanged(
              out(
                  request.id(),
                  "<q><id>%s</id></q>".formatted(request.content().get("identity")),
                  "{\"name\":\"张三\",\"id\":\"AB-77\",\"tel\":\"13812345678\",\"town\":\"贵阳\"}"));
          return FakeLink.done(request);
        };
    ask(
        Map.of(
            "identity",
            rig.vault.seal("AB-77"),
            "who",
            List.of(Map.of("n", rig.vault.seal("张三")))));
    rig.last(QueryAnswered.class);
    ExchangeRow row = written(1).get(0);
    assertThat(row.sent).isEqualTo("<q><id>***</id></q>");
    assertThat(row.received)
        .isEqualTo("{\"name\":\"***\",\"id\":\"***\",\"tel\":\"***\",\"town\":\"贵阳\"}");
    assertThat(row.matter).isEqualTo("call-1");
    assertThat(row.request).isEqualTo("q-1");
    assertThat(row.outcome).isEqualTo("answered");
    assertThat(row.took()).isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void aLinkThatTellsNothingLeavesItsOutcomes() {
    link.answer =
        request ->
            CompletableFuture.failedFuture(
                HubException.caller(
                    HubException.Reason.UNPROCESSABLE,
                    "business.refused",
                    Map.of("reason", "person-unknown")));
    ask(Map.of());
    rig.last(QueryRejected.class);
    ExchangeRow row = written(1).get(0);
    assertThat(row.outcome).isEqualTo("business.refused");
    assertThat(row.sent).isNull();
  }

  @Test
  void textsThatComeAfterTheEndAreDropped() {
    ask(Map.of("identity", rig.vault.seal("AB-77")));
    rig.last(QueryAnswered.class);
    link.context.exchanged(out("q-1", "AB-77", "AB-77"));
    assertThat(written(2)).allMatch(row -> row.sent == null && row.received == null);
  }

  @Test
  void whatTheForeignSystemBeginsIsMaskedByItsForm() {
    link.context.exchanged(
        new Exchange(
            Direction.IN,
            "N-1",
            "",
            "card.ready",
            Instant.now(),
            Duration.ZERO,
            Exchange.ANSWERED,
            "",
            "{\"identity\":\"11010519491231002X\",\"office\":\"市民中心\"}"));
    assertThat(written(1).get(0).received).isEqualTo("{\"identity\":\"***\",\"office\":\"市民中心\"}");
  }

  @Test
  void longTextsAreCutAndNobodyWaitsForTheLog() {
    String flood = "字".repeat(Exchange.MAX_TEXT);
    long begin = System.nanoTime();
    for (int i = 0; i < 5_000; i++) {
      link.context.exchanged(
          new Exchange(
              Direction.IN,
              "N-" + i,
              "",
              "x.y",
              Instant.now(),
              Duration.ZERO,
              "answered",
              "",
              flood));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    await().until(() -> !rows().isEmpty());
    assertThat(rows().get(0).received).hasSize(ExchangeLog.KEPT);
    assertThat(rig.metrics.lines).contains("business.exchange.lost link si reason overflow");
  }

  @Test
  void eachTryOfAnOrderIsInTheLog() {
    int[] tries = {0};
    link.answer =
        request -> {
          link.context.exchanged(out(request.id(), "try", ""));
          return ++tries[0] < 3
              ? CompletableFuture.failedFuture(HubException.external("business.timeout", Map.of()))
              : CompletableFuture.completedFuture(new BusinessReply(Map.of(), Instant.now()));
        };
    rig.bus.publish(
        new OrderBusiness("si", "o-1", "t-1", FakeLink.IDEMPOTENT, Map.of(), Duration.ofHours(1)));
    rig.last(OrderDone.class);
    assertThat(written(3)).allMatch(row -> "try".equals(row.sent));
  }
}
