// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.time.Instant;

/**
 * A text of a citizen as screens see it.
 *
 * @param from masked
 * @param to the hub's number
 */
public record ReceivedText(
    String id, String channel, String from, String to, String text, Instant receivedAt) {}
