// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;

/**
 * Has business systems do something for citizens, once for each request of a client (L1, L4). What
 * became of it comes by the bus; where it failed or nobody knows, a person may order it again. Safe
 * for use by many threads.
 */
final class Orders {
  private static final int MOST = 200;
  private static final int LONGEST_ANSWER = 900;

  private final EntityManager em;
  private final Transactions tx;
  private final BusinessDesk desk;
  private final Timeline timeline;
  private final Bus bus;
  private final Vault vault;
  private final Clock clock;
  private final Settings settings;

  Orders(
      EntityManager em,
      Transactions tx,
      BusinessDesk desk,
      Timeline timeline,
      Bus bus,
      Vault vault,
      Clock clock,
      Settings settings) {
    this.em = em;
    this.tx = tx;
    this.desk = desk;
    this.timeline = timeline;
    this.bus = bus;
    this.vault = vault;
    this.clock = clock;
    this.settings = settings;
  }

  /** What is shown to the console of who ordered. */
  record OrderChanged(String request, String citizen, String contact, OrderState state) {}

  /** Orders it, or tells what became of it where it was ordered before. */
  OrderView give(String citizen, OrderInput input, String user) {
    if (!settings.orders().contains(input.operation())) {
      throw BusinessDesk.unknown(input.operation());
    }
    String link = settings.link(input.link());
    return tx.call(
        () -> {
          BusinessDesk.Subject subject = desk.subject(citizen);
          @Nullable OrderRow known = em.find(OrderRow.class, input.request());
          if (known != null) {
            return again(known, subject, input);
          }
          OrderRow row = row(subject, input, link, user);
          em.persist(row);
          send(row, subject, user);
          return view(row);
        });
  }

  private OrderView again(OrderRow known, BusinessDesk.Subject subject, OrderInput input) {
    boolean same =
        subject.ids().contains(known.citizen)
            && known.operation.equals(input.operation())
            && vault.open(known.content).equals(Json.write(input.given()));
    if (!same) {
      throw HubException.conflict(
          "citizen.order.request-taken", Map.of("request", input.request()));
    }
    return view(known);
  }

  private OrderRow row(BusinessDesk.Subject subject, OrderInput input, String link, String user) {
    OrderRow row = new OrderRow();
    row.request = input.request();
    row.citizen = subject.citizen();
    row.contact = input.contact();
    row.link = link;
    row.operation = input.operation();
    row.content = vault.seal(Json.write(input.given()));
    row.state = OrderState.WAITING;
    row.attempt = 1;
    row.at = clock.instant();
    row.by = user;
    row.changedAt = row.at;
    return row;
  }

  private void send(OrderRow row, BusinessDesk.Subject subject, String user) {
    bus.publish(
        new OrderBusiness(
            row.link,
            row.busRequest(),
            row.contact,
            row.operation,
            desk.about(subject, row.operation, Json.read(vault.open(row.content))),
            settings.orderPatience()),
        Actor.user(user),
        row.contact);
    note(row);
  }

  /** A person orders it again, having made sure that it was not done. */
  OrderView retry(String citizen, String request, String user) {
    return tx.call(
        () -> {
          BusinessDesk.Subject subject = desk.subject(citizen);
          @Nullable OrderRow row = Ids.valid(request) ? em.find(OrderRow.class, request) : null;
          if (row == null || !subject.ids().contains(row.citizen)) {
            throw HubException.notFound("citizen.order.unknown", Ids.valid(request) ? request : "");
          }
          if (row.state != OrderState.UNCERTAIN && row.state != OrderState.REJECTED) {
            throw HubException.conflict(
                "citizen.order.not-allowed", Map.of("state", row.state.name()));
          }
          row.attempt++;
          become(row, OrderState.WAITING, null);
          send(row, subject, user);
          return view(row);
        });
  }

  /** The orders for these citizens, the newest first. */
  List<OrderView> of(List<String> citizens) {
    return tx.call(
        () ->
            em
                .createQuery(
                    "select o from OrderRow o where o.citizen in :citizens"
                        + " order by o.at desc, o.request desc",
                    OrderRow.class)
                .setParameter("citizens", citizens)
                .setMaxResults(MOST)
                .getResultList()
                .stream()
                .map(this::view)
                .toList());
  }

  /** Done, whichever attempt it was. Others' orders are passed over. */
  void done(OrderDone event) {
    hear(
        event.request(),
        row -> {
          if (row.state == OrderState.DONE) {
            return;
          }
          String answer = Json.write(event.content());
          row.answer = answer.length() > LONGEST_ANSWER ? null : vault.seal(answer);
          become(row, OrderState.DONE, null);
        });
  }

  /** As {@link #done}; an attempt that a later one has replaced tells nothing any more. */
  void rejected(OrderRejected event) {
    hear(
        event.request(),
        row -> {
          if (row.state == OrderState.WAITING && row.busRequest().equals(event.request())) {
            become(
                row,
                event.uncertain() ? OrderState.UNCERTAIN : OrderState.REJECTED,
                event.code().substring(0, Math.min(100, event.code().length())));
          }
        });
  }

  private void hear(String request, Consumer<OrderRow> change) {
    String id = OrderRow.order(request);
    if (!Ids.valid(id)) {
      return;
    }
    tx.run(
        () ->
            Optional.ofNullable(em.find(OrderRow.class, id))
                .ifPresent(
                    row -> {
                      change.accept(row);
                      note(row);
                      OrderChanged shown =
                          new OrderChanged(row.request, row.citizen, row.contact, row.state);
                      LiveUpdate told = LiveUpdate.forUser(row.by, "citizen.order", shown);
                      tx.afterCommit(() -> bus.publish(told));
                      desk.changed(row.citizen);
                    }));
  }

  private void become(OrderRow row, OrderState state, @Nullable String code) {
    row.state = state;
    row.code = code;
    row.changedAt = clock.instant();
  }

  private void note(OrderRow row) {
    timeline.write(
        TimelineKind.BUSINESS,
        row.request,
        row.at,
        line -> {
          line.citizen(row.citizen);
          line.label(row.operation)
              .fact("contact", row.contact)
              .fact("state", row.state.name())
              .fact("attempt", row.attempt)
              .fact("changedAt", row.changedAt.toString());
        });
  }

  private OrderView view(OrderRow row) {
    Optional<String> answer = Optional.ofNullable(row.answer);
    return new OrderView(
        row.request,
        row.citizen,
        row.contact,
        row.link,
        row.operation,
        row.state,
        row.attempt,
        Optional.ofNullable(row.code),
        answer
            .map(vault::open)
            .map(Json::read)
            .map(content -> Content.opened(content, vault))
            .orElse(Map.of()),
        row.at,
        row.by,
        row.changedAt);
  }
}
