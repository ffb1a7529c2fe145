// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import java.util.Map;

/**
 * One line of a citizen's history.
 *
 * @param at when it began
 * @param id of the contact, ticket, notice, order, merge
 * @param label what tells it from others of its kind: the medium, the ticket's number, the
 *     operation
 * @param data what is known of it, without personal values
 */
public record TimelineEntry(
    Instant at, TimelineKind kind, String id, String label, Map<String, Object> data) {}
