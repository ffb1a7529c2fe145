// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person or an organisation that is served. */
@Entity
@Table(name = "citizen_citizen")
class CitizenRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String name;

  @Enumerated(EnumType.STRING)
  CitizenKind kind;

  /** With commas between them. */
  @Nullable String categories;

  @Nullable String note;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "citizen_phone", joinColumns = @JoinColumn(name = "citizen"))
  @OrderColumn(name = "place")
  @Column(name = "phone")
  List<String> phones = new ArrayList<>();

  void set(CitizenInput input, List<String> numbers) {
    name = input.name().strip();
    kind = input.kind();
    categories = input.categories().isEmpty() ? null : String.join(",", input.categories());
    note = input.note().filter(text -> !text.isBlank()).orElse(null);
    if (!phones.equals(numbers)) {
      phones.clear();
      phones.addAll(numbers);
    }
  }
}
