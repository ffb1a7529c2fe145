// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.LinkState;

/**
 * What a switch tells. {@code time} is when the driver learned of it, by the hub's clock. Text that
 * comes from outside (numbers, names, headers) has been made valid Unicode without control
 * characters and cut to 256 characters; numbers are cut to 64.
 */
public sealed interface PbxEvent extends Event
    permits PbxEvent.OfCall, PbxEvent.DeviceChanged, PbxEvent.PbxLinkChanged, PbxSnapshot {
  /** Instance of the driver. */
  String pbx();

  /** When the driver learned of it. */
  Instant time();

  /** An event of one call; the key is the call. */
  sealed interface OfCall extends PbxEvent {
    /** The call; equals the contact's id. */
    String call();

    @Override
    default String key() {
      return call();
    }
  }

  /**
   * Somebody calls from outside. The leg is not answered yet. The driver made the call id and has
   * noted it in the switch, so that a snapshot tells the same one.
   *
   * @param caller number as signalled; empty when withheld
   * @param called the number that was dialled: which hotline
   * @param data attached data from the signalling: User-to-User, X-Call-Data (T14)
   */
  @MessageType("pbx.call-offered")
  record CallOffered(
      String pbx,
      String call,
      String leg,
      String caller,
      String called,
      Map<String, String> data,
      Instant time)
      implements OfCall {}

  /** A telephone that the hub ordered to ring rings. */
  @MessageType("pbx.leg-ringing")
  record LegRinging(String pbx, String call, String leg, Instant time) implements OfCall {}

  /** The party of the leg is there. */
  @MessageType("pbx.leg-answered")
  record LegAnswered(String pbx, String call, String leg, Instant time) implements OfCall {}

  /** The leg is gone; told exactly once for each leg. */
  @MessageType("pbx.leg-ended")
  record LegEnded(String pbx, String call, String leg, EndCause cause, EndedBy by, Instant time)
      implements OfCall {}

  /** How a prompt or an input ended. */
  enum Outcome {
    COMPLETED,
    /** Cut by a key, by {@link PbxCommand.StopPrompt} or by a connection to another leg. */
    INTERRUPTED,
    /** Not all keys came in time. */
    TIMEOUT,
    /** The audio could not be played, or the leg ended. */
    FAILED
  }

  /** A {@link PbxCommand.PlayPrompt} is over. */
  @MessageType("pbx.prompt-ended")
  record PromptEnded(
      String pbx, String call, String leg, String request, Outcome outcome, Instant time)
      implements OfCall {}

  /**
   * A {@link PbxCommand.CollectDigits} is over.
   *
   * @param digits what was keyed, without the terminator; may be empty
   */
  @MessageType("pbx.digits-collected")
  record DigitsCollected(
      String pbx,
      String call,
      String leg,
      String request,
      String digits,
      Outcome outcome,
      Instant time)
      implements OfCall {
    /** Digits may be a password: they are in no log. */
    @Override
    public String toString() {
      return "DigitsCollected[call=%s, leg=%s, request=%s, digits=(%d), outcome=%s]"
          .formatted(call, leg, request, digits.length(), outcome);
    }
  }

  /** The two legs hear each other. */
  @MessageType("pbx.legs-connected")
  record LegsConnected(String pbx, String call, String legA, String legB, Instant time)
      implements OfCall {}

  /** They do not any more, for whatever reason but a hold. */
  @MessageType("pbx.legs-disconnected")
  record LegsDisconnected(String pbx, String call, String legA, String legB, Instant time)
      implements OfCall {}

  /** The leg hears music. */
  @MessageType("pbx.leg-held")
  record LegHeld(String pbx, String call, String leg, Instant time) implements OfCall {}

  /** The leg talks again. */
  @MessageType("pbx.leg-retrieved")
  record LegRetrieved(String pbx, String call, String leg, Instant time) implements OfCall {}

  /** What the leg's party says is not heard, or heard again. */
  @MessageType("pbx.leg-muted")
  record LegMuted(String pbx, String call, String leg, boolean muted, Instant time)
      implements OfCall {}

  /** A recording runs. */
  @MessageType("pbx.recording-started")
  record RecordingStarted(String pbx, String call, String leg, String recording, Instant time)
      implements OfCall {}

  /**
   * A recording is complete and can be read.
   *
   * @param uri where: a WAV file
   * @param length of the speech
   * @param bytes size of the file
   */
  @MessageType("pbx.recording-stopped")
  record RecordingStopped(
      String pbx,
      String call,
      String leg,
      String recording,
      String uri,
      Duration length,
      long bytes,
      Instant time)
      implements OfCall {}

  /**
   * The switch or the driver refused an order.
   *
   * @param command wire name of the order
   * @param leg the order's leg
   * @param request the order's request or recording, empty if it has none
   * @param code as in {@code PbxDriver.execute}
   */
  @MessageType("pbx.command-rejected")
  record CommandRejected(
      String pbx,
      String call,
      String command,
      String leg,
      String request,
      String code,
      Instant time)
      implements OfCall {}

  /** A telephone changed its state. */
  @MessageType("pbx.device-changed")
  record DeviceChanged(String pbx, String device, DeviceState state, Instant time)
      implements PbxEvent {
    @Override
    public String key() {
      return "device:" + pbx + "/" + device;
    }
  }

  /** The link to the switch changed; told by the host. */
  @MessageType("pbx.link-changed")
  record PbxLinkChanged(String pbx, LinkState state, Instant time) implements PbxEvent {
    @Override
    public String key() {
      return "pbx:" + pbx;
    }
  }
}
