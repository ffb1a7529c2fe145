// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * Orders to a switch. {@code pbx} names the instance, {@code call} is the contact's id and the key,
 * {@code leg} the leg it is about. Refusals come back as {@link PbxEvent.CommandRejected}.
 */
public sealed interface PbxCommand extends Command {
  /** Instance of the driver. */
  String pbx();

  /** The call; equals the contact's id. */
  String call();

  /** The leg it is about, of two the first; empty if it is about none. */
  default String leg() {
    return "";
  }

  /** The request or recording whose end will be told; empty if there is none. */
  default String request() {
    return "";
  }

  @Override
  default String key() {
    return call();
  }

  /** Answers an offered leg; music starts. {@link PbxEvent.LegAnswered} follows. */
  @MessageType("pbx.answer-call")
  record AnswerCall(String pbx, String call, String leg) implements PbxCommand {}

  /**
   * Plays audio to one leg, in place of the music. {@link PbxEvent.PromptEnded} follows, exactly
   * one for each request, also when the leg ends. A second prompt for the same leg follows the
   * first one.
   *
   * @param request made by the hub, told again by the event
   * @param audio URIs of WAV files (8 kHz, 16 bit, mono) that the switch can read, played one after
   *     another; {@code digits:123} stands for these digits spoken by the switch
   * @param interruptible a key cuts it, and is kept for the next {@link CollectDigits} of the leg
   *     (I1); keys pressed while another prompt plays are lost
   */
  @MessageType("pbx.play-prompt")
  record PlayPrompt(
      String pbx,
      String call,
      String leg,
      String request,
      List<String> audio,
      boolean interruptible)
      implements PbxCommand {}

  /**
   * Plays audio and takes keys, which cut it. {@link PbxEvent.DigitsCollected} follows, exactly one
   * for each request, also when the leg ends.
   *
   * <p>Callers who know the way type ahead (I1). Keys kept from an interruptible prompt, those that
   * an input before did not need, and those pressed within two seconds after a request count as if
   * pressed when this one begins; nothing is played then. At most 32 are kept; they cut no prompt
   * that comes in between; StopPrompt and ConnectLegs forget them. The terminator of an input that
   * was full without it does nothing.
   *
   * @param max ends after so many digits, 1 to 32
   * @param terminator a key that ends the input and is not part of it; empty for none
   * @param first how long to wait for the first key after the audio has ended
   * @param between how long to wait for each further key
   * @param secret digits are in no log and no recording (T11); takes no earlier keys, and leaves
   *     none to later inputs
   */
  @MessageType("pbx.collect-digits")
  record CollectDigits(
      String pbx,
      String call,
      String leg,
      String request,
      List<String> audio,
      int max,
      String terminator,
      Duration first,
      Duration between,
      boolean secret)
      implements PbxCommand {}

  /**
   * Cuts what is played to a leg and what is awaited from it; the pending request ends as
   * INTERRUPTED.
   */
  @MessageType("pbx.stop-prompt")
  record StopPrompt(String pbx, String call, String leg) implements PbxCommand {}

  /**
   * Rings a telephone on a new leg of the call. {@link PbxEvent.LegRinging}, {@link
   * PbxEvent.LegAnswered} or {@link PbxEvent.LegEnded} follow.
   *
   * @param leg id for the new leg, made by the hub
   * @param device as the switch names it
   * @param timeout how long it may ring
   * @param shownNumber number shown on the telephone
   * @param data attached data given along (T14)
   */
  @MessageType("pbx.ring-device")
  record RingDevice(
      String pbx,
      String call,
      String leg,
      String device,
      Duration timeout,
      String shownNumber,
      Map<String, String> data)
      implements PbxCommand {}

  /** Answers a ringing telephone for its user; needs {@link PbxCapability#ANSWER_DEVICE}. */
  @MessageType("pbx.answer-device")
  record AnswerDevice(String pbx, String call, String leg) implements PbxCommand {}

  /**
   * Lets two answered legs talk; prompts on them end. {@link PbxEvent.LegsConnected} follows. When
   * one of them ends, the other stays, with {@link PbxEvent.LegsDisconnected}, until the hub orders
   * otherwise.
   */
  @MessageType("pbx.connect-legs")
  record ConnectLegs(String pbx, String call, String legA, String legB) implements PbxCommand {
    @Override
    public String leg() {
      return legA;
    }
  }

  /**
   * The leg hears music, its partner silence (T3). {@link PbxEvent.LegHeld} follows. Meanwhile the
   * partner may be given prompts and asked for keys, of which the held leg hears nothing (T11).
   */
  @MessageType("pbx.hold-leg")
  record HoldLeg(String pbx, String call, String leg) implements PbxCommand {}

  /**
   * Ends a hold: both talk again (T3); prompts and inputs of the partner end as INTERRUPTED. {@link
   * PbxEvent.LegRetrieved} follows.
   */
  @MessageType("pbx.retrieve-leg")
  record RetrieveLeg(String pbx, String call, String leg) implements PbxCommand {}

  /**
   * What the leg's party says is not heard, or heard again (T3). {@link PbxEvent.LegMuted} follows.
   */
  @MessageType("pbx.mute-leg")
  record MuteLeg(String pbx, String call, String leg, boolean muted) implements PbxCommand {}

  /**
   * Records the leg, both directions mixed, until it ends or {@link StopRecording} (T15). {@link
   * PbxEvent.RecordingStarted} and {@link PbxEvent.RecordingStopped} follow.
   *
   * @param recording made by the hub; the same id again does not start a second one
   */
  @MessageType("pbx.start-recording")
  record StartRecording(String pbx, String call, String leg, String recording)
      implements PbxCommand {
    @Override
    public String request() {
      return recording;
    }
  }

  /** Ends a recording. */
  @MessageType("pbx.stop-recording")
  record StopRecording(String pbx, String call, String leg, String recording)
      implements PbxCommand {
    @Override
    public String request() {
      return recording;
    }
  }

  /** Changes attached data of the call, as far as the switch carries it (T14). */
  @MessageType("pbx.attach-data")
  record AttachData(String pbx, String call, String leg, Map<String, String> data)
      implements PbxCommand {}

  /** Ends a leg. {@link PbxEvent.LegEnded} follows; if it has ended already, nothing happens. */
  @MessageType("pbx.hang-up-leg")
  record HangUpLeg(String pbx, String call, String leg) implements PbxCommand {}

  /** Asks for a {@link PbxSnapshot} event. {@code call} is the instance's name. */
  @MessageType("pbx.take-snapshot")
  record TakeSnapshot(String pbx, String call) implements PbxCommand {}
}
