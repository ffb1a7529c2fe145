// SPDX-License-Identifier: Apache-2.0
/**
 * The seam of business links (L1, L3, L6), seen from the hub: questions and orders to a foreign
 * business system, and what it tells by itself. A link is an instance of a connector; an operation
 * is a dotted lower-case name, {@code account.query}, which means the same with every link that
 * offers it (see docs/business-operations.md for the fields of each).
 *
 * <p><b>Two ways.</b> A <i>query</i> changes nothing, is answered within seconds or not at all and
 * is never durable. An <i>order</i> changes something over there: it is durable, carries a request
 * id that stays the same through all tries (the foreign system's idempotency key) and always ends
 * with exactly one of {@link org.shuniu.api.business.BusinessEvent.OrderDone} and {@link
 * org.shuniu.api.business.BusinessEvent.OrderRejected}.
 *
 * <p><b>Content</b> is a JSON object: text, numbers, booleans, lists, maps. Numbers of identity
 * documents, passwords and account numbers travel sealed ({@code Vault#seal}); the host opens them
 * for the driver, nobody else does.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.business;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
