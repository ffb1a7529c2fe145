// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Mask;
import org.shuniu.api.hub.Vault;

/** Tickets in the database. All of it inside a transaction. */
final class TicketStore {
  private static final String PHONE = "ticket.party.phone";

  private final EntityManager em;
  private final Vault vault;

  TicketStore(EntityManager em, Vault vault) {
    this.em = em;
    this.vault = vault;
  }

  /** A ticket with the row that it came from. */
  record Stored(TicketRow row, Ticket ticket) {}

  Optional<Stored> find(String id) {
    @Nullable TicketRow row = em.find(TicketRow.class, id);
    return Optional.ofNullable(row).map(known -> new Stored(known, Rows.ticket(known)));
  }

  /** Writes a new ticket. */
  TicketRow insert(Ticket ticket, List<PartyInput> parties, List<Line> lines) {
    TicketRow row = Rows.row(ticket);
    em.persist(row);
    for (int place = 0; place < parties.size(); place++) {
      em.persist(party(ticket.id(), place, parties.get(place)));
    }
    lines.forEach(line -> em.persist(Rows.row(ticket, line)));
    return row;
  }

  /** Writes what a decision changed; a conflict with another one shows at the commit. */
  void update(Stored stored, List<Line> lines) {
    Rows.fill(stored.row(), stored.ticket());
    lines.forEach(line -> em.persist(Rows.row(stored.ticket(), line)));
  }

  private PartyRow party(String ticket, int place, PartyInput input) {
    PartyRow row = new PartyRow();
    row.id = ticket + ":" + place;
    row.ticket = ticket;
    row.place = place;
    row.role = input.role();
    row.nameSealed = vault.seal(input.name().strip());
    input
        .phone()
        .flatMap(PhoneNumber::normal)
        .ifPresent(
            number -> {
              row.phoneSealed = vault.seal(number);
              row.phonePrint = print(number);
            });
    row.citizen = input.citizen().orElse(null);
    return row;
  }

  /** By which a phone is found. */
  String print(String number) {
    return vault.fingerprint(PHONE, number);
  }

  /**
   * Whom to answer: who spoke, before whom it is about; of two alike the one who can be reached.
   */
  Optional<Surroundings.Recipient> recipient(String ticket) {
    return parties(ticket).stream()
        .filter(party -> party.role != PartyRole.RESPONDENT)
        .min(
            Comparator.comparing((PartyRow party) -> party.phoneSealed == null)
                .thenComparing(party -> rank(party.role))
                .thenComparing(party -> party.place))
        .map(
            party ->
                new Surroundings.Recipient(
                    party.nameSealed, Optional.ofNullable(party.phoneSealed)));
  }

  private static int rank(PartyRole role) {
    return switch (role) {
      case CALLER -> 0;
      case INFORMANT -> 1;
      case SUBJECT -> 2;
      case RESPONDENT -> 3;
    };
  }

  private List<PartyRow> parties(String ticket) {
    return em.createQuery(
            "select p from PartyRow p where p.ticket = :ticket order by p.place", PartyRow.class)
        .setParameter("ticket", ticket)
        .getResultList();
  }

  /**
   * The parties, masked.
   *
   * @param hide who spoke is not shown (X10)
   */
  List<PartyView> parties(String ticket, boolean hide) {
    return parties(ticket).stream().map(party -> view(party, hide)).toList();
  }

  private PartyView view(PartyRow party, boolean hide) {
    if (hide && party.role.protectedWhenConfidential()) {
      return new PartyView(party.role, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }
    return new PartyView(
        party.role,
        Optional.of(Mask.person(vault.open(party.nameSealed))),
        Optional.ofNullable(party.phoneSealed).map(vault::open).map(Mask::phone),
        Optional.ofNullable(party.citizen),
        false);
  }

  /** All that was done, oldest first. */
  List<HistoryView> history(String ticket) {
    return em
        .createQuery(
            "select h from HistoryRow h where h.ticket = :ticket order by h.sequenceNo",
            HistoryRow.class)
        .setParameter("ticket", ticket)
        .getResultList()
        .stream()
        .map(Rows::view)
        .toList();
  }
}
