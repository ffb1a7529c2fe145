// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

/**
 * What travels on the bus: an immutable record, marked with {@link MessageType}, encoded as JSON.
 * It is either an {@link Event} (something happened; past tense) or a {@link Command} (something
 * shall happen; imperative).
 *
 * <p>Components may be text, numbers, booleans, enums, {@code Instant}, {@code Duration} (as
 * ISO-8601 text), {@code Optional}, lists, maps with text keys, and records of the same. A consumer
 * ignores fields that it does not know, so a field may be added without a new version; changing the
 * meaning of one needs a new version.
 */
public interface Message {
  /**
   * What the message is about: contact id, ticket id, agent id. Messages with the same key reach
   * one consumer in the order in which they were published; there is no order between keys. Never
   * empty.
   */
  String key();
}
