// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Machine and virtual machine, by the beans of the JDK. For one thread. */
final class Machine {
  private static final double WHOLE = 100.0;

  private final Map<String, Path> folders = new LinkedHashMap<>();
  private long collectedMs;
  private long lookedAt;

  Machine(Path home, Path data) {
    folders.put("home", home);
    folders.put("database", data.resolve("db"));
    folders.put("recordings", home.resolve("asterisk").resolve("recordings"));
  }

  List<Reading> read() {
    List<Reading> readings = new ArrayList<>();
    system(readings);
    memory(readings);
    folders.forEach((name, folder) -> disk(name, folder, readings));
    return readings;
  }

  private static void system(List<Reading> into) {
    var java = ManagementFactory.getOperatingSystemMXBean();
    double load = java.getSystemLoadAverage();
    if (load >= 0) {
      into.add(Reading.of("machine.load", load / java.getAvailableProcessors(), "count"));
    }
    if (java instanceof OperatingSystemMXBean sun) {
      percent(into, "machine.cpu.percent", sun.getCpuLoad());
      percent(into, "machine.hub.cpu.percent", sun.getProcessCpuLoad());
      into.add(Reading.of("machine.memory.free.bytes", sun.getFreeMemorySize(), "bytes"));
      into.add(Reading.of("machine.memory.bytes", sun.getTotalMemorySize(), "bytes"));
    }
    if (java instanceof UnixOperatingSystemMXBean unix && unix.getMaxFileDescriptorCount() > 0) {
      double open = unix.getOpenFileDescriptorCount();
      into.add(Reading.of("machine.files", open, "count"));
      percent(into, "machine.files.percent", open / unix.getMaxFileDescriptorCount());
    }
  }

  private static void percent(List<Reading> into, String name, double share) {
    if (share >= 0) {
      into.add(Reading.of(name, WHOLE * share, "percent"));
    }
  }

  private void memory(List<Reading> into) {
    var beans = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = beans.getHeapMemoryUsage();
    into.add(Reading.of("jvm.heap.bytes", heap.getUsed(), "bytes"));
    if (heap.getMax() > 0) {
      percent(into, "jvm.heap.percent", (double) heap.getUsed() / heap.getMax());
    }
    into.add(Reading.of("jvm.nonheap.bytes", beans.getNonHeapMemoryUsage().getUsed(), "bytes"));
    into.add(
        Reading.of("jvm.threads", ManagementFactory.getThreadMXBean().getThreadCount(), "count"));
    long collected =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .filter(ms -> ms > 0)
            .sum();
    long now = System.nanoTime();
    if (lookedAt != 0) {
      double passedMs = Math.max(1, (now - lookedAt) / 1e6);
      percent(into, "jvm.gc.percent", Math.min(1, (collected - collectedMs) / passedMs));
    }
    collectedMs = collected;
    lookedAt = now;
  }

  /** A folder that is not there yet lies where its parent does. */
  private static void disk(String name, Path folder, List<Reading> into) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      double free = store.getUsableSpace();
      String note = there.toString();
      into.add(new Reading("disk.free.bytes", name, free, "bytes", note));
      if (store.getTotalSpace() > 0) {
        double share = WHOLE * free / store.getTotalSpace();
        into.add(new Reading("disk.free.percent", name, share, "percent", note));
      }
    } catch (IOException e) {
      into.add(
          new Reading("disk.free.percent", name, 0, "percent", String.valueOf(e.getMessage())));
    }
  }
}
