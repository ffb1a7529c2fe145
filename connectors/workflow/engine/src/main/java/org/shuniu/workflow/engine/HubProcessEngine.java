// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.interceptor.CommandContextFactory;
import org.flowable.common.engine.impl.interceptor.CommandInterceptor;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.variable.api.types.VariableTypes;
import org.flowable.variable.service.impl.types.BigDecimalType;
import org.flowable.variable.service.impl.types.BigIntegerType;
import org.flowable.variable.service.impl.types.BooleanType;
import org.flowable.variable.service.impl.types.DefaultVariableTypes;
import org.flowable.variable.service.impl.types.DoubleType;
import org.flowable.variable.service.impl.types.IntegerType;
import org.flowable.variable.service.impl.types.JsonType;
import org.flowable.variable.service.impl.types.LongStringType;
import org.flowable.variable.service.impl.types.LongType;
import org.flowable.variable.service.impl.types.NullType;
import org.flowable.variable.service.impl.types.StringType;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;

/**
 * Flowable as the hub wants it: a state machine on the hub's database, without threads, scripts,
 * mail, beans and Java serialisation. Of history it keeps one row for each process, which is also
 * what remembers that a ticket has had its process.
 */
final class HubProcessEngine extends ProcessEngineConfigurationImpl {
  private final Transactions transactions;

  private HubProcessEngine(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Makes or updates the tables, then the engine; in one transaction. */
  static ProcessEngine build(
      Transactions transactions, DataSource source, Clock clock, Narrator narrator) {
    HubProcessEngine engine = new HubProcessEngine(transactions);
    engine.setEngineName("shuniu-" + Ids.next());
    engine.setDataSource(source);
    engine.setTransactionsExternallyManaged(true);
    engine.setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_TRUE);
    engine.setClock(new HubClock(clock));
    engine.setIdGenerator(Ids::next);
    engine.setClassLoader(HubProcessEngine.class.getClassLoader());
    engine.setHistoryLevel(HistoryLevel.INSTANCE);
    engine.setBeans(Map.of());
    engine.setCreateUserTaskInterceptor(narrator);
    engine.setEventListeners(List.of(narrator));
    engine.setCommandContextFactory(new QuietContexts());
    engine.trim();
    return Loaders.ours(
        () -> transactions.migrating(() -> transactions.call(engine::buildProcessEngine)));
  }

  /** Turns off what costs time or threads and is of no use here. */
  private void trim() {
    setDisableIdmEngine(true);
    setDisableEventRegistry(true);
    setEnableConfiguratorServiceLoader(false);
    setAsyncExecutorActivate(false);
    setCreateDiagramOnDeploy(false);
    setEnableProcessDefinitionInfoCache(false);
    setEnableEntityLinks(false);
    setEnableEagerExecutionTreeFetching(true);
    setEnableExecutionRelationshipCounts(true);
    setEnableTaskRelationshipCounts(true);
    setEnableSafeBpmnXml(true);
  }

  @Override
  public CommandInterceptor createTransactionInterceptor() {
    return new HubTransactions(transactions);
  }

  @Override
  public void initVariableTypes() {
    VariableTypes types = new DefaultVariableTypes();
    types.addType(new NullType());
    types.addType(new StringType(getMaxLengthString()));
    types.addType(new LongStringType(getMaxLengthString() + 1));
    types.addType(new BooleanType());
    types.addType(new IntegerType());
    types.addType(new LongType());
    types.addType(new DoubleType());
    types.addType(new BigDecimalType());
    types.addType(new BigIntegerType());
    types.addType(new JsonType(getMaxLengthString(), getObjectMapper(), false));
    types.addType(JsonType.longJsonType(getMaxLengthString(), getObjectMapper(), false));
    variableTypes = types;
  }

  @Override
  public void initScriptingEngines() {}

  @Override
  public void initMailClients() {}

  @Override
  public void initProcessDiagramGenerator() {}

  @Override
  protected void initAsyncTaskExecutor() {}

  @Override
  protected void initAsyncTaskInvoker() {}

  /** What fails is told to the host, which decides about the log. */
  private static final class QuietContexts extends CommandContextFactory {
    @Override
    public CommandContext createCommandContext(Command<?> command) {
      CommandContext context =
          new CommandContext(command) {
            @Override
            protected void logException() {}
          };
      context.setSessionFactories(sessionFactories);
      return context;
    }
  }
}
