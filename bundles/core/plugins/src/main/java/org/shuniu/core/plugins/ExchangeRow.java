// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.Exchange;

/** What went over the wire between the hub and a business system, once; masked. */
@Entity(name = "ExchangeRow")
@Table(name = "plugins_exchange")
class ExchangeRow {
  /** Grows with the time at which it was told. */
  @Id
  @Column(name = "id")
  String id = "";

  @Column(name = "link")
  String link = "";

  @Column(name = "direction")
  String direction = "";

  @Column(name = "request")
  String request = "";

  @Column(name = "matter")
  @Nullable String matter;

  @Column(name = "operation")
  String operation = "";

  @Column(name = "outcome")
  String outcome = "";

  @Column(name = "begun_at")
  Instant begunAt = Instant.EPOCH;

  @Column(name = "ended_at")
  Instant endedAt = Instant.EPOCH;

  @Column(name = "took_micros")
  long tookMicros;

  @Lob
  @Column(name = "sent")
  @Nullable String sent;

  @Lob
  @Column(name = "received")
  @Nullable String received;

  protected ExchangeRow() {}

  /**
   * @param sent masked
   * @param received masked
   */
  ExchangeRow(String link, Exchange exchange, String sent, String received) {
    this.id = Ids.next();
    this.link = link;
    this.direction = exchange.direction().name();
    this.request = shortened(exchange.request(), 100);
    this.matter = exchange.matter().isEmpty() ? null : shortened(exchange.matter(), 200);
    this.operation = shortened(exchange.operation(), 100);
    this.outcome = shortened(exchange.outcome(), 100);
    this.begunAt = exchange.at().truncatedTo(ChronoUnit.MICROS);
    this.endedAt = exchange.at().plus(exchange.took()).truncatedTo(ChronoUnit.MICROS);
    this.tookMicros = exchange.took().toNanos() / 1_000;
    this.sent = sent.isEmpty() ? null : sent;
    this.received = received.isEmpty() ? null : received;
  }

  Duration took() {
    return Duration.of(tookMicros, ChronoUnit.MICROS);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
