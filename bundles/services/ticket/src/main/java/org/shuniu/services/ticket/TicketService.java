// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the {@link TicketMachine} decides: reads the ticket, lets it decide, writes the
 * ticket with its history and publishes what follows, all in one transaction; then shows it to who
 * watches. Two at once on one ticket: the second is refused with {@code store.conflict} and tries
 * again. Safe for use by many threads.
 */
@Component(service = TicketService.class, configurationPid = "org.shuniu.services.ticket")
@Designate(ocd = TicketConfig.class)
public class TicketService {
  private static final Logger LOG = LoggerFactory.getLogger(TicketService.class);
  private static final int TRIES = 4;

  final Settings settings;
  final TicketMachine machine;
  final TicketStore store;
  final Forms forms;
  final Departments departments;
  final TicketNumbers numbers;
  final TicketSearch search;
  final TicketViews views;
  final Transactions transactions;
  final Clock clock;
  private final Bus bus;
  private final Vault vault;
  private final Audit audit;
  private final Metrics metrics;

  /** Made by the component runtime. */
  @Activate
  public TicketService(
      TicketConfig config,
      @Reference Bus bus,
      @Reference(target = "(osgi.unit.name=ticket)") EntityManager em,
      @Reference Transactions transactions,
      @Reference Vault vault,
      @Reference Audit audit,
      @Reference Metrics metrics) {
    this(Settings.of(config), bus, em, transactions, vault, audit, metrics, Clock.systemUTC());
  }

  TicketService(
      Settings settings,
      Bus bus,
      EntityManager em,
      Transactions transactions,
      Vault vault,
      Audit audit,
      Metrics metrics,
      Clock clock) {
    this.settings = settings;
    this.bus = bus;
    this.vault = vault;
    this.audit = audit;
    this.metrics = metrics;
    this.clock = clock;
    this.transactions = transactions;
    this.machine = new TicketMachine(settings);
    this.store = new TicketStore(em, vault);
    this.forms = new Forms(em, transactions, bus, clock);
    this.departments = new Departments(em, transactions);
    this.numbers = new TicketNumbers(em, transactions);
    this.search = new TicketSearch(em, transactions, store, clock);
    this.views = new TicketViews(machine, store, transactions, audit, clock);
  }

  /** A change of one ticket. */
  @FunctionalInterface
  interface Decision {
    void on(Ticket ticket, Surroundings around, Effects out);
  }

  /**
   * Something was told about what may be a ticket; what is not is none of ours.
   *
   * @param actor who did it
   */
  void hear(Envelope<?> message, Actor actor, Decision decision) {
    transactions.run(
        () ->
            store
                .find(message.key())
                .ifPresent(stored -> decide(stored, actor, Optional.of(message), decision)));
  }

  /**
   * A person does something to a ticket. {@code ticket.changed} if it is not any more what the
   * person saw, {@code ticket.operation.not-allowed} if it cannot be done now.
   *
   * @param visible whether the person may see the ticket at all
   */
  void operate(
      String id,
      TicketOperation operation,
      OperationInput input,
      Identity user,
      Predicate<TicketRow> visible) {
    retrying(
        () -> {
          TicketStore.Stored stored =
              store
                  .find(id)
                  .filter(found -> visible.test(found.row()))
                  .orElseThrow(() -> HubException.notFound("ticket.unknown", id));
          Ticket ticket = stored.ticket();
          if (input.version() != ticket.sequence) {
            throw HubException.conflict("ticket.changed", Map.of("version", ticket.sequence));
          }
          ticket.watch(user.userId());
          decide(
              stored,
              Actor.user(user.userId()),
              Optional.empty(),
              (it, around, out) -> machine.operate(it, operation, input, out));
          audit.record("ticket:" + operation.code(), "ticket:" + id, Map.of());
        });
  }

  /** Somebody else may change the same ticket at the same moment. */
  private void retrying(Runnable work) {
    for (int tries = 1; ; tries++) {
      try {
        transactions.run(work);
        return;
      } catch (HubException e) {
        if (!e.code().equals("store.conflict") || tries == TRIES || transactions.active()) {
          throw e;
        }
      }
    }
  }

  private void decide(
      TicketStore.Stored stored, Actor actor, Optional<Envelope<?>> because, Decision decision) {
    Ticket ticket = stored.ticket();
    try (var context = Story.about(ticket.head)) {
      Effects out = new Effects(now(), actor);
      decision.on(ticket, around(ticket), out);
      out.counts.forEach(metrics::count);
      if (out.any()) {
        store.update(stored, out.lines);
        publish(ticket, out, because);
        show(stored.row(), ticket, out);
      }
    }
  }

  /** As exact as every database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Writes a ticket down; the same one again changes nothing. */
  void create(TicketInput input, Identity user) {
    Optional<FormView> form = forms.find(input.process());
    input.check(form.map(FormView::form));
    if (known(input.id(), user)) {
      return;
    }
    int version = form.map(FormView::version).orElse(0);
    String number = numbers.next(LocalDate.ofInstant(clock.instant(), settings.zone()));
    retrying(
        () -> {
          if (!known(input.id(), user)) {
            insert(input, user, number, version);
          }
        });
  }

  private boolean known(String id, Identity user) {
    Optional<String> writer =
        transactions.call(() -> store.find(id).map(stored -> stored.row().createdBy));
    if (writer.isPresent() && !writer.get().equals(user.userId())) {
      throw HubException.conflict("ticket.id.taken", Map.of("id", id));
    }
    return writer.isPresent();
  }

  private void insert(TicketInput input, Identity user, String number, int formVersion) {
    Effects out = new Effects(now(), Actor.user(user.userId()));
    Head head =
        new Head(
            input.id(),
            number,
            input.contact(),
            input.citizen(),
            input.requestType(),
            input.category(),
            input.process(),
            formVersion,
            input.title().strip(),
            input.text().strip(),
            input.confidential(),
            input.fields(),
            user.region().code(),
            user.userId(),
            out.now);
    Ticket ticket = new Ticket(head);
    ticket.department = input.department();
    machine.open(ticket, out);
    TicketRow row = store.insert(ticket, input.parties(), out.lines);
    publish(ticket, out, Optional.empty());
    show(row, ticket, out);
    audit.record("ticket:create", "ticket:" + ticket.id(), Map.of("number", number));
    metrics.count("ticket.opened");
  }

  private void publish(Ticket ticket, Effects out, Optional<Envelope<?>> because) {
    String correlation = ticket.head.correlation();
    Optional<Envelope<?>> cause =
        because.filter(message -> message.correlation().equals(correlation));
    for (Message message : out.messages) {
      cause.ifPresentOrElse(
          told -> bus.publish(message, told), () -> bus.publish(message, out.actor, correlation));
    }
  }

  private void show(TicketRow row, Ticket ticket, Effects out) {
    if (out.lines.isEmpty()) {
      return;
    }
    // Who watches may have lost a permission since: what is confidential is not pushed.
    TicketSummary summary = TicketSummary.of(row, out.now, false);
    transactions.afterCommit(
        () -> {
          Story.tell(ticket.head, out.lines);
          ticket.watchers.forEach(user -> show(user, summary));
        });
  }

  private void show(String user, TicketSummary summary) {
    try {
      bus.publish(LiveUpdate.forUser(user, "ticket.changed", summary));
    } catch (HubException e) {
      LOG.debug("A change was not shown: {}", e.code());
    }
  }

  private Surroundings around(Ticket ticket) {
    return new Surroundings() {
      @Override
      public Optional<Department> department(String code) {
        return departments.find(code).filter(Department::enabled);
      }

      @Override
      public Optional<Recipient> recipient() {
        return store.recipient(ticket.id());
      }

      @Override
      public String open(String sealed) {
        return vault.open(sealed);
      }

      @Override
      public Optional<String> noticeTemplate() {
        return forms.find(ticket.head.process()).flatMap(view -> view.form().notice());
      }
    };
  }
}
