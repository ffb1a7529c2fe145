// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.citizen.CitizensMerged;

/**
 * Says that two citizens are one, and takes it back (Z1). A merge is one link from row to row:
 * whoever looks follows it, and what belonged to whom stays written. So an undo, in whatever order,
 * gives back exactly what was, and what was noted since stays with the citizen it was noted for.
 */
final class Merges {
  private final EntityManager em;
  private final Transactions tx;
  private final Families families;
  private final Timeline timeline;
  private final BusinessDesk desk;
  private final Bus bus;
  private final Clock clock;

  Merges(
      EntityManager em,
      Transactions tx,
      Families families,
      Timeline timeline,
      BusinessDesk desk,
      Bus bus,
      Clock clock) {
    this.em = em;
    this.tx = tx;
    this.families = families;
    this.timeline = timeline;
    this.desk = desk;
    this.bus = bus;
    this.clock = clock;
  }

  /** Merges the other into the kept; {@code citizen.merge.*} where they cannot be one. */
  MergeRow merge(String keptId, String otherId, String reason, String user) {
    return tx.call(
        () -> {
          Family kept = families.of(keptId);
          Family other = families.of(otherId);
          check(kept, other);
          MergeRow row = new MergeRow();
          row.id = Ids.next();
          row.kept = kept.root().id;
          row.merged = other.root().id;
          row.reason = reason;
          row.mergedAt = clock.instant();
          row.mergedBy = user;
          em.persist(row);
          other.root().mergedInto = row.kept;
          tell(row, false, user);
          return row;
        });
  }

  private static void check(Family kept, Family other) {
    Map<String, Object> both = Map.of("kept", kept.root().id, "other", other.root().id);
    if (kept.root().id.equals(other.root().id)) {
      throw HubException.conflict("citizen.merge.same", both);
    }
    if (kept.root().kind != other.root().kind) {
      throw HubException.conflict("citizen.merge.kinds-differ", both);
    }
    boolean differ =
        kept.rows()
            .filter(row -> row.identityKind != null && row.identityKind != DocumentKind.OTHER)
            .anyMatch(
                row -> other.rows().anyMatch(known -> known.identityKind == row.identityKind));
    if (differ) {
      throw HubException.conflict("citizen.merge.identities-differ", both);
    }
  }

  /** Takes a merge back. */
  MergeRow undo(String id, String user) {
    return tx.call(
        () -> {
          @Nullable MergeRow row = Ids.valid(id) ? em.find(MergeRow.class, id) : null;
          if (row == null) {
            throw HubException.notFound("citizen.merge.unknown", Ids.valid(id) ? id : "");
          }
          if (row.undoneAt != null) {
            throw HubException.conflict("citizen.merge.undone", Map.of("merge", id));
          }
          row.undoneAt = clock.instant();
          row.undoneBy = user;
          Optional.ofNullable(em.find(CitizenRow.class, row.merged))
              .ifPresent(merged -> merged.mergedInto = null);
          tell(row, true, user);
          return row;
        });
  }

  private void tell(MergeRow row, boolean undone, String user) {
    timeline.write(
        TimelineKind.MERGE,
        row.id,
        row.mergedAt,
        line -> {
          line.citizen(row.kept);
          line.label(undone ? "undone" : "merged")
              .fact("kept", row.kept)
              .fact("merged", row.merged)
              .fact("reason", row.reason);
        });
    bus.publish(
        new CitizensMerged(row.kept, row.merged, undone, clock.instant()), Actor.user(user));
    desk.changed(row.kept);
    desk.changed(row.merged);
  }
}
