// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a configuration was from one moment on; secrets are masked. */
@Entity
@Table(name = "settings_version")
class VersionRow {
  /** What made it so. */
  enum Kind {
    /** As it was when the hub looked for the first time. */
    FOUND,
    CREATED,
    SAVED,
    ROLLED_BACK,
    /** By hand, in the file. */
    EDITED,
    DELETED
  }

  @Id
  @Column(length = 36)
  String id;

  /** Name of the file without {@code .cfg}. */
  @Column(nullable = false, length = 200)
  String config;

  /** Counts from one. */
  @Column(name = "version_number", nullable = false)
  int number;

  @Column(name = "made_at", nullable = false)
  Instant at;

  /** {@code KIND:id}, or {@code file} when nobody was logged in to do it. */
  @Column(nullable = false, length = 200)
  String actor;

  @Column(length = 64)
  @Nullable String login;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 12)
  Kind kind;

  /** JSON: lists of texts by key. */
  @Lob
  @Column(nullable = false)
  String content;
}
