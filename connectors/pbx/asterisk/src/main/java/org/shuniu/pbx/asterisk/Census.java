// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.event.StatusEvent;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.PbxSnapshot;

/**
 * What Asterisk itself says of its channels and telephones at one moment.
 *
 * @param channels channels of ours and of callers, by leg id
 */
record Census(Map<String, Channel> channels, Map<String, DeviceState> devices, Instant time) {
  /**
   * One channel.
   *
   * @param call the hub's call; empty when no hub knows it yet
   * @param place where the dialplan says it is
   * @param peer the leg it was last connected to by a hub; empty for none
   */
  record Channel(
      String leg,
      String name,
      String call,
      String place,
      String peer,
      boolean up,
      boolean outside,
      String caller,
      String extension,
      String bridge,
      boolean inAgi,
      Instant since) {}

  private static final List<String> VARIABLES =
      List.of("SHUNIU_CALL", "SHUNIU_PLACE", "SHUNIU_TALKED");

  /** Asks the switch. */
  static CompletableFuture<Census> take(AmiSession session, Settings settings, Instant time) {
    StatusAction status = new StatusAction();
    status.setVariables(VARIABLES);
    CompletableFuture<List<ResponseEvent>> channels = session.ask(status);
    CompletableFuture<List<ResponseEvent>> endpoints = session.ask(new PJSipShowEndpointsAction());
    return channels.thenCombine(endpoints, (legs, phones) -> read(legs, phones, settings, time));
  }

  private static Census read(
      List<ResponseEvent> channels,
      List<ResponseEvent> endpoints,
      Settings settings,
      Instant time) {
    Map<String, Channel> legs = new HashMap<>();
    for (ResponseEvent event : channels) {
      if (event instanceof StatusEvent status && text(status.getChannel()).startsWith("PJSIP/")) {
        Channel channel = channel(status, settings, time);
        if (channel.outside() || !channel.call().isEmpty()) {
          legs.put(channel.leg(), channel);
        }
      }
    }
    Map<String, DeviceState> devices = new HashMap<>();
    for (ResponseEvent event : endpoints) {
      if (event instanceof EndpointList endpoint
          && !settings.trunks().contains(text(endpoint.getObjectName()))) {
        devices.put(text(endpoint.getObjectName()), Devices.state(endpoint.getDevicestate()));
      }
    }
    return new Census(legs, devices, time);
  }

  private static Channel channel(StatusEvent status, Settings settings, Instant time) {
    String name = text(status.getChannel());
    boolean outside = settings.outside(name);
    return new Channel(
        text(status.getUniqueId()),
        name,
        variable(status, "SHUNIU_CALL"),
        variable(status, "SHUNIU_PLACE"),
        variable(status, "SHUNIU_TALKED"),
        Objects.requireNonNullElse(status.getChannelState(), 0) == 6,
        outside,
        outside ? Clean.number(status.getCallerIdNum()) : Settings.endpoint(name),
        outside ? text(status.getExten()) : Settings.endpoint(name),
        text(status.getBridgeId()),
        "AGI".equalsIgnoreCase(text(status.getApplication())),
        time.minus(Duration.ofSeconds(Objects.requireNonNullElse(status.getSeconds(), 0))));
  }

  /** A variable that is not set is told as {@code (null)}. */
  private static String variable(StatusEvent status, String name) {
    Map<String, String> variables = Objects.requireNonNullElse(status.getVariables(), Map.of());
    String value = variables.getOrDefault(name, "");
    return value.equals("(null)") ? "" : value;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The leg in the same bridge, or that it is on hold from. */
  Optional<Channel> partner(Channel channel) {
    if (!channel.bridge().isEmpty()) {
      return channels.values().stream()
          .filter(other -> other != channel && other.bridge().equals(channel.bridge()))
          .findFirst();
    }
    boolean held = channel.place().equals("hold");
    return Optional.ofNullable(channels.get(channel.peer()))
        .filter(other -> held || other.place().equals("hold"))
        .filter(other -> other.bridge().isEmpty());
  }

  /** The same as the hub sees it; callers whom no hub knows yet are not in it. */
  PbxSnapshot snapshot(String pbx) {
    List<PbxSnapshot.Leg> legs =
        channels.values().stream()
            .filter(channel -> !channel.call().isEmpty())
            .map(this::leg)
            .toList();
    return new PbxSnapshot(pbx, legs, devices, time);
  }

  private PbxSnapshot.Leg leg(Channel channel) {
    return new PbxSnapshot.Leg(
        channel.call(),
        channel.leg(),
        channel.outside(),
        channel.caller(),
        Clean.number(channel.extension()),
        state(channel),
        partner(channel).map(Channel::leg),
        channel.since());
  }

  private static PbxSnapshot.State state(Channel channel) {
    if (!channel.up()) {
      return PbxSnapshot.State.RINGING;
    }
    if (!channel.bridge().isEmpty()) {
      return PbxSnapshot.State.CONNECTED;
    }
    return channel.place().equals("hold") ? PbxSnapshot.State.HELD : PbxSnapshot.State.WAITING;
  }
}
