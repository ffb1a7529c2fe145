// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.business.spi.Mapping;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.plugins.MappingRow.Kind;

/**
 * Publishes mappings of links and takes them back: checks the text, puts it in force with every
 * link that has it, notes it in the history and in the audit, and writes the file; all of it or
 * nothing. What somebody did to the file by hand is noted when it is looked at next.
 *
 * <p>Safe for use by many threads. Asks nobody's permission.
 */
@Component(service = Mappings.class)
public final class Mappings {
  private final ReentrantLock lock = new ReentrantLock();
  private final Path folder;
  private final Supplier<List<MappedLink>> links;
  private final EntityManager em;
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  @Activate
  public Mappings(
      BundleContext context,
      @Reference BusinessHost host,
      @Reference(target = "(osgi.unit.name=plugins)") EntityManager em,
      @Reference Transactions transactions,
      @Reference Access access,
      @Reference Audit audit) {
    this(
        Path.of(Optional.ofNullable(context.getProperty("karaf.etc")).orElse("etc"))
            .resolve("links"),
        () -> host.links().stream().flatMap(link -> link.mapped().stream()).toList(),
        em,
        transactions,
        access,
        audit,
        Clock.systemUTC());
  }

  Mappings(
      Path folder,
      Supplier<List<MappedLink>> links,
      EntityManager em,
      Transactions transactions,
      Access access,
      Audit audit,
      Clock clock) {
    this.folder = folder;
    this.links = links;
    this.em = em;
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /** What stands in the file now; empty where there is none. */
  String text(String mapping) {
    return locked(() -> observed(mapping));
  }

  /** Versions, newest first, only those before this number. */
  List<MappingRow> before(String mapping, int number, int limit) {
    return transactions.call(
        () ->
            em.createQuery(
                    "select m from MappingRow m where m.mapping = :mapping and m.number < :number"
                        + " order by m.number desc",
                    MappingRow.class)
                .setParameter("mapping", mapping)
                .setParameter("number", number)
                .setMaxResults(limit)
                .getResultList());
  }

  /** One version, or {@code business.mapping.version-unknown}. */
  MappingRow version(String mapping, int number) {
    return before(mapping, number + 1, 1).stream()
        .filter(row -> row.number == number)
        .findFirst()
        .orElseThrow(
            () ->
                HubException.notFound("business.mapping.version-unknown", mapping + " " + number));
  }

  /**
   * Puts a text in force.
   *
   * @param revision SHA-256 of the file as the user saw it; {@code business.mapping.changed} (409)
   *     where it is otherwise now
   * @throws HubException {@code business.mapping.invalid} (422) with {@code faults}: nothing
   *     changed
   */
  void publish(String mapping, String revision, String text) {
    locked(() -> publish(mapping, revision, text, Kind.PUBLISHED));
  }

  /** As {@link #publish}, with the text of a version. */
  void rollBack(String mapping, String revision, int number) {
    String text = version(mapping, number).content;
    locked(() -> publish(mapping, revision, text, Kind.ROLLED_BACK));
  }

  private String publish(String mapping, String revision, String text, Kind kind) {
    String now = observed(mapping);
    if (!MappingFile.sha256(now).equals(revision)) {
      String who =
          before(mapping, Integer.MAX_VALUE, 1).stream()
              .findFirst()
              .map(row -> row.login)
              .orElse("");
      throw HubException.conflict(
          "business.mapping.changed", Map.of("mapping", mapping, "login", who));
    }
    MappingFile file = new MappingFile(folder, mapping);
    List<MappedLink> concerned = concerned(mapping);
    concerned.forEach(link -> requireGood(link.read(text).faults()));
    List<Runnable> undo = new ArrayList<>();
    try {
      for (MappedLink link : concerned) {
        Optional<Mapping> before = link.mapping();
        link.use(text);
        before.ifPresent(old -> undo.add(() -> link.use(old.text())));
      }
      transactions.run(
          () -> {
            add(mapping, kind, access.identity(), text);
            audit.record(
                "link:publish",
                "mapping:" + mapping,
                Map.of("sha256", MappingFile.sha256(text), "kind", kind.name()));
            // Last, so that what cannot be written is not in the history.
            file.write(text);
            undo.add(() -> file.write(now));
          });
    } catch (RuntimeException e) {
      undo.forEach(Runnable::run);
      throw e;
    }
    return text;
  }

  private List<MappedLink> concerned(String mapping) {
    return links.get().stream().filter(link -> link.mappingName().equals(mapping)).toList();
  }

  private static void requireGood(List<MappingFault> faults) {
    if (!faults.isEmpty()) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE,
          "business.mapping.invalid",
          Map.of(
              "line",
              faults.get(0).line(),
              "fault",
              faults.get(0).code(),
              "detail",
              faults.get(0).detail(),
              "faults",
              faults.size()));
    }
  }

  /** Reads the file, and notes what somebody has done to it by hand. */
  private String observed(String mapping) {
    Optional<String> text = new MappingFile(folder, mapping).read();
    text.ifPresent(
        content -> {
          Optional<MappingRow> last = before(mapping, Integer.MAX_VALUE, 1).stream().findFirst();
          if (last.isEmpty()) {
            add(mapping, Kind.FOUND, Optional.empty(), content);
          } else if (!last.get().sha256.equals(MappingFile.sha256(content))) {
            add(mapping, Kind.EDITED, Optional.empty(), content);
          }
        });
    return text.orElse("");
  }

  private void add(String mapping, Kind kind, Optional<Identity> who, String text) {
    MappingRow row = new MappingRow();
    row.id = Ids.next();
    row.mapping = mapping;
    row.at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    row.actor = who.map(user -> Actor.user(user.userId()).toString()).orElse("file");
    row.login = who.map(Identity::login).orElse(null);
    row.kind = kind;
    row.sha256 = MappingFile.sha256(text);
    row.content = text;
    transactions.run(
        () -> {
          row.number =
              before(mapping, Integer.MAX_VALUE, 1).stream()
                      .findFirst()
                      .map(last -> last.number)
                      .orElse(0)
                  + 1;
          em.persist(row);
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
