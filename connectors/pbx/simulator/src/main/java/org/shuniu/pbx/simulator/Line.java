// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shuniu.api.pbx.PbxEvent;

/**
 * The link between the switch and its driver. While it is cut, the ends that are promised exactly
 * once are kept for the driver; the rest is lost and found in the snapshot that follows. Guarded by
 * the switch.
 */
final class Line {
  /** The driver at the other end. */
  interface Listener {
    void event(PbxEvent event);

    /** The line came up, after the snapshot that greets; or it was cut. */
    void link(boolean up);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void event(PbxEvent event) {}

        @Override
        public void link(boolean up) {}
      };

  private static final int KEPT = 10_000;

  private final Deque<PbxEvent> untold = new ArrayDeque<>();
  private String pbx = "";
  private Listener listener = NOBODY;
  private boolean attached;
  private boolean cut;

  void attach(String name, Listener driver) {
    pbx = name;
    listener = driver;
    attached = true;
  }

  void detach() {
    attached = false;
    listener = NOBODY;
    untold.clear();
  }

  boolean cut() {
    return cut;
  }

  void interrupt() {
    cut = true;
    listener.link(false);
  }

  void restore() {
    cut = false;
  }

  boolean up() {
    return attached && !cut;
  }

  /** Name of the driver's instance. */
  String pbx() {
    return pbx;
  }

  void tell(PbxEvent event) {
    if (up()) {
      listener.event(event);
    } else if (attached && promised(event)) {
      if (untold.size() == KEPT) {
        untold.removeFirst();
      }
      untold.add(event);
    }
  }

  /** The driver has the state: tells it that the line is up, and what was kept. */
  void greeted() {
    listener.link(true);
    while (!untold.isEmpty()) {
      tell(untold.removeFirst());
    }
  }

  private static boolean promised(PbxEvent event) {
    return event instanceof PbxEvent.LegEnded
        || event instanceof PbxEvent.PromptEnded
        || event instanceof PbxEvent.DigitsCollected
        || event instanceof PbxEvent.RecordingStopped;
  }
}
