// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
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
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.core.plugins.JobRow.State;
import org.shuniu.core.plugins.LinkResource.ReconciliationFinding;
import org.shuniu.core.plugins.LinkResource.ReconciliationReport;
import org.shuniu.core.plugins.LinkResource.ReconciliationWish;

@Timeout(30)
class ReconciliationTest {
  @TempDir Path directory;
  private Rig rig;
  private BusinessHost host;
  private final FakeLink link = new FakeLink();
  private final FakeAccess access = new FakeAccess();
  private final Instant begin = Instant.now().minusSeconds(60);
  private volatile List<List<Map<String, Object>>> pages = List.of(List.of());

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    host = new BusinessHost(rig.services, Rig.BOUNDS);
    rig.bus.register(host);
    link.answer = request -> CompletableFuture.completedFuture(reply(request));
    host.add(link, Rig.id("business", "si"));
    await().until(() -> !host.links().isEmpty() && !host.link("si").operations().isEmpty());
    access.user("lan", "link:manage");
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private BusinessReply reply(BusinessRequest request) {
    if (request.operation().equals(Reconciliation.LIST)) {
      int page = Integer.parseInt(request.content().getOrDefault("cursor", "0").toString());
      Map<String, Object> items = Map.of("items", pages.get(page));
      boolean last = page == pages.size() - 1;
      return new BusinessReply(
          last ? items : Map.of("items", pages.get(page), "next", "" + (page + 1)), Instant.now());
    }
    if (request.id().startsWith("refused")) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE, "business.refused", Map.of("reason", "x"));
    }
    return new BusinessReply(Map.of(), Instant.now());
  }

  private void ordered(String request, State ends) {
    rig.bus.publish(
        new OrderBusiness(
            "si", request, "t-" + request, FakeLink.IDEMPOTENT, Map.of(), Duration.ofMinutes(5)));
    await().until(() -> rig.row(OrderRow.class, request).state == ends);
  }

  private static Map<String, Object> theirs(String request, String operation) {
    return Map.of("request", request, "operation", operation, "at", Instant.now().toString());
  }

  private ReconciliationReport reconciled() {
    return new LinkResource(host, access)
        .reconcile("si", new ReconciliationWish(begin, Instant.now().plusSeconds(60)));
  }

  @Test
  void listsThatAgreeLeaveNothingToDo() {
    ordered("o-1", State.DONE);
    ordered("o-2", State.DONE);
    pages =
        List.of(
            List.of(theirs("o-1", FakeLink.IDEMPOTENT)),
            List.of(theirs("o-2", FakeLink.IDEMPOTENT)));
    ReconciliationReport report = reconciled();
    assertThat(report.findings()).isEmpty();
    assertThat(report.ours()).isEqualTo(2);
    assertThat(report.theirs()).isEqualTo(2);
  }

  @Test
  void whatOneSideHasAndTheOtherNotIsFound() {
    ordered("o-1", State.DONE);
    ordered("o-2", State.DONE);
    ordered("refused-1", State.REJECTED);
    pages =
        List.of(
            List.of(
                theirs("o-2", "something.else"),
                theirs("refused-1", FakeLink.IDEMPOTENT),
                theirs("nobody", "card.report-loss")));
    assertThat(reconciled().findings())
        .extracting(ReconciliationFinding::difference, ReconciliationFinding::request)
        .containsExactly(
            tuple("MISSING_THERE", "o-1"),
            tuple("OTHER_OPERATION", "o-2"),
            tuple("DONE_THERE", "refused-1"),
            tuple("UNKNOWN_HERE", "nobody"));
  }

  @Test
  void aPeriodThatIsNoneOrTooLongIsRefused() {
    Instant now = Instant.now();
    LinkResource links = new LinkResource(host, access);
    assertThatThrownBy(() -> links.reconcile("si", new ReconciliationWish(now, now)))
        .hasMessageContaining("period-invalid");
    assertThatThrownBy(
            () -> links.reconcile("si", new ReconciliationWish(now.minusSeconds(864_000), now)))
        .hasMessageContaining("period-invalid");
    access.user("agent", "link:read");
    assertThatThrownBy(this::reconciled).hasMessageContaining("security.denied");
  }

  @Test
  void aListThatIsNotAsAgreedIsTold() {
    pages = List.of(List.of(Map.of("request", "o-1", "at", "yesterday")));
    assertThatThrownBy(this::reconciled).hasMessageContaining("business.reply.invalid");
    link.answer =
        request ->
            CompletableFuture.failedFuture(
                HubException.external("business.link.offline", Map.of()));
    assertThatThrownBy(this::reconciled).hasMessageContaining("business.link.offline");
  }
}
