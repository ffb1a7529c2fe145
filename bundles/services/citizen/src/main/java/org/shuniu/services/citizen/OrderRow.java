// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the hotline had a business system do for a citizen. */
@Entity
@Table(name = "citizen_order")
class OrderRow {
  /** Made by the client: the same again is the same order. */
  @Id String request;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String citizen;
  String contact;
  String link;
  String operation;

  /** JSON object, sealed. */
  String content;

  @Enumerated(EnumType.STRING)
  OrderState state;

  int attempt;
  @Nullable String code;

  /** JSON object, sealed. */
  @Nullable String answer;

  @Column(name = "ordered_at")
  Instant at;

  @Column(name = "ordered_by")
  String by;

  @Column(name = "changed_at")
  Instant changedAt;

  /** The request as the bus knows it: a person's second try is another order over there. */
  String busRequest() {
    return attempt == 1 ? request : request + "~" + attempt;
  }

  /** The order that a request on the bus belongs to. */
  static String order(String busRequest) {
    return busRequest.split("~", 2)[0];
  }
}
