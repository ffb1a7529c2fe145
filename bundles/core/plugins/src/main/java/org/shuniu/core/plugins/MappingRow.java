// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a mapping was from one moment on. */
@Entity(name = "MappingRow")
@Table(name = "plugins_mapping")
class MappingRow {
  /** What made it so. */
  enum Kind {
    /** As it was when the hub looked for the first time. */
    FOUND,
    PUBLISHED,
    ROLLED_BACK,
    /** By hand, in the file. */
    EDITED
  }

  @Id
  @Column(name = "id")
  String id = "";

  /** Name of the file without {@code .yaml}. */
  @Column(name = "mapping")
  String mapping = "";

  /** Counts from one. */
  @Column(name = "version_number")
  int number;

  @Column(name = "made_at")
  Instant at = Instant.EPOCH;

  @Column(name = "actor")
  String actor = "";

  @Column(name = "login")
  @Nullable String login;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  Kind kind = Kind.FOUND;

  /** Of the content in UTF-8. */
  @Column(name = "sha256")
  String sha256 = "";

  @Lob
  @Column(name = "content")
  String content = "";
}
