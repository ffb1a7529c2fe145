// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.shuniu.core.bus.RouteMap.RouteConsumer;
import org.shuniu.core.bus.RouteMap.RouteFigures;
import org.shuniu.core.bus.RouteMap.RouteInstance;
import org.shuniu.core.bus.RouteMap.RouteNode;
import org.shuniu.core.bus.RouteMap.RoutePublication;
import org.shuniu.core.bus.RouteMap.RouteSeam;
import org.shuniu.core.bus.RouteMap.RouteSubscription;

/** The route map as text. */
final class RouteLines {
  private final RouteMap before;
  private final RouteMap map;
  private final List<String> lines = new ArrayList<>();

  private RouteLines(RouteMap before, RouteMap map) {
    this.before = before;
    this.map = map;
  }

  /** One block for each bundle, with what passed each second between the two looks. */
  static List<String> of(RouteMap before, RouteMap now) {
    RouteLines text = new RouteLines(before, now);
    now.nodes().forEach(text::node);
    return text.lines;
  }

  private void node(RouteNode node) {
    String state = node.active() ? "" : node.versions().isEmpty() ? "  GONE" : "  NOT ACTIVE";
    lines.add(node.bundle() + " " + String.join(", ", node.versions()) + state);
    node.instances().forEach(this::instance);
    RouteFigures now = map.figures();
    RouteFigures then = before.drawnAs(map) ? before.figures() : now;
    for (int i = 0; i < map.publications().size(); i++) {
      RoutePublication each = map.publications().get(i);
      if (each.bundle().equals(node.bundle())) {
        line("publishes", each.type(), rate(then.published(), now.published(), i), "");
      }
    }
    for (int i = 0; i < map.seams().size(); i++) {
      RouteSeam each = map.seams().get(i);
      if (each.bundle().equals(node.bundle())) {
        String what = each.asked() ? "is asked" : "tells";
        String failed = now.refused().get(i) == 0 ? "" : now.refused().get(i) + " failed";
        line(what, each.type(), rate(then.passed(), now.passed(), i), failed);
      }
    }
    for (int i = 0; i < map.consumers().size(); i++) {
      RouteConsumer each = map.consumers().get(i);
      if (each.bundle().equals(node.bundle())) {
        consumer(each, now.lag().get(i), now.letters().get(i));
        taken(each, then, now);
      }
    }
  }

  private void instance(RouteInstance each) {
    lines.add(
        "  %s/%s %s %s"
            .formatted(each.seam(), each.instance(), each.state(), each.reason().orElse(""))
            .stripTrailing());
  }

  private void consumer(RouteConsumer each, long lag, long letters) {
    lines.add(
        "  consumer %s%s: %d waiting, %d dead letters"
            .formatted(each.name(), each.fed() ? "" : " (away)", lag, letters));
  }

  private void taken(RouteConsumer consumer, RouteFigures then, RouteFigures now) {
    List<RouteSubscription> all = map.subscriptions();
    IntStream.range(0, all.size())
        .filter(i -> all.get(i).consumer().equals(consumer.name()))
        .filter(i -> now.handled().get(i) + now.failed().get(i) + now.dead().get(i) > 0)
        .forEach(
            i -> {
              long failed = now.failed().get(i);
              long dead = now.dead().get(i);
              String trouble = failed + dead == 0 ? "" : failed + " failed, " + dead + " dead";
              line("takes", all.get(i).type(), rate(then.handled(), now.handled(), i), trouble);
            });
  }

  private void line(String what, String type, String rate, String trouble) {
    lines.add("    %-10s%-38s%s  %s".formatted(what, type, rate, trouble).stripTrailing());
  }

  private String rate(List<Long> then, List<Long> now, int i) {
    double seconds =
        Duration.between(before.figures().at(), map.figures().at()).toMillis() / 1000.0;
    double rate = Math.max(0, now.get(i) - then.get(i)) / Math.max(0.001, seconds);
    return String.format(Locale.ROOT, "%8.1f/s %10d", rate, now.get(i));
  }
}
