// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A word from a supervisor to an agent; written by {@link Messages} only. */
@Entity
@Table(name = "monitor_message")
class MessageRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Column(name = "agent")
  String agent;

  @Column(name = "recipient")
  String recipient;

  @Column(name = "sender")
  String sender;

  @Column(name = "sender_name")
  String senderName;

  @Column(name = "content")
  String content;

  @Column(name = "sent_at")
  Instant sentAt;

  @Column(name = "read_at")
  @Nullable Instant readAt;
}
