// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;

/**
 * What hosts with durable work stand on.
 *
 * @param entities of the unit {@code plugins}
 * @param home where connectors keep their files
 */
record Services(
    Bus bus,
    EntityManager entities,
    Transactions transactions,
    Vault vault,
    Metrics metrics,
    Clock clock,
    Limits limits,
    Path home) {}
