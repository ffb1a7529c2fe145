// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.inside;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleReference;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Sees what a bundle leaves behind: threads, class loaders, heap, and bundles that it disturbed.
 */
final class Witness implements AutoCloseable {
  private static final int COLLECTIONS = 15;

  private final BundleContext context;
  private final List<String> touched = new CopyOnWriteArrayList<>();
  private final List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();
  private final SynchronousBundleListener bundles = this::changed;
  private final FrameworkListener framework = this::happened;

  Witness(BundleContext context) {
    this.context = context;
    context.addBundleListener(bundles);
    context.addFrameworkListener(framework);
  }

  /** Forgets what was before. */
  Object forget() {
    touched.clear();
    loaders.clear();
    return true;
  }

  private void changed(BundleEvent event) {
    touched.add(event.getBundle().getSymbolicName() + " " + name(event.getType()));
  }

  private static String name(int type) {
    return switch (type) {
      case BundleEvent.INSTALLED -> "installed";
      case BundleEvent.STARTED -> "started";
      case BundleEvent.STARTING -> "starting";
      case BundleEvent.STOPPED -> "stopped";
      case BundleEvent.STOPPING -> "stopping";
      case BundleEvent.RESOLVED -> "resolved";
      case BundleEvent.UNRESOLVED -> "unresolved";
      case BundleEvent.UPDATED -> "updated";
      default -> "changed";
    };
  }

  private void happened(FrameworkEvent event) {
    // A component that refuses its settings fails whoever asks for it: that is told elsewhere.
    if (event.getType() == FrameworkEvent.ERROR
        && !(event.getThrowable() instanceof ServiceException)) {
      touched.add(event.getBundle().getSymbolicName() + " error " + event.getThrowable());
    }
  }

  /** What happened to bundles of other names. */
  List<String> touched(String name) {
    return touched.stream().filter(event -> !event.startsWith(name + " ")).distinct().toList();
  }

  /** Remembers the class loader that a bundle has now, without holding it. */
  void noteLoader(long bundle) {
    ClassLoader loader = loader(context.getBundle(bundle));
    if (loader != null && loaders.stream().noneMatch(known -> known.refersTo(loader))) {
      loaders.add(new WeakReference<>(loader));
    }
  }

  private static @Nullable ClassLoader loader(@Nullable Bundle bundle) {
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    return wiring == null ? null : wiring.getClassLoader();
  }

  /**
   * Counts after a garbage collection.
   *
   * @param name symbolic name, with which its classes begin
   */
  Map<String, Object> census(long bundle, String name) throws InterruptedException {
    ClassLoader current = loader(context.getBundle(bundle));
    for (int i = 0; i < COLLECTIONS && old(current) > 0; i++) {
      System.gc();
      Thread.sleep(50);
    }
    System.gc();
    Map<String, Integer> groups = new TreeMap<>();
    List<String> own = new ArrayList<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("shuniu-check-")) {
                return; // the guest's own
              }
              groups.merge(
                  thread.getName().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#"), 1, Integer::sum);
              if (belongs(thread, stack, bundle, name)) {
                own.add(thread.getName());
              }
            });
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return Map.of("threads", groups, "own", own, "oldLoaders", old(current), "heap", heap);
  }

  private long old(@Nullable ClassLoader current) {
    return loaders.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .filter(loader -> loader != current)
        .count();
  }

  private boolean belongs(Thread thread, StackTraceElement[] stack, long bundle, String name) {
    return of(thread.getClass().getClassLoader(), bundle)
        || of(thread.getContextClassLoader(), bundle)
        || Stream.of(stack).anyMatch(frame -> frame.getClassName().startsWith(name + "."));
  }

  private boolean of(@Nullable ClassLoader loader, long bundle) {
    // A collected one refers to nothing, as the JDK's own classes do.
    return (loader != null && loaders.stream().anyMatch(known -> known.refersTo(loader)))
        || (loader instanceof BundleReference reference
            && reference.getBundle() != null
            && reference.getBundle().getBundleId() == bundle);
  }

  @Override
  public void close() {
    context.removeBundleListener(bundles);
    context.removeFrameworkListener(framework);
  }
}
