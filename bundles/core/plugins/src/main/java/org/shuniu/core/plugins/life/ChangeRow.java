// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change of one plugin: who wanted what, and what became of it. */
@Entity(name = "PluginChangeRow")
@Table(name = "plugins_change")
class ChangeRow {
  /** What was wanted. */
  enum Kind {
    INSTALL,
    UPDATE,
    /** A version comes beside the one that runs. */
    BESIDE,
    ROLL_BACK,
    REMOVE
  }

  /** What became of it. */
  enum Outcome {
    RUNNING,
    DONE,
    /** The new version was not well; what ran before runs again. */
    ROLLED_BACK,
    /** As ROLLED_BACK, but what ran before does not run as it did. */
    FAILED,
    /** Nothing was touched. */
    REFUSED,
    /** The hub went down in the middle; the version that was wanted before runs. */
    INTERRUPTED
  }

  @Id
  @Column(length = 36)
  String id;

  /** Changes that were wanted together, as all jars of one KAR, share it. */
  @Column(nullable = false, length = 36)
  String batch;

  @Column(nullable = false, length = 200)
  String plugin;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 12)
  Kind kind;

  @Column(name = "from_version", length = 100)
  @Nullable String fromVersion;

  @Column(name = "from_sha256", length = 64)
  @Nullable String fromSha256;

  @Column(name = "to_version", length = 100)
  @Nullable String toVersion;

  @Column(name = "to_sha256", length = 64)
  @Nullable String toSha256;

  /** Name of the key by which the new version is signed. */
  @Column(length = 100)
  @Nullable String signer;

  /** The version of stored data that the new version tells. */
  @Column(name = "data_version", nullable = false)
  int dataVersion;

  @Column(nullable = false, length = 200)
  String actor;

  @Column(length = 64)
  @Nullable String login;

  @Column(nullable = false, length = 10)
  String way;

  @Column(name = "begun_at", nullable = false)
  Instant begun;

  @Column(name = "ended_at")
  @Nullable Instant ended;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 12)
  Outcome outcome;

  /** Code of the cause where it is not DONE. */
  @Column(length = 100)
  @Nullable String reason;

  /** The cause's arguments as JSON. */
  @Column(length = 2000)
  @Nullable String arguments;
}
