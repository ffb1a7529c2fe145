// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The rules of delivery. */
@ObjectClassDefinition(
    id = "org.shuniu.core.bus",
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/bus")
public @interface BusSettings {
  /** Largest message. */
  @AttributeDefinition(
      name = "%maxMessageKiB",
      description = "%maxMessageKiB.help",
      min = "16",
      max = "1024")
  int maxMessageKiB() default 1024;

  /** How long a message that is not durable waits for a consumer that is away. */
  @AttributeDefinition(name = "%volatileTtlMs", description = "%volatileTtlMs.help", min = "100")
  int volatileTtlMs() default 10_000;

  /** How many messages wait in memory while the broker is away. */
  @AttributeDefinition(name = "%bufferMessages", description = "%bufferMessages.help", min = "0")
  int bufferMessages() default 10_000;

  /** How long they wait, and how long new ones are accepted. */
  @AttributeDefinition(name = "%bufferMs", description = "%bufferMs.help", min = "0")
  int bufferMs() default 5000;

  /** How many messages of one consumer may be in memory. */
  @AttributeDefinition(name = "%prefetch", description = "%prefetch.help", min = "1")
  int prefetch() default 2000;

  /** How often a message is tried before it becomes a dead letter. */
  @AttributeDefinition(name = "%maxTries", description = "%maxTries.help", min = "1")
  int maxTries() default 5;

  /** How long a message is tried, and its key waits. */
  @AttributeDefinition(name = "%retryWindowMs", description = "%retryWindowMs.help", min = "0")
  int retryWindowMs() default 10_000;

  /** How long a consumer that goes waits for the messages in work. */
  @AttributeDefinition(name = "%drainMs", description = "%drainMs.help", min = "0")
  int drainMs() default 5000;

  /** How long the ids of handled messages are remembered. */
  @AttributeDefinition(name = "%inboxHours", description = "%inboxHours.help", min = "1")
  int inboxHours() default 24;

  /** How long the way of a matter can be followed. */
  @AttributeDefinition(name = "%traceDays", description = "%traceDays.help", min = "1")
  int traceDays() default 30;

  /** How many messages are kept in memory with their content, so that they can be followed. */
  @AttributeDefinition(
      name = "%traceMessages",
      description = "%traceMessages.help",
      min = "0",
      max = "1000000")
  int traceMessages() default 20_000;
}
