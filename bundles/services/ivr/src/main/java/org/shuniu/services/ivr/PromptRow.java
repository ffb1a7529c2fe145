// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An announcement, and which of its versions callers hear. */
@Entity
@Table(name = "ivr_prompt")
class PromptRow {
  @Id String name;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String label;
  int newest;
  @Nullable Integer published;
}
