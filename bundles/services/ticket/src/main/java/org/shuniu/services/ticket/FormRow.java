// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** The newest form of a process. */
@Entity
@Table(name = "ticket_form")
class FormRow {
  @Id String process;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  @Column(name = "form_version")
  int formVersion;

  @Column(name = "label")
  String label;

  @Embedded
  @AttributeOverride(name = "shortText", column = @Column(name = "form_short"))
  @AttributeOverride(
      name = "longText",
      column = @Column(name = "form_long", length = Integer.MAX_VALUE))
  LongText form;

  @Column(name = "deployed_at")
  Instant deployedAt;
}
