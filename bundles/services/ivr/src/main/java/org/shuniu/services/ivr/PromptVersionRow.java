// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an announcement was at one time: a text to be spoken, or a file. */
@Entity
@Table(name = "ivr_prompt_version")
class PromptVersionRow {
  @Id String id;
  String prompt;

  @Column(name = "prompt_version")
  int promptVersion;

  String language;

  @Nullable
  @Column(length = 1000)
  String text;

  /** Name in {@link PromptFiles}. */
  @Nullable String audio;

  /** How long the file lasts; 0 for a text. */
  int millis;

  String note;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;
}
