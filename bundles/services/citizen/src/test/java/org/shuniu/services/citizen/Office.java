// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** The citizen service with its REST resources, a real database, and a business system by hand. */
final class Office implements Audit {
  static final Instant START = Instant.parse("2026-10-20T02:00:00Z");

  private static final List<String> TABLES =
      List.of(
          "citizen_phone",
          "citizen_citizen",
          "citizen_number",
          "citizen_merge",
          "citizen_verification",
          "citizen_attempt",
          "citizen_event",
          "citizen_order");

  /** One for all tests, emptied for each: making one takes longer than a test. */
  private static final TestStore STORE = store();

  static TestStore store() {
    return new TestStore(
        CitizenRow.class,
        NumberRow.class,
        MergeRow.class,
        VerificationRow.class,
        AttemptRow.class,
        EventRow.class,
        OrderRow.class);
  }

  final FakeBus bus = new FakeBus();
  final FakeVault vault = new FakeVault();
  final FakeAccess access = new FakeAccess();
  final TestClock clock = new TestClock(START);
  final List<Connectors.Status> links = new ArrayList<>();
  final List<String> audited = new ArrayList<>();
  final CitizenService service;
  final CitizenResource citizens;
  final VerificationResource verification;
  final BusinessResource business;

  Office() {
    this(STORE, Duration.ofSeconds(2));
    TABLES.forEach(table -> STORE.sql("DELETE FROM " + table));
  }

  Office(TestStore store, Duration patience) {
    Settings settings =
        new Settings(
            Duration.ofMinutes(30),
            3,
            "socialinsurance",
            Set.of("talent"),
            Set.of("account.query", "contributions.query", "vacancies.query"),
            Set.of("card.report-loss", "appointment.book"),
            patience,
            2,
            Duration.ofMinutes(5),
            100,
            Duration.ofMinutes(60),
            Duration.ofDays(30));
    service =
        new CitizenService(
            store.entityManager(), store.transactions(), bus, vault, settings, clock);
    citizens = new CitizenResource(service, access, this, store.transactions());
    verification = new VerificationResource(service, access, this);
    business =
        new BusinessResource(service, access, this, store.transactions(), () -> List.copyOf(links));
    bus.register(service);
    bus.register(new BusinessConsumer(service));
    agent();
  }

  void agent() {
    access.user("agent-1", "citizen:read", "citizen:write", "citizen:verify", "citizen:business");
  }

  void supervisor() {
    access.user("boss", "*");
  }

  @Override
  public void record(String operation, String object, Map<String, ?> detail) {
    String entry = operation + " " + object + " " + detail;
    audited.add(entry);
    LeakWatch.note(entry);
  }

  /** A person with an identity, a phone and a name. */
  Citizen person(String identity, String... phones) {
    return citizens.create(
        new CitizenInput(
            Samples.NAME,
            CitizenKind.PERSON,
            List.of(phones),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(identity).filter(number -> !number.isEmpty())));
  }

  String contact() {
    String contact = Ids.next();
    bus.publish(
        new ContactOffered(
            contact, Medium.VOICE, Samples.PHONE, "12333", Map.of(), clock.instant()));
    bus.publish(
        new ContactAnswered(contact, "a-1", "general", Duration.ofSeconds(5), clock.instant()));
    return contact;
  }

  void end(String contact) {
    bus.publish(
        new ContactEnded(contact, EndReason.ENDED_BY_CITIZEN, Optional.of("a-1"), clock.instant()));
  }

  /** The business system answers so. */
  void system(Function<QueryBusiness, Message> answer) {
    bus.register(
        new BusConsumer() {
          @Override
          public String name() {
            return "system";
          }

          @Override
          public List<Subscription<?>> subscriptions() {
            return List.of(
                Subscription.of(QueryBusiness.class, m -> bus.publish(answer.apply(m.data()))));
          }
        });
  }

  Verification verify(String citizen, String contact, String identity) {
    return citizens.verify(citizen, claim(contact, "identity", identity, Map.of()));
  }

  static VerificationRequest claim(
      String contact, String method, String identity, Map<String, String> answers) {
    return new VerificationRequest(
        contact, method, Optional.empty(), Optional.of(identity), answers, Optional.empty());
  }

  static VerificationRequest onBehalf(String contact, String reason) {
    return new VerificationRequest(
        contact, "on-behalf", Optional.empty(), Optional.empty(), Map.of(), Optional.of(reason));
  }

  /** Refused with this code, without anything personal. */
  static HubException refused(String code, ThrowingCallable call) {
    HubException refusal = catchThrowableOfType(HubException.class, call);
    assertThat(refusal).as(code).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    LeakWatch.note(refusal + Arrays.toString(refusal.getSuppressed()));
    return refusal;
  }
}
