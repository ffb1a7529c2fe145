// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an agent noted after a contact, as it is stored. */
@Entity
@Table(name = "contact_wrap_up")
class WrapUpRow {
  @Id
  @Column(name = "contact_id")
  String contactId;

  @Column(name = "category")
  String category;

  @Column(name = "summary")
  @Nullable String summary;

  @Column(name = "resolved")
  boolean resolved;

  @Column(name = "user_id")
  String userId;

  @Column(name = "user_name")
  String userName;

  @Column(name = "noted_at")
  Instant notedAt;
}
