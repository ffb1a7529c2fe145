// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactLinked;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactWrappedUp;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.ticket.TicketChanged;
import org.shuniu.api.services.ticket.TicketOpened;

/** Writes the facts of other services into the {@link Timeline}. */
final class History {
  /** More than there are states of a notice: a later attempt counts more than any of them. */
  private static final int STATES = 10;

  private final Timeline timeline;
  private final CitizenStore citizens;

  History(Timeline timeline, CitizenStore citizens) {
    this.timeline = timeline;
    this.citizens = citizens;
  }

  List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.once(ContactOffered.class, m -> offered(m.data())),
        Subscription.once(ContactAnswered.class, m -> answered(m.data())),
        Subscription.once(ContactEnded.class, m -> ended(m.data())),
        Subscription.once(ContactWrappedUp.class, m -> wrappedUp(m.data())),
        Subscription.once(ContactLinked.class, m -> linked(m.data())),
        Subscription.once(TicketOpened.class, m -> opened(m.data())),
        Subscription.once(TicketChanged.class, m -> changed(m.data())),
        Subscription.once(NoticeChanged.class, m -> notice(m.data())));
  }

  /**
   * Contacts of one number may be handled at the same time: a conflict is tried again by the bus.
   */
  private void offered(ContactOffered contact) {
    timeline.write(
        TimelineKind.CONTACT,
        contact.contact(),
        contact.time(),
        line -> line.label(contact.medium().name()).fact("called", contact.called()));
    PhoneNumber.normal(contact.caller())
        .ifPresent(number -> citizens.contacted(number, contact.time()));
  }

  private void answered(ContactAnswered contact) {
    timeline.write(
        TimelineKind.CONTACT,
        contact.contact(),
        contact.time(),
        line -> line.fact("agent", contact.agent()).fact("skill", contact.skill()));
  }

  private void ended(ContactEnded contact) {
    timeline.write(
        TimelineKind.CONTACT,
        contact.contact(),
        contact.time(),
        line -> {
          line.row.overAt = contact.time();
          line.fact("reason", contact.reason().name());
        });
  }

  private void wrappedUp(ContactWrappedUp contact) {
    timeline.write(
        TimelineKind.CONTACT,
        contact.contact(),
        contact.time(),
        line -> line.fact("category", contact.category()));
  }

  private void linked(ContactLinked contact) {
    timeline.write(
        TimelineKind.CONTACT,
        contact.contact(),
        contact.time(),
        line -> {
          if (line.reaches(contact.time().toEpochMilli())) {
            line.citizen(contact.citizen());
          }
        });
  }

  private void opened(TicketOpened ticket) {
    timeline.write(
        TimelineKind.TICKET,
        ticket.ticket(),
        ticket.time(),
        line -> {
          line.label(ticket.number())
              .fact("number", ticket.number())
              .fact("category", ticket.category())
              .fact("process", ticket.process());
          ticket.contact().ifPresent(contact -> line.fact("contact", contact));
          ticket
              .citizen()
              .ifPresentOrElse(line::citizen, () -> ticket.contact().ifPresent(line::through));
        });
  }

  private void changed(TicketChanged ticket) {
    timeline.write(
        TimelineKind.TICKET,
        ticket.ticket(),
        ticket.time(),
        line -> {
          if (line.reaches(ticket.sequence())) {
            line.row.overAt = ticket.state().over() ? ticket.time() : null;
            line.fact("state", ticket.state().name())
                .fact("operation", ticket.operation())
                .fact("changedAt", ticket.time().toString());
          }
        });
  }

  private void notice(NoticeChanged notice) {
    timeline.write(
        TimelineKind.NOTICE,
        notice.notice(),
        notice.time(),
        line -> {
          line.through(notice.reference());
          if (line.reaches((long) notice.attempt() * STATES + notice.state().rank())) {
            line.label(notice.state().name())
                .fact("state", notice.state().name())
                .fact("attempt", notice.attempt())
                .fact("reference", notice.reference())
                .fact("code", notice.code());
          }
        });
  }
}
