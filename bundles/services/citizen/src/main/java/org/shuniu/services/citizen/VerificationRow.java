// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.shuniu.api.services.citizen.VerificationLevel;

/** How sure the hub is of a person in one contact. */
@Entity
@Table(name = "citizen_verification")
class VerificationRow {
  /** Contact and citizen. */
  @Id String id;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String contact;
  String citizen;

  @Enumerated(EnumType.STRING)
  Party party;

  @Enumerated(EnumType.STRING)
  @Column(name = "proof")
  VerificationLevel level;

  String method;

  @Column(name = "verified_at")
  Instant at;

  @Column(name = "expires_at")
  Instant expires;

  @Column(name = "verified_by")
  String by;

  static String id(String contact, String citizen) {
    return contact + "/" + citizen;
  }
}
