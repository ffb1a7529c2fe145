// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.channel;

import java.util.List;
import org.shuniu.api.channel.spi.TextChannel;

/** A carrier that a test can spoil. One rig serves many tests, one after another. */
public interface ChannelRig {
  /**
   * A text that reached the carrier, as the telephone shows it: parts joined.
   *
   * @param carrierIds the carrier's id of each part, in order
   */
  record Taken(List<String> carrierIds, String to, String text) {}

  /**
   * A new channel to the rig's carrier, not started, configured to wait three seconds at most for
   * an answer and to reconnect within two.
   */
  TextChannel newChannel();

  /** A number as the carrier writes it. */
  default String number() {
    return "13800138000";
  }

  /** How the carrier behaves from now on. */
  void mood(Mood mood);

  /** The carrier cannot be reached: connections break and none is taken. */
  void cutLink();

  /** The carrier can be reached again. */
  void restoreLink();

  /** All texts that the carrier has taken whole since {@link #reset}, in any order. */
  List<Taken> taken();

  /**
   * The carrier reports on a part.
   *
   * @param reason {@code UNDELIV}, {@code EXPIRED}; empty when delivered
   * @return whether it was acknowledged
   */
  boolean report(String carrierId, boolean delivered, String reason);

  /**
   * A citizen sends a text, in several parts where it is long.
   *
   * @param id the carrier's id; the same id is the same text, given again
   * @return whether all of it was acknowledged
   */
  boolean incoming(String id, String from, String to, String text);

  /** All is well, reachable and forgotten. */
  void reset();

  /** Whether a thread belongs to the carrier rather than to the channel. */
  default boolean owns(Thread thread) {
    return false;
  }

  /** How a carrier behaves. */
  enum Mood {
    /** Takes texts at once. */
    WELL,
    /** Takes texts after a second. */
    SLOW,
    /** Refuses for good: address barred. */
    REFUSES,
    /** Has no room now. */
    THROTTLES,
    /** Takes texts and never answers. */
    SILENT,
    /** Takes texts and breaks the link instead of an answer. */
    BREAKS
  }
}
