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
import org.shuniu.api.hub.Vault;

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

  @Enumerated(EnumType.STRING)
  @Column(name = "identity_kind")
  @Nullable DocumentKind identityKind;

  @Column(name = "identity_sealed")
  @Nullable String identitySealed;

  /** Unique: no two citizens have the same identity. */
  @Column(name = "identity_print")
  @Nullable String identityPrint;

  /** The citizen that this one turned out to be; only the link says so, no row is moved. */
  @Column(name = "merged_into")
  @Nullable String mergedInto;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "citizen_phone", joinColumns = @JoinColumn(name = "citizen"))
  @OrderColumn(name = "place")
  @Column(name = "phone")
  List<String> phones = new ArrayList<>();

  void set(CitizenChange change) {
    change.name().ifPresent(text -> name = text.strip());
    change.kind().ifPresent(value -> kind = value);
    List<String> wanted = change.categories();
    if (wanted != null) {
      categories = wanted.isEmpty() ? null : String.join(",", wanted);
    }
    change.note().ifPresent(text -> note = text.isBlank() ? null : text);
  }

  void phones(List<String> numbers) {
    if (!phones.equals(numbers)) {
      phones.clear();
      phones.addAll(numbers);
    }
  }

  void identity(Document document, Vault vault) {
    identityKind = document.kind();
    identitySealed = vault.seal(document.number());
    identityPrint = Document.print(vault, document.number());
  }
}
