// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life.sample;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.shuniu.api.business.spi.BusinessLink;

/** Starts what the header {@code Sample-Does} says; in the jars of tests. */
public final class SampleActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) throws Exception {
    String does = String.valueOf(context.getBundle().getHeaders().get("Sample-Does"));
    switch (does) {
      case "throw" -> throw new IllegalStateException("no licence");
      case "block" -> new CountDownLatch(1).await();
      case "block-deaf" -> blockDeaf(context);
      default -> register(context, does);
    }
  }

  /** Until the framework ends, whoever interrupts. */
  private static void blockDeaf(BundleContext context) {
    while (context.getBundle(0).getState() == Bundle.ACTIVE) {
      LockSupport.parkNanos(10_000_000);
      Thread.interrupted();
    }
  }

  private static void register(BundleContext context, String does) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("name", "sample");
    String version = context.getBundle().getVersion().toString();
    context.registerService(BusinessLink.class, new SampleLink(version, does), properties);
  }

  @Override
  public void stop(BundleContext context) {}
}
