// SPDX-License-Identifier: Apache-2.0
/**
 * The ACD (T2, T12): which state each agent is in, and which agent gets which contact.
 *
 * <p>{@link org.shuniu.services.acd.Router} owns the live state behind one lock and never waits for
 * anything; what it decides leaves as effects through {@link org.shuniu.services.acd.Journal},
 * which writes them in batches and tells them after the commit.
 */
@NullMarked
package org.shuniu.services.acd;

import org.jspecify.annotations.NullMarked;
