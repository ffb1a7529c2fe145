// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.PbxCommand.AnswerCall;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;

/** Decides while the caller is alone: offered, in self service, in the queue. */
final class Arrival {
  /** A prompt whose end was never told does not keep the next one waiting for longer. */
  private static final Duration LONGEST_PROMPT = Duration.ofSeconds(30);

  private final Settings settings;
  private final Texts texts;
  private final Ending ending;

  Arrival(Settings settings, Texts texts, Ending ending) {
    this.settings = settings;
    this.texts = texts;
    this.ending = ending;
  }

  void begin(Call call, Effects out) {
    out.fact(
        call,
        new ContactOffered(
            call.id, Medium.VOICE, call.caller, call.called, call.data, call.offeredAt));
    out.count("contact.offered");
    answer(call, out);
  }

  void answer(Call call, Effects out) {
    out.order(new AnswerCall(call.pbx, call.id, call.callerLeg));
    call.wakeAfter(out.now, settings.progress());
  }

  void callerAnswered(Call call, Instant at, Effects out) {
    call.leg(call.callerLeg).ifPresent(leg -> leg.answered(at));
    if (call.is(ContactState.OFFERED)) {
      call.state = ContactState.SELF_SERVICE;
      call.dirty = true;
      call.flowSince = out.now;
      startFlow(call, out);
    }
  }

  /** Starts the flow, or asks it to go on where it was; a running one is not disturbed. */
  void startFlow(Call call, Effects out) {
    out.order(
        new StartFlow(
            call.id,
            call.pbx,
            call.callerLeg,
            call.called,
            call.caller,
            call.lastNode(),
            call.data,
            Optional.empty()));
    call.wakeAfter(out.now, call.flowSeen ? settings.snapshot() : settings.progress());
  }

  /** A caller who waits for a flow that gives no sign is served by people instead. */
  void flowOverdue(Call call, Effects out) {
    boolean patient =
        call.flowSince == null || call.flowSince.plus(settings.flow()).isAfter(out.now);
    if (call.flowSeen || patient) {
      startFlow(call, out);
      return;
    }
    out.count("contact.flow.missing");
    out.order(new StopFlow(call.id));
    queue(call, settings.fallbackSkill(), 0, out);
  }

  void flowEnded(Call call, FlowEnded event, Effects out) {
    if (!call.is(ContactState.SELF_SERVICE)) {
      return;
    }
    call.attach(event.variables());
    switch (event.outcome()) {
      case HANG_UP -> ending.end(call, EndReason.SELF_SERVED, out);
      case QUEUE -> queue(call, event.skill(), event.priority(), out);
      // A sub-flow has nothing to return to here: a caller without a flow is served by people.
      case RETURN -> queue(call, settings.fallbackSkill(), 0, out);
    }
  }

  private void queue(Call call, String skill, int priority, Effects out) {
    call.state = ContactState.QUEUED;
    call.skill = skill;
    call.priority = priority;
    call.dirty = true;
    if (call.queuedAt == null) {
      call.queuedAt = out.now;
    }
    if (call.queuedSkills.add(skill)) {
      out.fact(call, new ContactQueued(call.id, skill, out.now));
    }
    enqueue(call, out);
  }

  /** Lets it wait where it stood; also a reminder to an ACD that forgot. */
  void enqueue(Call call, Effects out) {
    Instant since = call.queuedAt == null ? out.now : call.queuedAt;
    out.order(new EnqueueContact(call.id, Medium.VOICE, call.skill, call.priority, since));
    call.wakeAfter(out.now, settings.enqueue());
  }

  void enqueueRejected(Call call, EnqueueRejected event, Effects out) {
    if (!call.is(ContactState.QUEUED) || call.farewell || !call.skill.equals(event.skill())) {
      return;
    }
    out.count("contact.enqueue.rejected", "code", event.code());
    boolean otherSkill = event.code().equals("acd.skill.unknown");
    if (otherSkill && !call.skill.equals(settings.fallbackSkill())) {
      queue(call, settings.fallbackSkill(), call.priority, out);
      return;
    }
    call.farewell = true;
    prompt(call, texts.busy(), out);
    call.wakeAfter(out.now, settings.flow());
  }

  void placeAnnounced(Call call, QueuePlaceAnnounced event, Effects out) {
    if (!call.is(ContactState.QUEUED) || call.farewell || prompted(call, out.now)) {
      return;
    }
    prompt(call, texts.place(event.place(), event.expectedWait()), out);
  }

  private boolean prompted(Call call, Instant now) {
    return call.prompt != null
        && call.promptSince != null
        && call.promptSince.plus(LONGEST_PROMPT).isAfter(now);
  }

  private void prompt(Call call, String text, Effects out) {
    String request = Ids.next();
    call.prompt = request;
    call.promptSince = out.now;
    call.promptPlaying = false;
    out.say(request, text);
  }

  /** The text for the waiting caller is audio now, or cannot be had. */
  void spoken(Call call, String request, Optional<String> audio, Effects out) {
    if (!request.equals(call.prompt)) {
      return;
    }
    if (call.is(ContactState.QUEUED) && audio.isPresent()) {
      call.promptPlaying = true;
      out.order(
          new PlayPrompt(call.pbx, call.id, call.callerLeg, request, List.of(audio.get()), false));
    } else {
      promptEnded(call, request, out);
    }
  }

  void promptEnded(Call call, String request, Effects out) {
    if (!request.equals(call.prompt)) {
      return;
    }
    call.prompt = null;
    call.promptPlaying = false;
    if (call.farewell && call.is(ContactState.QUEUED)) {
      ending.end(call, EndReason.ENDED_BY_HUB, out);
    }
  }
}
