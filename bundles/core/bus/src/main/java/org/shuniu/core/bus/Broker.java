// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.hub.JournalBackup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis inside this process. All messages go to one address; every consumer has a durable queue
 * on it that takes the types it asked for.
 */
@Component(
    service = {Broker.class, JournalBackup.class},
    immediate = true,
    configurationPid = "org.shuniu.core.bus.broker")
@Designate(ocd = BrokerSettings.class)
public final class Broker implements JournalBackup {
  static final String ADDRESS = "shuniu";

  /** Has no queue: what goes there is gone. Without it the broker warns of each new queue. */
  private static final SimpleString NOWHERE = SimpleString.of("shuniu.nowhere");

  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final long MIB = 1024L * 1024L;

  private final Configuration configuration;
  private final Path directory;
  private final int number = NUMBERS.getAndIncrement();
  private @Nullable ActiveMQServer server;
  private @Nullable ServerLocator locator;
  private boolean stopped;

  /** Starts when first connected to. */
  @Activate
  public Broker(BundleContext context, BrokerSettings settings) {
    this(settings, Path.of(Variables.resolve(settings.directory(), context)));
  }

  Broker(BrokerSettings settings, Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    configuration = configure(settings, directory, number);
  }

  /** A new connection; starts the server if it does not run. */
  synchronized ClientSessionFactory connect() throws Exception {
    if (stopped) {
      throw new IllegalStateException("the broker is stopped");
    }
    if (server == null || !server.isActive()) {
      shutDown();
      start();
    }
    if (locator == null) {
      locator = newLocator();
    }
    return locator.createSessionFactory();
  }

  /** Makes the queue of a consumer, or changes what it takes. */
  synchronized void bind(String queue, Collection<String> tags) throws Exception {
    QueueConfiguration wanted =
        QueueConfiguration.of(queue)
            .setAddress(ADDRESS)
            .setRoutingType(RoutingType.MULTICAST)
            .setDurable(true)
            .setAutoCreated(false)
            .setFilterString(filter(tags));
    ActiveMQServer running = running();
    try {
      if (running.locateQueue(SimpleString.of(queue)) == null) {
        running.createQueue(wanted);
      } else {
        running.updateQueue(wanted);
      }
    } finally {
      OperationContextImpl.clearContext();
    }
  }

  /** Removes a queue with all that waits in it. */
  synchronized void forget(String queue) throws Exception {
    try {
      running().destroyQueue(SimpleString.of(queue));
    } finally {
      OperationContextImpl.clearContext();
    }
  }

  /** How many messages wait or are in work, by queue. */
  synchronized Map<String, Long> depths() {
    Map<String, Long> depths = new TreeMap<>();
    if (server == null || !server.isActive()) {
      return depths;
    }
    server
        .getPostOffice()
        .getAllBindings()
        .filter(QueueBinding.class::isInstance)
        .map(b -> ((QueueBinding) b).getQueue())
        .filter(queue -> queue.getAddress().toString().equals(ADDRESS))
        .forEach(queue -> depths.put(queue.getName().toString(), queue.getMessageCount()));
    return depths;
  }

  /** How many messages wait or are in work in one queue. */
  long depth(String name) {
    ActiveMQServer now;
    synchronized (this) {
      now = server;
    }
    Queue queue = now == null ? null : now.locateQueue(SimpleString.of(name));
    return queue == null ? 0 : queue.getMessageCount();
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void copy(Path into, Moment moment) throws IOException {
    ActiveMQServer now;
    synchronized (this) {
      now = server;
    }
    if (now == null || !now.isActive()) {
      throw new IOException("the broker is away; back up when the hub is healthy");
    }
    new JournalCopy(now, directory).take(into, moment);
  }

  /** Stops for good. */
  @Deactivate
  synchronized void stop() {
    stopped = true;
    shutDown();
  }

  private ActiveMQServer running() {
    if (server == null) {
      throw new IllegalStateException("the broker does not run");
    }
    return server;
  }

  private void start() throws Exception {
    long begin = System.nanoTime();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ActiveMQServerImpl.class.getClassLoader());
    try {
      ActiveMQServer fresh = new ActiveMQServerImpl(configuration);
      server = fresh;
      fresh.start();
      for (SimpleString address : List.of(NOWHERE, SimpleString.of(ADDRESS))) {
        fresh.addOrUpdateAddressInfo(new AddressInfo(address, RoutingType.MULTICAST));
      }
    } finally {
      // It binds the thread to this server's pools; the next server has others.
      OperationContextImpl.clearContext();
      thread.setContextClassLoader(before);
    }
    LOG.info("Broker started in {} ms", (System.nanoTime() - begin) / 1_000_000);
  }

  private void shutDown() {
    if (server != null) {
      try {
        server.stop();
      } catch (Exception e) {
        LOG.warn("The broker did not stop cleanly: {}", e.toString());
      }
      server = null;
    }
    // After the server: what it completes while it stops still runs on the threads of this one.
    if (locator != null) {
      locator.close();
      locator = null;
    }
  }

  private ServerLocator newLocator() {
    TransportConfiguration inVm =
        new TransportConfiguration(
            InVMConnectorFactory.class.getName(),
            Map.of(TransportConstants.SERVER_ID_PROP_NAME, number));
    ServerLocator fresh = ActiveMQClient.createServerLocatorWithoutHA(inVm);
    // Pools of its own: the global ones outlive a bundle.
    fresh.setUseGlobalPools(false);
    fresh.setThreadPoolMaxSize(64);
    fresh.setScheduledThreadPoolMaxSize(1);
    fresh.setReconnectAttempts(0);
    fresh.setConnectionTTL(-1);
    fresh.setClientFailureCheckPeriod(-1);
    fresh.setCallTimeout(5000);
    fresh.setBlockOnAcknowledge(false);
    fresh.setBlockOnDurableSend(false);
    fresh.setBlockOnNonDurableSend(false);
    fresh.setConfirmationWindowSize((int) MIB);
    fresh.setProducerWindowSize((int) (4 * MIB));
    fresh.setConsumerWindowSize((int) MIB);
    fresh.setMinLargeMessageSize((int) (3 * MIB));
    fresh.setAckBatchSize(0);
    return fresh;
  }

  private static Configuration configure(BrokerSettings settings, Path directory, int number) {
    try {
      ConfigurationImpl configuration = new ConfigurationImpl();
      configuration.setName("shuniu");
      // Only threads of this process connect; the optional port is for the machine's own tools.
      configuration.setSecurityEnabled(false);
      configuration.setJMXManagementEnabled(false);
      configuration.setPersistenceEnabled(true);
      configuration.setJournalType(JournalType.NIO);
      configuration.setJournalDirectory(directory.resolve("journal").toString());
      configuration.setBindingsDirectory(directory.resolve("bindings").toString());
      configuration.setPagingDirectory(directory.resolve("paging").toString());
      configuration.setLargeMessagesDirectory(directory.resolve("large").toString());
      configuration.setJournalBufferTimeout_NIO(settings.journalBufferMicros() * 1000);
      configuration.setJournalBufferSize_NIO((int) (3 * MIB));
      configuration.setJournalFileSize((int) (10 * MIB));
      configuration.setJournalMinFiles(2);
      configuration.setJournalPoolFiles(8);
      configuration.setMessageExpiryScanPeriod(2000);
      configuration.setMaxDiskUsage(-1);
      configuration.setMinDiskFree(settings.minDiskFreeMiB() * MIB);
      configuration.setThreadPoolMaxSize(32);
      configuration.setScheduledThreadPoolMaxSize(2);
      configuration.addAcceptorConfiguration("vm", "vm://" + number);
      if (settings.tcpPort() > 0) {
        configuration.addAcceptorConfiguration(
            "tcp", "tcp://127.0.0.1:" + settings.tcpPort() + "?protocols=CORE");
      }
      configuration.addAddressSetting(
          "#",
          new AddressSettings()
              .setMaxSizeBytes(settings.memoryMiB() * MIB)
              .setPageSizeBytes((int) (4 * MIB))
              .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
              // Tries are counted by the consumer, which keeps the order of the key meanwhile.
              .setMaxDeliveryAttempts(-1)
              .setDeadLetterAddress(NOWHERE)
              .setExpiryAddress(NOWHERE)
              .setRedeliveryDelay(0)
              .setAutoCreateQueues(false)
              .setAutoDeleteQueues(false)
              .setAutoCreateAddresses(false)
              .setAutoDeleteAddresses(false));
      return configuration;
    } catch (Exception e) {
      throw new IllegalStateException("no configuration of the broker", e);
    }
  }

  private static String filter(Collection<String> tags) {
    return tags.stream()
        .sorted()
        .map(tag -> "'" + tag.replace("'", "''") + "'")
        .collect(Collectors.joining(",", Wire.TAG + " IN (", ")"));
  }
}
