// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import org.flowable.common.engine.impl.interceptor.AbstractCommandInterceptor;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandConfig;
import org.flowable.common.engine.impl.interceptor.CommandExecutor;
import org.shuniu.api.hub.Transactions;

/**
 * Puts each of Flowable's commands into a transaction of the hub, the present one where there is
 * one: the engine's rows, the host's inbox and the events told on the way are committed together or
 * not at all.
 */
final class HubTransactions extends AbstractCommandInterceptor {
  private final Transactions transactions;

  HubTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> T execute(CommandConfig config, Command<T> command, CommandExecutor executor) {
    return Loaders.ours(() -> transactions.call(() -> next.<T>execute(config, command, executor)));
  }
}
