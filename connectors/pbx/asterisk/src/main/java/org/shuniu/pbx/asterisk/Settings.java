// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The configuration in the driver's own types.
 *
 * @param secret asked at each login, so that a changed secret needs no restart
 */
record Settings(
    String host,
    int port,
    String user,
    Supplier<String> secret,
    int actionsPerSecond,
    Duration loginTimeout,
    Duration actionTimeout,
    Duration heartbeat,
    Duration stall,
    Duration reconnectMax,
    Set<String> trunks,
    Optional<Path> recordings,
    Optional<Path> digits,
    Duration musicDelay,
    boolean answerFromScreen) {

  static Settings of(AsteriskConfig config, Supplier<String> secret) {
    return new Settings(
        config.host(),
        config.port(),
        config.user(),
        secret,
        config.actionsPerSecond(),
        Duration.ofMillis(config.loginTimeoutMs()),
        Duration.ofMillis(config.actionTimeoutMs()),
        Duration.ofMillis(config.heartbeatMs()),
        Duration.ofMillis(config.stallMs()),
        Duration.ofMillis(config.reconnectMaxMs()),
        Set.of(config.trunkEndpoints()),
        path(config.recordingsDirectory()),
        path(config.digitsDirectory()),
        Duration.ofMillis(config.musicDelayMs()),
        config.answerFromScreen());
  }

  private static Optional<Path> path(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  /** The endpoint of a channel's name: {@code PJSIP/trunk-0000002a} is {@code trunk}. */
  static String endpoint(String channel) {
    int slash = channel.indexOf('/');
    int dash = channel.lastIndexOf('-');
    return channel.substring(slash + 1, dash > slash ? dash : channel.length());
  }

  /** Whether a channel belongs to the public network. */
  boolean outside(String channel) {
    return channel.startsWith("PJSIP/") && trunks.contains(endpoint(channel));
  }
}
