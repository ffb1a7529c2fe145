// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.CallOffered;
import org.shuniu.api.pbx.PbxEvent.PbxLinkChanged;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.ivr.FlowEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the conductor hears: the switch, the flow, the ACD. None of it is durable; a message that
 * was lost is made good by the {@link Sweeper}.
 */
@Component(service = BusConsumer.class)
public class CallConsumer implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(CallConsumer.class);
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_LEG = 128;

  private final Conductor conductor;
  private final Sweeper sweeper;

  /** Made by the component runtime. */
  @Activate
  public CallConsumer(@Reference Conductor conductor, @Reference Sweeper sweeper) {
    this.conductor = conductor;
    this.sweeper = sweeper;
  }

  @Override
  public String name() {
    return "services.contact";
  }

  @Override
  public int concurrency() {
    return 8;
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    Machine machine = conductor.machine;
    return List.of(
        Subscription.of(CallOffered.class, message -> offered(message.data())),
        of(PbxEvent.LegRinging.class, machine::legRinging),
        of(PbxEvent.LegAnswered.class, machine::legAnswered),
        of(PbxEvent.LegEnded.class, machine::legEnded),
        of(PbxEvent.PromptEnded.class, this::promptEnded),
        of(PbxEvent.LegsConnected.class, machine::legsConnected),
        of(PbxEvent.LegsDisconnected.class, machine::legsDisconnected),
        of(PbxEvent.LegHeld.class, machine::legHeld),
        of(PbxEvent.LegRetrieved.class, machine::legRetrieved),
        of(PbxEvent.LegMuted.class, machine::legMuted),
        of(PbxEvent.RecordingStarted.class, machine::recordingStarted),
        of(PbxEvent.RecordingStopped.class, machine::recordingStopped),
        Subscription.of(PbxEvent.CommandRejected.class, message -> rejected(message.data())),
        Subscription.of(PbxSnapshot.class, message -> sweeper.reconcile(message.data())),
        Subscription.of(BusRestored.class, message -> sweeper.askSoon()),
        Subscription.of(PbxLinkChanged.class, message -> linkChanged(message.data())),
        of(FlowEnded.class, machine::flowEnded),
        Subscription.of(AgentReserved.class, message -> reserved(message.data())),
        of(EnqueueRejected.class, machine::enqueueRejected),
        of(QueuePlaceAnnounced.class, machine::placeAnnounced));
  }

  /** What the machine decides about a message of one call. */
  @FunctionalInterface
  private interface Decision<M> {
    void on(Call call, M message, Effects out);
  }

  private <M extends Message> Subscription<M> of(Class<M> type, Decision<M> decision) {
    return Subscription.of(type, message -> hear(message, decision));
  }

  private <M extends Message> void hear(Envelope<M> message, Decision<M> decision) {
    M data = message.data();
    if (!conductor.hear(message.key(), (call, out) -> decision.on(call, data, out))) {
      LOG.debug("{} of an unknown contact {}", message.type(), message.key());
    }
  }

  /** A refusal is no sign of life: it makes no snapshot older and removes no doubt. */
  private void rejected(PbxEvent.CommandRejected event) {
    conductor.apply(
        event.call(), (call, out) -> conductor.machine.commandRejected(call, event, out));
  }

  private void offered(CallOffered event) {
    if (event.call().length() > LONGEST_ID || event.leg().length() > LONGEST_LEG) {
      LOG.warn("A call of {} has an id that is too long, and was not taken", event.pbx());
      return;
    }
    conductor.offered(event);
  }

  /** What happened while nobody listened to the switch, it tells when it is asked. */
  private void linkChanged(PbxLinkChanged event) {
    if (event.state().status() == LinkState.Status.ONLINE) {
      sweeper.askSoon();
    }
  }

  private void promptEnded(Call call, PbxEvent.PromptEnded event, Effects out) {
    if (call.is(ContactState.SELF_SERVICE) || call.check != null) {
      conductor.machine.flowSign(call);
    }
    conductor.machine.promptEnded(call, event, out);
  }

  private void reserved(AgentReserved event) {
    boolean known =
        conductor.hear(
            event.contact(), (call, out) -> conductor.machine.agentReserved(call, event, out));
    if (!known) {
      conductor.post.send(
          new ReservationEnded(
              event.contact(),
              event.agent(),
              event.reservation(),
              ReservationEnded.Outcome.CONTACT_GONE,
              conductor.clock.instant()));
    }
  }
}
