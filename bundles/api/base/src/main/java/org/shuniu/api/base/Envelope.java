// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.time.Instant;
import java.util.Optional;

/**
 * A message with what the bus knows about it.
 *
 * @param id unique; a handler that sees the same id again must not act twice
 * @param type wire name, see {@link MessageType#value()}
 * @param version see {@link MessageType#version()}
 * @param time when it was published
 * @param source symbolic name of the publishing bundle
 * @param key see {@link Message#key()}
 * @param correlation id that stays the same through a whole matter: contact, its ticket, its
 *     messages
 * @param cause id of the message whose handling published this one
 * @param actor on whose behalf
 * @param data the message itself
 */
public record Envelope<M extends Message>(
    String id,
    String type,
    int version,
    Instant time,
    String source,
    String key,
    String correlation,
    Optional<String> cause,
    Actor actor,
    M data) {}
