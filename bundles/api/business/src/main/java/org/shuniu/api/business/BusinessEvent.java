// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business;

import java.time.Instant;
import java.util.Map;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.LinkState;

/** What a business link tells. */
public sealed interface BusinessEvent extends Event {
  /** Instance of the connector. */
  String link();

  /**
   * The answer to a query. Control, not durable.
   *
   * @param content as the operation defines it; personal values sealed
   * @param asOf how old the data are: when the foreign system, or a cache before it, read them
   */
  @MessageType("business.query-answered")
  record QueryAnswered(
      String link,
      String request,
      String matter,
      String operation,
      Map<String, Object> content,
      Instant asOf)
      implements BusinessEvent {
    @Override
    public String key() {
      return matter;
    }
  }

  /**
   * There is no answer. Control, not durable.
   *
   * @param code {@code business.refused} with the foreign code in {@code arguments.reason}; {@code
   *     business.timeout}, {@code business.link.offline}, {@code business.link.missing}, {@code
   *     business.operation.unknown}, {@code business.content.invalid}, {@code
   *     business.reply.invalid}
   */
  @MessageType("business.query-rejected")
  record QueryRejected(
      String link,
      String request,
      String matter,
      String operation,
      String code,
      Map<String, Object> arguments)
      implements BusinessEvent {
    @Override
    public String key() {
      return matter;
    }
  }

  /** The foreign system has carried out an order. A fact, once for each request. */
  @MessageType(value = "business.order-done", durable = true)
  record OrderDone(
      String link,
      String request,
      String matter,
      String operation,
      Map<String, Object> content,
      Instant time)
      implements BusinessEvent {
    @Override
    public String key() {
      return matter;
    }
  }

  /**
   * An order will not be carried out, or nobody can know whether it was. A fact, once for each
   * request.
   *
   * @param code as of {@link QueryRejected}
   * @param uncertain the link broke after the order had been given and the system cannot be asked:
   *     it may have been carried out
   */
  @MessageType(value = "business.order-rejected", durable = true)
  record OrderRejected(
      String link,
      String request,
      String matter,
      String operation,
      String code,
      Map<String, Object> arguments,
      boolean uncertain,
      Instant time)
      implements BusinessEvent {
    @Override
    public String key() {
      return matter;
    }
  }

  /**
   * The foreign system tells something by itself: a department's answer, a card that is ready. A
   * fact; durable before the foreign system gets its acknowledgement, and told again when it tells
   * again.
   *
   * @param notice the foreign system's id of this notice: the same id is the same notice
   * @param matter the contact or ticket that it is about, as the hub gave it along with its order
   */
  @MessageType(value = "business.told", durable = true)
  record BusinessTold(
      String link,
      String notice,
      String matter,
      String operation,
      Map<String, Object> content,
      Instant time)
      implements BusinessEvent {
    @Override
    public String key() {
      return matter;
    }
  }

  /** The link to the foreign system changed; told by the host. */
  @MessageType("business.link-changed")
  record BusinessLinkChanged(String link, LinkState state, Instant time) implements BusinessEvent {
    @Override
    public String key() {
      return "business:" + link;
    }
  }
}
