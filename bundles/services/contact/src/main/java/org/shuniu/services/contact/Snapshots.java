// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxEvent.CallOffered;
import org.shuniu.api.pbx.PbxEvent.LegAnswered;
import org.shuniu.api.pbx.PbxSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles all calls of a switch with what the switch holds. */
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /** News of a call that is younger may still be on its way. */
  private static final Duration NEWS = Duration.ofSeconds(2);

  private final Conductor conductor;

  Snapshots(Conductor conductor) {
    this.conductor = conductor;
  }

  /**
   * Returns whether the switch should be asked again soon, as some legs were too young to judge.
   */
  boolean reconcile(PbxSnapshot snapshot) {
    Map<String, List<PbxSnapshot.Leg>> calls =
        snapshot.legs().stream()
            .collect(
                Collectors.groupingBy(PbxSnapshot.Leg::call, TreeMap::new, Collectors.toList()));
    for (Call call : List.copyOf(conductor.calls.underWay())) {
      if (call.pbx.equals(snapshot.pbx())) {
        List<PbxSnapshot.Leg> legs = calls.remove(call.id);
        compare(call.id, legs == null ? List.of() : legs, snapshot.time());
      }
    }
    boolean again = false;
    for (Map.Entry<String, List<PbxSnapshot.Leg>> unknown : calls.entrySet()) {
      if (!compare(unknown.getKey(), unknown.getValue(), snapshot.time())) {
        again |= !adopt(snapshot, unknown.getKey(), unknown.getValue());
      }
    }
    return again;
  }

  private boolean compare(String id, List<PbxSnapshot.Leg> legs, Instant taken) {
    Map<String, PbxSnapshot.Leg> byId =
        legs.stream()
            .collect(Collectors.toMap(PbxSnapshot.Leg::leg, Function.identity(), (a, b) -> b));
    return conductor.apply(id, (call, out) -> conductor.machine.snapshot(call, byId, taken, out));
  }

  /** Legs of a call that the hub has never heard of. */
  private boolean adopt(PbxSnapshot snapshot, String call, List<PbxSnapshot.Leg> legs) {
    for (PbxSnapshot.Leg leg : legs) {
      boolean idle =
          leg.state() == PbxSnapshot.State.RINGING || leg.state() == PbxSnapshot.State.WAITING;
      if (!idle) {
        continue;
      }
      if (leg.since().plus(NEWS).isAfter(snapshot.time())) {
        return false;
      }
      if (leg.outside()) {
        adopt(snapshot, call, leg);
      } else {
        conductor.post.send(new HangUpLeg(snapshot.pbx(), call, leg.leg()));
      }
    }
    return true;
  }

  private void adopt(PbxSnapshot snapshot, String call, PbxSnapshot.Leg leg) {
    LOG.info("Adopting call {} of {}, which was offered in the hub's absence", call, leg.since());
    conductor.offered(
        new CallOffered(
            snapshot.pbx(), call, leg.leg(), leg.caller(), leg.called(), Map.of(), leg.since()));
    if (leg.state() == PbxSnapshot.State.WAITING) {
      LegAnswered answered =
          new LegAnswered(snapshot.pbx(), call, leg.leg(), conductor.clock.instant());
      conductor.apply(call, (known, out) -> conductor.machine.legAnswered(known, answered, out));
    }
  }
}
