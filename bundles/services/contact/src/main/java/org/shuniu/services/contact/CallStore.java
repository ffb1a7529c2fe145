// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.contact.ContactState;

/**
 * Writes calls to the database and reads them back. A call is written as a whole, as far as it has
 * changed, together with its facts, in one transaction; a row that somebody else has changed in
 * between fails with {@code store.conflict}.
 */
final class CallStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

  private final EntityManager em;
  private final Transactions transactions;
  private final Bus bus;

  CallStore(EntityManager em, Transactions transactions, Bus bus) {
    this.em = em;
    this.transactions = transactions;
    this.bus = bus;
  }

  /** Writes them in one transaction, all or none; afterwards they know that they are written. */
  void save(Collection<Call> calls) {
    if (calls.isEmpty()) {
      return;
    }
    Map<Call, ContactRow> rows = new IdentityHashMap<>();
    transactions.run(() -> calls.forEach(call -> write(call, rows)));
    calls.forEach(CallStore::written);
    // The database counts the versions; a row that turned out unchanged keeps its own.
    rows.forEach((call, row) -> call.version = Optional.of(row.version));
  }

  private void write(Call call, Map<Call, ContactRow> rows) {
    if (call.dirty || call.version.isEmpty()) {
      rows.put(call, row(call));
    }
    call.legs.values().stream().filter(leg -> leg.dirty).forEach(leg -> write(call, leg));
    call.recordings.values().stream().filter(r -> r.dirty).forEach(r -> write(call, r));
    if (call.wrapUpDirty && call.wrapUp != null) {
      em.merge(Rows.row(call.id, call.wrapUp));
    }
    call.facts.forEach(bus::publish);
  }

  private ContactRow row(Call call) {
    if (call.version.isEmpty()) {
      ContactRow row = new ContactRow();
      Rows.fill(row, call, json(call.data));
      em.persist(row);
      return row;
    }
    ContactRow row = em.find(ContactRow.class, call.id);
    if (row == null || row.version != call.version.get()) {
      throw HubException.capacity("store.conflict", Map.of("id", call.id));
    }
    Rows.fill(row, call, json(call.data));
    return row;
  }

  private void write(Call call, Leg leg) {
    LegRow row = leg.stored ? em.find(LegRow.class, leg.rowId) : null;
    LegRow target = row == null ? new LegRow() : row;
    Rows.fill(target, call, leg);
    if (row == null) {
      em.persist(target);
    }
  }

  private void write(Call call, Recording recording) {
    RecordingRow row = recording.stored ? em.find(RecordingRow.class, recording.id) : null;
    RecordingRow target = row == null ? new RecordingRow() : row;
    Rows.fill(target, call, recording);
    if (row == null) {
      em.persist(target);
    }
  }

  private static void written(Call call) {
    call.dirty = false;
    call.wrapUpDirty = false;
    Story.tell(call);
    call.facts.clear();
    call.legs
        .values()
        .forEach(
            leg -> {
              leg.stored = true;
              leg.dirty = false;
            });
    call.recordings
        .values()
        .forEach(
            recording -> {
              recording.stored = true;
              recording.dirty = false;
            });
  }

  /** The call with all that belongs to it. */
  Optional<Call> load(String id) {
    return transactions.call(
        () -> Optional.ofNullable(em.find(ContactRow.class, id)).map(this::assemble));
  }

  /** Ids of the contacts that are not over, oldest first. */
  List<String> open() {
    return transactions.call(
        () ->
            em.createQuery(
                    "select c.id from ContactRow c where c.state in :states order by c.offeredAt",
                    String.class)
                .setParameter(
                    "states",
                    List.of(
                        ContactState.OFFERED,
                        ContactState.SELF_SERVICE,
                        ContactState.QUEUED,
                        ContactState.RESERVED,
                        ContactState.ACTIVE))
                .getResultList());
  }

  /** Ids of contacts whose wrap-up has been awaited since before this moment; at most so many. */
  List<String> awaitingWrapUp(Instant since, int most) {
    return transactions.call(
        () ->
            em.createQuery(
                    "select c.id from ContactRow c where c.state = :state and c.offeredAt < :since"
                        + " and c.endedAt < :since order by c.offeredAt",
                    String.class)
                .setParameter("state", ContactState.AFTER_CONTACT_WORK)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList());
  }

  /** Keeps a node of the trail; the same one again changes nothing. */
  void keep(String contact, TrailEntry entry) {
    transactions.run(
        () -> {
          if (em.find(TrailRow.class, entry.id()) == null) {
            em.persist(Rows.row(contact, entry));
          }
        });
  }

  private Call assemble(ContactRow row) {
    Call call = Rows.call(row);
    call.data.putAll(data(row.attachedData));
    list(LegRow.class, "startedAt, t.id", row.id).stream()
        .map(Rows::leg)
        .forEach(leg -> call.legs.put(leg.leg, leg));
    list(RecordingRow.class, "startedAt, t.id", row.id).stream()
        .map(Rows::recording)
        .forEach(recording -> call.recordings.put(recording.id, recording));
    list(TrailRow.class, "enteredAt, t.sequenceNo", row.id).stream()
        .map(Rows::entry)
        .forEach(call::passed);
    WrapUpRow wrapUp = em.find(WrapUpRow.class, row.id);
    call.wrapUp = wrapUp == null ? null : Rows.wrapUp(wrapUp);
    return call;
  }

  private <T> List<T> list(Class<T> type, String order, String contact) {
    String from = "select t from " + type.getSimpleName() + " t where t.contactId = :contact";
    return em.createQuery(from + " order by t." + order, type)
        .setParameter("contact", contact)
        .getResultList();
  }

  static Map<String, String> data(@Nullable String json) {
    try {
      return json == null ? Map.of() : JSON.readValue(json, DATA);
    } catch (JsonProcessingException e) {
      throw HubException.internal("contact.data.broken", e);
    }
  }

  private static String json(Map<String, String> data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw HubException.internal("contact.data.broken", e);
    }
  }
}
