// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.AgentStateChanged;
import org.shuniu.api.services.acd.Floor;
import org.shuniu.api.services.acd.Seat;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** A monitor with a floor of its own, for tests. */
final class Hall implements AutoCloseable {
  static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");
  static final Region SHENZHEN = new Region("440300000000");
  static final Region GUANGZHOU = new Region("440100000000");
  static final Settings SETTINGS =
      new Settings(
          new Rules(Duration.ofSeconds(15), Duration.ofSeconds(5), false),
          List.of(new WallThreshold("waiting", false, 5, 20)),
          Lines.of(List.of("12333|440300|深圳热线|Shenzhen", "12345|440100|广州热线|Guangzhou"), "440000"),
          Duration.ofDays(400),
          ZoneId.of("Asia/Shanghai"));

  final TestStore store = new TestStore(ContactRow.class, AgentRow.class, MessageRow.class);
  final FakeBus bus = new FakeBus(store.transactions());
  final FakeAccess access = new FakeAccess();
  final TestClock clock = new TestClock(TEN);
  final List<String> audited = new ArrayList<>();
  final FloorOfTest floor = new FloorOfTest();
  MonitorService monitor;
  WallResource wall;
  WallMessageResource messages;

  Hall() {
    monitor = start();
    bus.register(monitor);
    wall = resource();
    messages = new WallMessageResource(access, monitor);
    access.user("boss", "wall:read", "wall:act");
  }

  private MonitorService start() {
    MonitorService service =
        new MonitorService(
            store.entityManager(),
            store.transactions(),
            bus,
            users -> Map.of("u-sz", SHENZHEN, "u-gz", GUANGZHOU),
            clock,
            SETTINGS);
    service.floor = floor;
    service.load();
    service.tick();
    return service;
  }

  private WallResource resource() {
    return new WallResource(
        access,
        (operation, object, detail) -> audited.add(operation + " " + object),
        store.transactions(),
        monitor);
  }

  /** Another monitor over the same tables; it is not fed by the bus. */
  void restart() {
    monitor.deactivate();
    monitor = start();
    wall = resource();
  }

  @Override
  public void close() {
    monitor.deactivate();
    store.close();
  }

  Instant at(int seconds) {
    return TEN.plusSeconds(seconds);
  }

  void offered(String contact, String called, int at) {
    bus.publish(new ContactOffered(contact, Medium.VOICE, "13800138000", called, Map.of(), at(at)));
  }

  void queued(String contact, String skill, int at) {
    bus.publish(new ContactQueued(contact, skill, at(at)));
  }

  void answered(String contact, String skill, int waited, int at) {
    bus.publish(new ContactAnswered(contact, "sz", skill, Duration.ofSeconds(waited), at(at)));
  }

  void ended(String contact, EndReason reason, int at) {
    bus.publish(new ContactEnded(contact, reason, Optional.empty(), at(at)));
  }

  void moved(String agent, AgentState from, AgentState to, int at) {
    bus.publish(
        new AgentStateChanged(
            agent, "u-" + agent, from, to, Optional.empty(), Optional.empty(), at(at)));
  }

  WallView look() {
    monitor.tick();
    return monitor.wall().look(new Scope(Region.NATION, Optional.empty(), Optional.empty()), 0);
  }

  Optional<Double> figure(Metric metric) {
    return Optional.ofNullable(look().figures().get(metric.id()));
  }

  List<LiveUpdate> told(String name) {
    return bus.published(LiveUpdate.class).stream().filter(u -> u.name().equals(name)).toList();
  }

  /** Agents as the test wants them. */
  static final class FloorOfTest implements Floor {
    final Map<String, Seat> seats = new HashMap<>();
    final Map<String, Integer> places = new HashMap<>();
    final List<String> requests = new ArrayList<>();

    void seat(String agent, AgentState state, String contact, String... skills) {
      Map<String, Integer> levels = new HashMap<>();
      List.of(skills).forEach(skill -> levels.put(skill, 1));
      seats.put(
          agent,
          new Seat(
              agent,
              "u-" + agent,
              "8" + agent,
              "name of " + agent,
              levels,
              state,
              Optional.empty(),
              TEN,
              Optional.of(contact).filter(c -> !c.isEmpty()),
              Optional.empty()));
    }

    @Override
    public List<Seat> seats() {
      return seats.values().stream().toList();
    }

    @Override
    public Map<String, Integer> places(Collection<String> contacts) {
      Map<String, Integer> found = new HashMap<>(places);
      found.keySet().retainAll(contacts);
      return found;
    }

    @Override
    public void request(String agent, AgentState state, Optional<String> reason) {
      if (state == AgentState.BUSY) {
        throw HubException.conflict("acd.state.not-allowed", Map.of("to", state));
      }
      requests.add(agent + " " + state + reason.map(r -> " " + r).orElse(""));
    }
  }
}
