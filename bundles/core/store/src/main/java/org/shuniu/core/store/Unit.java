// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.shuniu.api.base.HubException;

/** One bundle's persistence unit, from its migration to the end of its last transaction. */
final class Unit implements AutoCloseable {
  private final String name;
  private final EntityManagerFactory factory;
  private final Duration drain;
  private int inWork;
  private boolean closed;

  private Unit(String name, EntityManagerFactory factory, Duration drain) {
    this.name = name;
    this.factory = factory;
    this.drain = drain;
  }

  /** Builds the factory; the tables exist already. */
  static Unit open(
      String name, ClassLoader loader, List<String> entities, DataSource source, Duration drain) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration(name);
      for (String entity : entities) {
        configuration.managedClass(loader.loadClass(entity));
      }
      configuration.properties(
          Map.of(
              "jakarta.persistence.nonJtaDataSource", source,
              "jakarta.persistence.validation.mode", "none",
              "hibernate.classLoaders", List.of(loader),
              "hibernate.connection.provider_disables_autocommit", "true",
              "hibernate.jdbc.batch_size", "50",
              "hibernate.order_inserts", "true",
              "hibernate.order_updates", "true",
              "hibernate.hbm2ddl.auto", "none"));
      // The standard's own search for a provider looks where a bundle's loader sees none.
      return new Unit(
          name,
          new HibernatePersistenceProvider().createEntityManagerFactory(configuration),
          drain);
    } catch (ClassNotFoundException e) {
      throw HubException.internal("store.entity.missing", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The service that the bundle injects. */
  EntityManager proxy(ThreadTransactions transactions) {
    return (EntityManager)
        Proxy.newProxyInstance(
            Unit.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "toString":
                  return "EntityManager of " + name;
                case "hashCode":
                  return System.identityHashCode(self);
                case "equals":
                  return self == arguments[0];
                case "close", "getTransaction", "joinTransaction":
                  throw new UnsupportedOperationException(method.getName());
                default:
              }
              try {
                return method.invoke(transactions.manager(this), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A new entity manager; {@link #leave} follows. */
  synchronized EntityManager enter() {
    if (closed) {
      throw HubException.capacity("store.unavailable", Map.of("reason", "unit stopped: " + name));
    }
    EntityManager manager = factory.createEntityManager();
    inWork++;
    return manager;
  }

  synchronized void leave() {
    inWork--;
    notifyAll();
  }

  /** Lets transactions in work end, within bounds, then closes the factory. */
  @Override
  public void close() {
    awaitIdle();
    factory.close();
  }

  private synchronized void awaitIdle() {
    closed = true;
    long end = System.nanoTime() + drain.toNanos();
    try {
      for (long left = drain.toMillis();
          inWork > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
