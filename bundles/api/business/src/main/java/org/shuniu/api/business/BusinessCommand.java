// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business;

import java.time.Duration;
import java.util.Map;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * What a business link shall do. {@code link} names the instance, {@code matter} is the contact or
 * ticket that it is for and the key, {@code request} is made by who asks and told again by the
 * answer.
 */
public sealed interface BusinessCommand extends Command {
  /** Instance of the connector. */
  String link();

  /** Made by who asks; the same request again is the same question or order. */
  String request();

  /** Contact or ticket. */
  String matter();

  /** Dotted lower-case name. */
  String operation();

  /** Values as the operation defines them; personal ones sealed. */
  Map<String, Object> content();

  @Override
  default String key() {
    return matter();
  }

  /**
   * Asks. {@link BusinessEvent.QueryAnswered} or {@link BusinessEvent.QueryRejected} follows within
   * the patience, {@code business.timeout} at its end at the latest.
   *
   * @param patience how long the one who asks waits, at most 30 s
   */
  @MessageType("business.query")
  record QueryBusiness(
      String link,
      String request,
      String matter,
      String operation,
      Map<String, Object> content,
      Duration patience)
      implements BusinessCommand {}

  /**
   * Orders. Tried again while the link is away or the foreign system fails, with growing pauses,
   * until {@code patience} has passed since the first try. {@link BusinessEvent.OrderDone} or
   * {@link BusinessEvent.OrderRejected} follows, exactly one.
   */
  @MessageType(value = "business.order", durable = true)
  record OrderBusiness(
      String link,
      String request,
      String matter,
      String operation,
      Map<String, Object> content,
      Duration patience)
      implements BusinessCommand {}
}
