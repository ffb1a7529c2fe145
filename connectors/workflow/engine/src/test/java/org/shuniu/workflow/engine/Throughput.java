// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.spi.WorkflowContext;

/**
 * How many processes of a start and eight steps run through in a second, each command a transaction
 * of its own. Run by hand: {@code Throughput URL USER PASSWORD [SECONDS [THREADS]]}; without
 * arguments on an H2 file as the hub has it.
 */
final class Throughput {
  private static final int STEPS = 8;

  private Throughput() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("throughput");
    String url =
        arguments.length > 0
            ? arguments[0]
            : "jdbc:h2:file:" + folder.resolve("hub") + ";WRITE_DELAY=0;RETENTION_TIME=0";
    String user = arguments.length > 1 ? arguments[1] : "sa";
    String password = arguments.length > 2 ? arguments[2] : "";
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
    int threads = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 4;
    try (JdbcHub hub = new JdbcHub(url, user, password)) {
      Map<String, String> requests = new ConcurrentHashMap<>();
      Told told = new Told(folder, requests);
      FlowableWorkflowEngine engine =
          new FlowableWorkflowEngine(
              hub, hub.dataSource(), Packs.shelf(chain()), Duration.ofSeconds(1));
      engine.start(told);
      run(hub, engine, requests, threads, 4); // warm up
      System.out.printf(
          "%s: %.0f processes/s%n", url, run(hub, engine, requests, threads, seconds));
      engine.stop();
      told.close();
    }
  }

  private static final class Told extends FakeConnectorContext implements WorkflowContext {
    private final Map<String, String> requests;

    Told(Path folder, Map<String, String> requests) {
      super("throughput", folder);
      this.requests = requests;
    }

    @Override
    public void emit(WorkflowEvent event) {
      if (event instanceof WorkRequested work) {
        requests.put(work.ticket(), work.request());
      }
    }
  }

  private static double run(
      JdbcHub hub,
      FlowableWorkflowEngine engine,
      Map<String, String> requests,
      int threads,
      int seconds)
      throws InterruptedException {
    AtomicLong done = new AtomicLong();
    long cpu = cpuNanos();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      pool.execute(
          () -> {
            while (System.nanoTime() < end) {
              String ticket = Ids.next();
              give(hub, engine, new StartProcess(ticket, "chain", Map.of("department", "rsj")));
              for (int step = 0; step < STEPS; step++) {
                give(hub, engine, new CompleteWork(ticket, requests.get(ticket), "done", Map.of()));
              }
              requests.remove(ticket);
              done.incrementAndGet();
            }
          });
    }
    pool.shutdown();
    pool.awaitTermination(seconds + 30L, TimeUnit.SECONDS);
    System.out.printf(
        "%d processes, %.1f ms of CPU each%n", done.get(), (cpuNanos() - cpu) / 1e6 / done.get());
    return done.get() * 1e9 / (System.nanoTime() - begin);
  }

  private static void give(JdbcHub hub, FlowableWorkflowEngine engine, WorkflowCommand command) {
    hub.run(() -> engine.execute(command));
  }

  /** Of the whole process: on a busy machine the only figure that says something. */
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Pack chain() {
    String steps =
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(
                i ->
                    "<userTask id='s%d' name='s%d' flowable:category='review'/>".formatted(i, i)
                        + "<sequenceFlow id='f%d' sourceRef='s%d' targetRef='%s'/>"
                            .formatted(i, i, i == STEPS ? "end" : "s" + (i + 1)))
            .collect(Collectors.joining());
    return Packs.of(
        "test.chain",
        "chain",
        "<startEvent id='begin'/><sequenceFlow id='f0' sourceRef='begin' targetRef='s1'/>"
            + steps
            + "<endEvent id='end'/>");
  }
}
