// SPDX-License-Identifier: Apache-2.0
/**
 * The bus: an embedded Artemis broker, the outbox and inbox that join it to database transactions,
 * dispatch that keeps the order of each key, dead letters, and the hosting of Camel routes.
 */
@NullMarked
package org.shuniu.core.bus;

import org.jspecify.annotations.NullMarked;
