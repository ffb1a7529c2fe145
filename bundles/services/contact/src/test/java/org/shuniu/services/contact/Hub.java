// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/**
 * The contact service on a fake bus and a real database in memory, with a switch played by hand.
 */
final class Hub {
  private static final List<String> TABLES =
      List.of(
          "contact_contact",
          "contact_leg",
          "contact_trail",
          "contact_recording",
          "contact_wrap_up",
          "contact_category");

  static final String CALL = "0190aaaa-0000-7000-8000-000000000001";

  /** One for all tests, emptied for each: making one takes longer than a test. */
  private static final TestStore STORE =
      new TestStore(
          ContactRow.class,
          LegRow.class,
          TrailRow.class,
          RecordingRow.class,
          WrapUpRow.class,
          CategoryRow.class);

  final TestStore store = STORE;
  FakeBus bus = new FakeBus();
  final TestClock clock = new TestClock(Rig.START);
  final Neighbours neighbours = new Neighbours();
  final AreaCodes areas = AreaCodesTest.of(Map.of("0755", "440300", "020", "440100"));

  /** While set, the database refuses to work. */
  boolean storeAway;

  /** While set, the bus refuses every message. */
  boolean busAway;

  /** How often a message was refused. */
  int refusals;

  int transactions;
  Conductor conductor;
  Sweeper sweeper;

  Hub() {
    TABLES.forEach(table -> STORE.sql("DELETE FROM " + table));
    neighbours.speech = (text, language) -> CompletableFuture.completedFuture("file:/tmp/a.wav");
    start();
  }

  /** A hub that forgot all that was in memory. */
  void start() {
    bus = new FakeBus();
    Bus line = line(bus);
    Transactions watched = new Watched(store.transactions());
    conductor =
        new Conductor(
            Rig.SETTINGS,
            line,
            new CallStore(store.entityManager(), watched, line),
            neighbours,
            areas,
            clock,
            Runnable::run);
    sweeper = new Sweeper(conductor, neighbours);
    bus.register(new CallConsumer(conductor, sweeper));
    bus.register(new TrailConsumer(conductor, watched));
    bus.register(new VerificationConsumer(conductor));
  }

  private Bus line(FakeBus real) {
    return (Bus)
        Proxy.newProxyInstance(
            Bus.class.getClassLoader(),
            new Class<?>[] {Bus.class},
            (self, method, arguments) -> {
              if (busAway) {
                refusals++;
                throw HubException.capacity("bus.unavailable", Map.of());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private final class Watched implements Transactions {
    private final Transactions real;

    Watched(Transactions real) {
      this.real = real;
    }

    @Override
    public <T> T call(Supplier<T> work) {
      if (storeAway) {
        throw HubException.capacity("store.unavailable", Map.of());
      }
      transactions++;
      return real.call(work);
    }

    @Override
    public void afterCommit(Runnable action) {
      real.afterCommit(action);
    }

    @Override
    public boolean active() {
      return real.active();
    }
  }

  void offer(String call) {
    bus.publish(
        new PbxEvent.CallOffered(
            "main",
            call,
            leg(call),
            "+8613800138000",
            "12333",
            Map.of("uui", "1"),
            clock.instant()));
  }

  static String leg(String call) {
    return "caller-" + call;
  }

  void answerCaller(String call) {
    bus.publish(new PbxEvent.LegAnswered("main", call, leg(call), clock.instant()));
  }

  void menu(String call) {
    bus.publish(
        new FlowNodeEntered(
            call, "main", 1, 1, "menu", "menu", "主菜单", Optional.of("0"), clock.instant()));
  }

  void queue(String call) {
    bus.publish(new FlowEnded(call, FlowEnded.Outcome.QUEUE, "pension", 0, Map.of("key", "0")));
  }

  void reserve(String call, String user) {
    bus.publish(
        new AgentReserved(
            call,
            "reservation-" + call,
            "agent-" + user,
            user,
            "8001",
            "王芳",
            "main",
            "PJSIP/2001",
            "pension",
            clock.instant().plusSeconds(60)));
  }

  String ring(String call) {
    String leg = bus.last(RingDevice.class).orElseThrow().leg();
    bus.publish(new PbxEvent.LegRinging("main", call, leg, clock.instant()));
    return leg;
  }

  /** All the way until citizen and agent talk; returns the agent's leg. */
  String talk(String call, String user) {
    offer(call);
    answerCaller(call);
    if (!storeAway) {
      menu(call);
    }
    queue(call);
    reserve(call, user);
    String leg = ring(call);
    bus.publish(new PbxEvent.LegAnswered("main", call, leg, clock.instant()));
    PlayPrompt prompt = bus.last(PlayPrompt.class).orElseThrow();
    bus.publish(
        new PbxEvent.PromptEnded(
            "main",
            call,
            leg(call),
            prompt.request(),
            PbxEvent.Outcome.COMPLETED,
            clock.instant()));
    bus.publish(new PbxEvent.LegsConnected("main", call, leg(call), leg, clock.instant()));
    return leg;
  }

  void end(String call, String leg, EndedBy by) {
    bus.publish(new PbxEvent.LegEnded("main", call, leg, EndCause.NORMAL, by, clock.instant()));
  }

  List<String> pushed(String event) {
    List<String> users = new ArrayList<>();
    for (LiveUpdate update : bus.published(LiveUpdate.class)) {
      if (update.name().equals(event)) {
        users.add(update.audience());
      }
    }
    return users;
  }

  Contact view(String call) {
    return conductor
        .look(call, known -> Views.contact(known, neighbours.capabilities("main")))
        .orElseThrow();
  }

  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    bus.published().forEach(e -> counts.merge(e.type(), 1L, Long::sum));
    return counts;
  }
}
