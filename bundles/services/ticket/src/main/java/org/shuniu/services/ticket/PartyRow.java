// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A party of a ticket; name and phone are sealed, the phone is found by its fingerprint. */
@Entity
@Table(name = "ticket_party")
class PartyRow {
  @Id String id;

  @Column(name = "ticket")
  String ticket;

  @Column(name = "place")
  int place;

  @Enumerated(EnumType.STRING)
  @Column(name = "party_role")
  PartyRole role;

  @Column(name = "name_sealed")
  String nameSealed;

  @Column(name = "phone_sealed")
  @Nullable String phoneSealed;

  @Column(name = "phone_print")
  @Nullable String phonePrint;

  @Column(name = "citizen")
  @Nullable String citizen;
}
