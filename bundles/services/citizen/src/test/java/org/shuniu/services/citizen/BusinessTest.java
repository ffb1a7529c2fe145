// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.services.citizen.Office.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.citizen.IdentifyCaller;

/** What business systems know about citizens, and do for them (L1, L4). */
class BusinessTest {
  private static final Instant AS_OF = Office.START.minusSeconds(3600);

  private final Office office = new Office();
  private final Citizen citizen = office.person(Samples.DAUGHTER, Samples.PHONE);
  private final String contact = office.contact();

  @BeforeEach
  void verified() {
    office.bus.publish(
        new IdentifyCaller(
            contact, office.vault.seal(Samples.DAUGHTER), Samples.NAME, "ivr-password"));
  }

  private Message answer(QueryBusiness query, Map<String, Object> content) {
    return new QueryAnswered(
        query.link(), query.request(), query.matter(), query.operation(), content, AS_OF);
  }

  private BusinessAnswer ask(String operation, Map<String, Object> content, boolean fresh) {
    return office.business.ask(
        citizen.id(),
        new BusinessQuestion(contact, operation, content, Optional.empty(), Optional.of(fresh)));
  }

  private int asked() {
    return office.bus.published(QueryBusiness.class).size();
  }

  @Test
  void theSystemIsAskedForTheVerifiedCallerWithTheIdentitySealed() {
    office.system(query -> answer(query, Map.of("name", office.vault.seal(Samples.NAME))));
    BusinessAnswer answer = ask("account.query", Map.of(), false);
    assertThat(answer.content()).containsEntry("name", Samples.NAME);
    assertThat(answer.asOf()).isEqualTo(AS_OF);
    assertThat(answer.cached()).isFalse();
    QueryBusiness query = office.bus.last(QueryBusiness.class).orElseThrow();
    assertThat(query.link()).isEqualTo("socialinsurance");
    assertThat(query.matter()).isEqualTo(contact);
    assertThat(office.vault.open((String) query.content().get("identity")))
        .isEqualTo(Samples.DAUGHTER);
    assertThat(query.toString() + answer).doesNotContain(Samples.DAUGHTER, Samples.NAME);
    assertThat(office.audited)
        .anyMatch(
            entry ->
                entry.startsWith("citizen:business citizen:" + citizen.id())
                    && entry.contains("reason=contact")
                    && entry.contains(contact));
  }

  @Test
  void anAnswerIsGivenAgainWithItsAgeUntilItIsOldOrFreshDataAreWanted() {
    office.system(query -> answer(query, Map.of("balance", "" + asked())));
    Map<String, Object> months = Map.of("from", "2026-01", "to", "2026-10");
    assertThat(ask("contributions.query", months, false).cached()).isFalse();
    assertThat(ask("contributions.query", months, false))
        .satisfies(
            again -> {
              assertThat(again.cached()).isTrue();
              assertThat(again.asOf()).isEqualTo(AS_OF);
            });
    assertThat(ask("contributions.query", Map.of("from", "2025-01"), false).cached()).isFalse();
    assertThat(ask("contributions.query", months, true).cached()).isFalse();
    office.clock.advance(Duration.ofMinutes(6));
    assertThat(ask("contributions.query", months, false).cached()).isFalse();
    assertThat(asked()).isEqualTo(4);
    assertThat(office.audited.stream().filter(e -> e.startsWith("citizen:business "))).hasSize(5);
  }

  @Test
  void nothingIsAskedForWhoIsNotStronglyVerified() {
    String other = office.contact();
    office.verify(citizen.id(), other, Samples.DAUGHTER);
    var refusal =
        refused(
            "citizen.verification.needed",
            () ->
                office.business.ask(
                    citizen.id(),
                    new BusinessQuestion(
                        other, "account.query", Map.of(), Optional.empty(), Optional.empty())));
    assertThat(refusal.reason().status()).isEqualTo(403);
    Citizen mother = office.person(Samples.MOTHER);
    refused(
        "citizen.verification.needed",
        () ->
            office.business.ask(
                mother.id(),
                new BusinessQuestion(
                    contact, "account.query", Map.of(), Optional.empty(), Optional.empty())));
    office.end(contact);
    refused("citizen.verification.needed", () -> ask("account.query", Map.of(), false));
    assertThat(asked()).isZero();
  }

  @Test
  void aConsoleCannotAskAboutAnybodyElseNorForWhatItLikes() {
    refused(
        "citizen.input.invalid",
        () -> ask("account.query", Map.of("identity", Samples.MOTHER), false));
    refused(
        "citizen.input.invalid", () -> ask("account.query", Map.of("password", "123456"), false));
    refused("citizen.input.invalid", () -> ask("account.query", Map.of("a", List.of("b")), false));
    refused(
        "citizen.input.invalid", () -> ask("account.query", Map.of("a", "b".repeat(700)), false));
    refused("business.operation.unknown", () -> ask("ticket.hand-over", Map.of(), false));
    assertThat(asked()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "business.refused,422",
    "business.content.invalid,400",
    "business.link.offline,503",
    "business.timeout,502",
    "business.reply.invalid,502"
  })
  void aRefusalIsToldAsWhatItIs(String code, int status) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("reason", "account-locked");
    arguments.put("nothing", null);
    office.system(
        query ->
            new QueryRejected(
                query.link(), query.request(), contact, query.operation(), code, arguments));
    var refusal = refused(code, () -> ask("account.query", Map.of(), false));
    assertThat(refusal.reason().status()).isEqualTo(status);
    assertThat(refusal.arguments()).containsEntry("reason", "account-locked");
  }

  @Test
  void aSilentSystemHoldsUpOnlySoManyForOnlySoLong() {
    Office slow = new Office(Office.store(), Duration.ofMillis(700));
    Citizen known = slow.person(Samples.DAUGHTER);
    String talk = slow.contact();
    slow.bus.publish(
        new IdentifyCaller(talk, slow.vault.seal(Samples.DAUGHTER), "", "ivr-password"));
    BusinessQuestion question =
        new BusinessQuestion(talk, "account.query", Map.of(), Optional.empty(), Optional.empty());
    List<CompletableFuture<Throwable>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(
          CompletableFuture.supplyAsync(() -> slow.business.ask(known.id(), question))
              .handle((answer, fault) -> fault));
    }
    await().until(() -> slow.service.queries().waiting() == 2);
    refused("business.busy", () -> slow.business.ask(known.id(), question));
    waiting.forEach(fault -> assertThat(fault.join()).hasMessageContaining("business.timeout"));
    assertThat(slow.service.queries().waiting()).isZero();
  }

  private OrderView order(String request) {
    return (OrderView)
        office
            .business
            .order(
                citizen.id(),
                new OrderInput(
                    contact, "card.report-loss", Map.of("card", "last"), Optional.empty(), request))
            .getEntity();
  }

  private OrderView only() {
    List<OrderView> orders = office.business.orders(citizen.id(), contact);
    assertThat(orders).hasSize(1);
    return orders.get(0);
  }

  @Test
  void anOrderIsGivenOnceForEachRequestAndItsEndIsTold() {
    String request = Ids.next();
    assertThat(order(request).state()).isEqualTo(OrderState.WAITING);
    assertThat(order(request).state()).isEqualTo(OrderState.WAITING);
    OrderBusiness ordered = office.bus.last(OrderBusiness.class).orElseThrow();
    assertThat(office.bus.published(OrderBusiness.class)).hasSize(1);
    assertThat(ordered.request()).isEqualTo(request);
    assertThat(ordered.content()).containsEntry("card", "last");
    assertThat(ordered.toString()).doesNotContain(Samples.DAUGHTER);
    OrderDone done =
        new OrderDone(
            ordered.link(),
            request,
            contact,
            ordered.operation(),
            Map.of("receipt", "R1"),
            office.clock.instant());
    office.bus.publish(done);
    office.bus.publish(done);
    assertThat(only().state()).isEqualTo(OrderState.DONE);
    assertThat(only().answer()).containsEntry("receipt", "R1");
    assertThat(office.bus.published(LiveUpdate.class))
        .anyMatch(
            update ->
                update.name().equals("citizen.order") && update.audience().equals("user:agent-1"));
    refused(
        "citizen.order.not-allowed",
        () -> office.business.retry(citizen.id(), request, new Reason(Optional.empty(), "再试")));
    refused(
        "citizen.order.request-taken",
        () ->
            office.business.order(
                citizen.id(),
                new OrderInput(
                    contact,
                    "card.report-loss",
                    Map.of("card", "other"),
                    Optional.empty(),
                    request)));
  }

  @Test
  void whatIsUncertainIsOrderedAgainByAPersonOnly() {
    String request = Ids.next();
    order(request);
    OrderRejected lost = rejected(request);
    office.bus.publish(lost);
    assertThat(only().state()).isEqualTo(OrderState.UNCERTAIN);
    assertThat(only().code()).contains("business.timeout");
    assertThat(order(request).state())
        .as("a repetition is no new order")
        .isEqualTo(OrderState.UNCERTAIN);
    assertThat(office.bus.published(OrderBusiness.class)).hasSize(1);

    office.business.retry(citizen.id(), request, new Reason(Optional.empty(), "已电话核实未办理"));
    OrderBusiness again = office.bus.last(OrderBusiness.class).orElseThrow();
    assertThat(again.request()).isNotEqualTo(request).startsWith(request);
    assertThat(again.content()).containsEntry("card", "last");
    office.bus.publish(lost);
    assertThat(only().state())
        .as("the first attempt's end comes late")
        .isEqualTo(OrderState.WAITING);
    office.bus.publish(
        new OrderDone(
            again.link(),
            again.request(),
            contact,
            again.operation(),
            Map.of(),
            office.clock.instant()));
    assertThat(only().state()).isEqualTo(OrderState.DONE);
    assertThat(only().attempt()).isEqualTo(2);
    assertThat(office.audited).anyMatch(entry -> entry.startsWith("citizen:order-retry"));
  }

  private OrderRejected rejected(String request) {
    return new OrderRejected(
        "socialinsurance",
        request,
        contact,
        "card.report-loss",
        "business.timeout",
        Map.of(),
        true,
        office.clock.instant());
  }

  @Test
  void badOrdersAreRefusedAndOthersOrdersPassedOver() {
    refused("citizen.input.invalid", () -> order("1; drop table"));
    refused(
        "business.operation.unknown",
        () ->
            office.business.order(
                citizen.id(),
                new OrderInput(contact, "ticket.urge", Map.of(), Optional.empty(), Ids.next())));
    refused(
        "citizen.order.unknown",
        () -> office.business.retry(citizen.id(), Ids.next(), new Reason(Optional.empty(), "再试")));
    office.bus.publish(rejected("ticket-7/dispatch"));
    office.bus.publish(rejected(Ids.next()));
    assertThat(office.business.orders(citizen.id(), contact)).isEmpty();
  }

  private static Connectors.Status running(String link, String... operations) {
    return new Connectors.Status(
        "org.shuniu.business." + link,
        "1.0.0",
        "business",
        link,
        LinkState.online(),
        Set.of(operations));
  }

  @Test
  void agentsAreOfferedWhatTheirLinksCanDo() {
    office.links.add(running("talent", "vacancies.query", "appointment.book", "sample.query"));
    office.links.add(running("socialinsurance", "card.report-loss", "account.query"));
    office.links.add(running("oa", "ticket.hand-over", "account.query"));
    assertThat(office.business.offers(citizen.id()))
        .extracting(offer -> offer.link() + " " + offer.operation() + " " + offer.order())
        .containsExactly(
            "socialinsurance account.query false",
            "socialinsurance card.report-loss true",
            "talent vacancies.query false",
            "talent appointment.book true");
    assertThat(office.business.offers(citizen.id()).get(0).schema()).containsKey("$defs");
  }

  @Test
  void aLinkGetsOfTheCitizenWhatTheOperationSaysAndNoMore() {
    office.system(query -> answer(query, Map.of("items", List.of())));
    office.business.ask(
        citizen.id(),
        new BusinessQuestion(
            contact,
            "vacancies.query",
            Map.of("area", "贵阳"),
            Optional.of("talent"),
            Optional.empty()));
    QueryBusiness query = office.bus.last(QueryBusiness.class).orElseThrow();
    assertThat(query.link()).isEqualTo("talent");
    assertThat(query.content()).containsOnlyKeys("area");
    Map<String, Object> wish =
        Map.of("office", "1", "matter", "m", "date", "2026-11-30", "period", "morning");
    office.business.order(
        citizen.id(),
        new OrderInput(contact, "appointment.book", wish, Optional.of("talent"), Ids.next()));
    OrderBusiness order = office.bus.last(OrderBusiness.class).orElseThrow();
    assertThat(order.link()).isEqualTo("talent");
    assertThat(office.vault.open((String) order.content().get("identity")))
        .isEqualTo(Samples.DAUGHTER);
    assertThat(office.vault.open((String) order.content().get("name"))).isEqualTo(Samples.NAME);
    assertThat(office.vault.open((String) order.content().get("phone"))).isEqualTo(Samples.PHONE);
  }

  @Test
  void aConsoleNamesNeitherOtherLinksNorOtherPeople() {
    refused(
        "business.link.missing",
        () ->
            office.business.ask(
                citizen.id(),
                new BusinessQuestion(
                    contact, "account.query", Map.of(), Optional.of("oa"), Optional.empty())));
    refused(
        "citizen.input.invalid",
        () ->
            office.business.order(
                citizen.id(),
                new OrderInput(
                    contact,
                    "appointment.book",
                    Map.of("name", "x"),
                    Optional.empty(),
                    Ids.next())));
    assertThat(asked()).isZero();
  }
}
