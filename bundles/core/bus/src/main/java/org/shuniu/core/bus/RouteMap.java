// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who publishes and who consumes what (P2), on this node.
 *
 * @param since when counting began
 * @param revision changes when anything but the figures changes
 * @param host the bundle through which connectors are asked and heard
 * @param figures in the order of the lists beside them
 */
record RouteMap(
    Instant since,
    long revision,
    Optional<String> host,
    List<RouteNode> nodes,
    List<RoutePublication> publications,
    List<RouteConsumer> consumers,
    List<RouteSubscription> subscriptions,
    List<RouteSeam> seams,
    RouteFigures figures) {
  /** What sort of bundle. */
  enum Kind {
    CONNECTOR,
    CORE,
    SERVICE,
    WEB;

    /** By the symbolic name: what is not the hub's own is a connector. */
    static Kind of(String bundle) {
      if (bundle.startsWith("org.shuniu.core.")) {
        return CORE;
      } else if (bundle.startsWith("org.shuniu.services.")) {
        return SERVICE;
      }
      return bundle.startsWith("org.shuniu.web.") ? WEB : CONNECTOR;
    }
  }

  /**
   * A bundle.
   *
   * @param versions that are installed; none: it is not there any more
   * @param active whether one of them runs
   * @param instances of a connector
   * @param routes Camel routes that run for it, with their state
   */
  record RouteNode(
      String bundle,
      Kind kind,
      List<String> versions,
      boolean active,
      List<RouteInstance> instances,
      List<String> routes) {}

  /**
   * An instance of a connector.
   *
   * @param state STARTING, ONLINE, DEGRADED, OFFLINE or STOPPED
   * @param reason code of the cause, absent when all is well
   */
  record RouteInstance(
      String seam, String instance, String state, Optional<String> reason, Instant since) {}

  /** A type of message, with its version, that a bundle has published. */
  record RoutePublication(String bundle, String type, Outflow.Kind kind, boolean durable) {}

  /**
   * A consumer.
   *
   * @param fed whether it gets messages now
   */
  record RouteConsumer(String name, String bundle, boolean fed) {}

  /** A type of message that a consumer asks for. */
  record RouteSubscription(String consumer, String type) {}

  /**
   * What passes between the hub and an instance of a connector, which do not speak over the bus.
   *
   * @param asked the hub asks the connector; else the connector tells the hub
   * @param type wire name of the command or event
   */
  record RouteSeam(String bundle, String seam, String instance, boolean asked, String type) {}

  /**
   * The figures, each in the order of its list; counts since {@link RouteMap#since}.
   *
   * @param published by publication
   * @param handled by subscription
   * @param failed tries that failed, by subscription
   * @param dead put aside, by subscription
   * @param lag messages that wait or are in work, by consumer
   * @param letters dead letters that wait for somebody, by consumer
   * @param passed by seam
   * @param refused failures among them, by seam
   */
  record RouteFigures(
      Instant at,
      long revision,
      List<Long> published,
      List<Long> handled,
      List<Long> failed,
      List<Long> dead,
      List<Long> lag,
      List<Long> letters,
      List<Long> passed,
      List<Long> refused) {}

  /** Whether all but figures and revision is the same. */
  boolean drawnAs(RouteMap other) {
    return host.equals(other.host)
        && nodes.equals(other.nodes)
        && publications.equals(other.publications)
        && consumers.equals(other.consumers)
        && subscriptions.equals(other.subscriptions)
        && seams.equals(other.seams);
  }
}
