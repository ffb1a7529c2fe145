// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.ivr.FlowEnded;

/** Many calls at once, with the sweeper at work between them. */
class StressTest {
  private static final int CALLS = 200;

  /** Counts what is published, and hands on which leg rings. */
  private static final class CountingBus implements Bus {
    final Map<Class<?>, AtomicInteger> counts = new ConcurrentHashMap<>();
    final Map<String, String> ringing = new ConcurrentHashMap<>();

    @Override
    public String publish(Message message) {
      counts.computeIfAbsent(message.getClass(), type -> new AtomicInteger()).incrementAndGet();
      if (message instanceof RingDevice ring) {
        ringing.put(ring.call(), ring.leg());
      }
      return "";
    }

    @Override
    public String publish(Message message, Actor actor, String correlation) {
      return publish(message);
    }

    @Override
    public String publish(Message message, Envelope<?> because) {
      return publish(message);
    }

    int count(Class<?> type) {
      return counts.getOrDefault(type, new AtomicInteger()).get();
    }
  }

  @Test
  void nothingIsLostOrDoubled() throws InterruptedException {
    Hub hub = new Hub();
    CountingBus bus = new CountingBus();
    Conductor conductor =
        new Conductor(
            Rig.SETTINGS,
            bus,
            new CallStore(hub.store.entityManager(), hub.store.transactions(), bus),
            hub.neighbours,
            hub.areas,
            Clock.systemUTC(),
            Runnable::run);
    Sweeper sweeper = new Sweeper(conductor, hub.neighbours);
    Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch done = new CountDownLatch(CALLS);
    ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
    beats.scheduleWithFixedDelay(
        () -> {
          sweeper.sweep();
          conductor.flush();
        },
        0,
        20,
        TimeUnit.MILLISECONDS);
    for (int i = 0; i < CALLS; i++) {
      String call = "stress-" + i;
      threads.execute(
          () -> {
            try {
              play(conductor, bus, call);
            } catch (RuntimeException | Error e) {
              faults.add(e);
            } finally {
              done.countDown();
            }
          });
    }
    assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    beats.shutdown();
    assertThat(beats.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    conductor.stop();
    assertThat(faults).isEmpty();
    assertThat(bus.count(ContactOffered.class)).isEqualTo(CALLS);
    assertThat(bus.count(ContactAnswered.class)).isEqualTo(CALLS);
    assertThat(bus.count(ContactEnded.class)).isEqualTo(CALLS);
    assertThat(conductor.calls.underWay()).allMatch(call -> !call.unsaved());
    assertThat(conductor.store.open()).isEmpty();
  }

  private static void play(Conductor conductor, CountingBus bus, String call) {
    Machine machine = conductor.machine;
    var now = conductor.clock.instant();
    String caller = Hub.leg(call);
    conductor.offered(
        new PbxEvent.CallOffered("main", call, caller, "138", "12333", Map.of(), now));
    conductor.hear(
        call,
        (c, out) ->
            machine.legAnswered(c, new PbxEvent.LegAnswered("main", call, caller, now), out));
    conductor.hear(
        call,
        (c, out) ->
            machine.flowEnded(
                c, new FlowEnded(call, FlowEnded.Outcome.QUEUE, "x", 0, Map.of()), out));
    AgentReserved reserved =
        new AgentReserved(
            call, "r" + call, "a", "u", "", "n", "main", "d", "x", now.plusSeconds(60));
    conductor.hear(call, (c, out) -> machine.agentReserved(c, reserved, out));
    String agent = bus.ringing.get(call);
    conductor.hear(
        call,
        (c, out) ->
            machine.legAnswered(c, new PbxEvent.LegAnswered("main", call, agent, now), out));
    conductor.hear(
        call,
        (c, out) ->
            machine.legsConnected(
                c, new PbxEvent.LegsConnected("main", call, caller, agent, now), out));
    for (String leg : new String[] {caller, agent}) {
      conductor.hear(
          call,
          (c, out) ->
              machine.legEnded(
                  c,
                  new PbxEvent.LegEnded("main", call, leg, EndCause.NORMAL, EndedBy.PARTY, now),
                  out));
    }
  }
}
