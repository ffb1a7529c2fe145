// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;

/**
 * Changes configurations: checks, notes in the history and in the audit, writes the file and waits
 * until the container has taken it up. One change at a time.
 *
 * <p>Safe for use by many threads. Asks nobody's permission.
 */
@Component(service = Settings.class)
public class Settings {
  private static final Pattern INSTANCE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Duration TAKEN_UP = Duration.ofSeconds(8);
  private static final int MOST_KEYS = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Etc etc;
  private final History history;
  private final Running running;
  private final Access access;
  private final Audit audit;
  private final Transactions transactions;

  @Activate
  public Settings(
      @Reference Etc etc,
      @Reference History history,
      @Reference Running running,
      @Reference Access access,
      @Reference Audit audit,
      @Reference Transactions transactions) {
    this.etc = etc;
    this.history = history;
    this.running = running;
    this.access = access;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** What stands in the file now. */
  ConfigFile.Content read(String id) {
    return etc.file(id).read();
  }

  /**
   * Changes keys of a configuration; an empty value takes the key out, so that its default holds.
   *
   * @param revision of what the user saw; {@code settings.changed} (409) when it is otherwise now
   */
  void save(Schema schema, String id, String revision, Map<String, List<String>> changes) {
    Map<String, Optional<List<String>>> wanted = new HashMap<>();
    changes.forEach((key, value) -> wanted.put(key, Optional.ofNullable(value)));
    locked(
        () -> {
          ConfigFile.Content before = seen(id, revision);
          if (schema.factory() && !before.there()) {
            throw HubException.notFound("settings.unknown", id);
          }
          check(schema, before, wanted);
          write(id, VersionRow.Kind.SAVED, before, changed(before, wanted));
        });
    awaitTakenUp(id);
  }

  /** All keys as they would stand in the file if this were saved; checked, and not saved. */
  Map<String, List<String>> wouldBe(Schema schema, String id, Map<String, List<String>> changes) {
    ConfigFile.Content before = schema.owns(id) ? read(id) : ConfigFile.Content.NONE;
    Map<String, Optional<List<String>>> wanted = new HashMap<>();
    changes.forEach((key, value) -> wanted.put(key, Optional.ofNullable(value)));
    check(schema, before, wanted);
    return merged(before, wanted);
  }

  private static Map<String, List<String>> merged(
      ConfigFile.Content before, Map<String, Optional<List<String>>> changes) {
    Map<String, List<String>> after = new TreeMap<>(before.values());
    changes.forEach(
        (key, value) -> value.ifPresentOrElse(v -> after.put(key, v), () -> after.remove(key)));
    return after;
  }

  /** Makes another instance; returns its id. */
  String create(Schema schema, String name, Map<String, List<String>> values) {
    if (!schema.factory() || !INSTANCE.matcher(name).matches()) {
      throw HubException.invalid("settings.name.invalid", Map.of("name", name));
    }
    String id = schema.pid() + "-" + name;
    Map<String, Optional<List<String>>> wanted = new HashMap<>();
    values.forEach((key, value) -> wanted.put(key, Optional.ofNullable(value)));
    schema
        .attribute("name")
        .ifPresent(key -> wanted.putIfAbsent(key.id(), Optional.of(List.of(name))));
    locked(
        () -> {
          if (read(id).there()) {
            throw HubException.conflict("settings.name.taken", Map.of("name", name));
          }
          check(schema, ConfigFile.Content.NONE, wanted);
          write(id, VersionRow.Kind.CREATED, ConfigFile.Content.NONE, wanted);
        });
    awaitTakenUp(id);
    return id;
  }

  /** Takes an instance away; what it works on is drained by its host. */
  void delete(Schema schema, String id, String confirmation) {
    if (!schema.instance(id).equals(Optional.of(confirmation))) {
      throw HubException.invalid("settings.confirmation", Map.of("name", confirmation));
    }
    locked(
        () -> {
          ConfigFile.Content before = read(id);
          if (!before.there()) {
            throw HubException.notFound("settings.unknown", id);
          }
          observe(id, before);
          transactions.run(
              () -> {
                history.add(id, VersionRow.Kind.DELETED, access.identity(), Map.of());
                audit.record("config:delete", "config:" + id, Map.of());
                etc.file(id).delete();
              });
        });
    awaitTakenUp(id);
  }

  /** Makes all as it was; a secret that was masked stays as it is. */
  void rollBack(Schema schema, String id, String revision, int number) {
    locked(
        () -> {
          ConfigFile.Content before = seen(id, revision);
          Map<String, List<String>> then = history.content(history.get(id, number));
          Map<String, Optional<List<String>>> wanted = new HashMap<>();
          before.values().keySet().forEach(key -> wanted.put(key, Optional.empty()));
          then.forEach((key, value) -> wanted.put(key, Optional.of(value)));
          wanted.keySet().removeIf(key -> then.getOrDefault(key, List.of()).contains(Values.MASK));
          Map<String, Optional<List<String>>> changes = changed(before, wanted);
          check(schema, before, changes);
          write(id, VersionRow.Kind.ROLLED_BACK, before, changes);
        });
    awaitTakenUp(id);
  }

  /** Notes what somebody has done to the file by hand; does nothing if it is as it was. */
  void observe(String id) {
    locked(() -> observe(id, read(id)));
  }

  private void observe(String id, ConfigFile.Content now) {
    if (!now.readable()) {
      return;
    }
    Optional<VersionRow> last = history.latest(id);
    boolean wasThere = last.filter(row -> row.kind != VersionRow.Kind.DELETED).isPresent();
    if (!now.there()) {
      if (wasThere) {
        history.add(id, VersionRow.Kind.DELETED, Optional.empty(), Map.of());
      }
    } else if (last.isEmpty()) {
      history.add(id, VersionRow.Kind.FOUND, Optional.empty(), now.values());
    } else if (!wasThere || !history.content(last.get()).equals(Values.shown(now.values()))) {
      history.add(id, VersionRow.Kind.EDITED, Optional.empty(), now.values());
    }
  }

  private ConfigFile.Content seen(String id, String revision) {
    ConfigFile.Content now = read(id);
    if (!now.readable()) {
      throw HubException.conflict("settings.file.malformed", Map.of("file", id + ".cfg"));
    }
    observe(id, now);
    if (!now.revision().equals(revision)) {
      String who = history.latest(id).map(row -> row.login).orElse("");
      throw HubException.conflict("settings.changed", Map.of("id", id, "login", who));
    }
    return now;
  }

  private static Map<String, Optional<List<String>>> changed(
      ConfigFile.Content before, Map<String, Optional<List<String>>> wanted) {
    Map<String, Optional<List<String>>> changed = new TreeMap<>(wanted);
    changed
        .entrySet()
        .removeIf(e -> e.getValue().equals(Optional.ofNullable(before.values().get(e.getKey()))));
    return changed;
  }

  /** A key that the bundle does not know may stay or go, not come or change. */
  private static void check(
      Schema schema, ConfigFile.Content before, Map<String, Optional<List<String>>> changes) {
    List<SettingsProblem> problems = new ArrayList<>();
    changes.forEach(
        (key, value) -> {
          Optional<Attribute> attribute = schema.attribute(key);
          if (attribute.isPresent()) {
            value.flatMap(attribute.get()::problem).ifPresent(problems::add);
          } else if (value.isPresent() || !before.values().containsKey(key)) {
            problems.add(new SettingsProblem(key, "unknown", Map.of()));
          }
        });
    if (changes.size() > MOST_KEYS) {
      throw HubException.invalid("settings.too-many", Map.of("most", MOST_KEYS));
    }
    if (!problems.isEmpty()) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE,
          "settings.invalid",
          Map.of("problems", problems.stream().map(SettingsProblem::facts).toList()));
    }
  }

  private void write(
      String id,
      VersionRow.Kind kind,
      ConfigFile.Content before,
      Map<String, Optional<List<String>>> changes) {
    Map<String, List<String>> after = merged(before, changes);
    transactions.run(
        () -> {
          history.add(id, kind, access.identity(), after);
          audit.record(
              "config:" + (kind == VersionRow.Kind.CREATED ? "create" : "change"),
              "config:" + id,
              Map.of("keys", new TreeSet<>(changes.keySet())));
          // Last, so that what cannot be written is not in the history.
          etc.file(id).write(changes);
        });
  }

  private void awaitTakenUp(String id) {
    running.await(id, read(id), TAKEN_UP);
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
