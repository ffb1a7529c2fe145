// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.slf4j.MDC;

/**
 * Whom messages of one type are about, for the context of what is logged while one is handled:
 * {@code contact} and {@code ticket} as the message itself names them, {@code matter} where its
 * correlation is neither, and its {@code type}. Logs can so be searched by contact and ticket.
 */
final class Subject {
  private static final String CONTACT = "contact";
  private static final String TICKET = "ticket";
  private static final String MATTER = "matter";
  private static final String TYPE = "type";

  private final Optional<Method> contact;
  private final Optional<Method> ticket;

  private Subject(Class<? extends Message> message) {
    // A switch calls the contact a call; its id is the same.
    contact = reader(message, CONTACT, "call");
    ticket = reader(message, TICKET);
  }

  /** Of all messages of this record. */
  static Subject of(Class<? extends Message> message) {
    return new Subject(message);
  }

  /** What this thread logs from now on is about this message, until {@link #leave}. */
  void enter(Envelope<?> envelope) {
    fields(envelope).forEach(MDC::put);
  }

  /** Its fields in the log's context. */
  Map<String, String> fields(Envelope<?> envelope) {
    Map<String, String> fields = new HashMap<>();
    String matter = envelope.correlation();
    fields.put(CONTACT, read(contact, envelope.data()));
    fields.put(TICKET, read(ticket, envelope.data()));
    if (!fields.containsValue(matter)) {
      fields.put(MATTER, matter);
    }
    fields.put(TYPE, envelope.type());
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  /** As {@link #enter} for a message that could not be read: only its key is known. */
  static void enter(String key) {
    MDC.put(MATTER, key);
  }

  /** What this thread logs from now on is about nothing in particular. */
  static void leave() {
    Stream.of(CONTACT, TICKET, MATTER, TYPE).forEach(MDC::remove);
  }

  private static Optional<Method> reader(Class<?> message, String... names) {
    RecordComponent[] components = message.getRecordComponents();
    return components == null
        ? Optional.empty()
        : Stream.of(components)
            .filter(component -> List.of(names).contains(component.getName()))
            .map(RecordComponent::getAccessor)
            .filter(Method::trySetAccessible)
            .findFirst();
  }

  private static String read(Optional<Method> reader, Message message) {
    try {
      return reader.isPresent() ? text(reader.get().invoke(message)) : "";
    } catch (ReflectiveOperationException e) {
      return ""; // a log line without an id is better than a message that is not handled
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Subject::text).orElse("");
    }
    return value instanceof String text ? text : "";
  }
}
