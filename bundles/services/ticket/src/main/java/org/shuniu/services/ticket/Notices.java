// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Map;
import java.util.Optional;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;

/** Tells the citizen the answer. */
final class Notices {
  static final String NO_PHONE = "ticket.notify.no-phone";

  private final Settings settings;

  Notices(Settings settings) {
    this.settings = settings;
  }

  /** The process wants the citizen to be told. */
  void send(Ticket ticket, Work work, Surroundings around, Effects out) {
    Optional<String> phone =
        around.recipient().flatMap(Surroundings.Recipient::sealedPhone).map(around::open);
    if (phone.isEmpty()) {
      out.line(ticket, ticket.state, Step.of("notify-failed", work).with("code", NO_PHONE));
      out.complete(ticket, work, "failed", Optional.of(NO_PHONE));
      return;
    }
    String notice = StableIds.of("notice", ticket.id(), work.request());
    ticket.keep(new Sending(notice, work.request(), NoticeState.WAITING, 1));
    out.line(ticket, ticket.state, Step.of("notify", work).with("notice", notice));
    String template = around.noticeTemplate().orElse(settings.noticeTemplate());
    out.order(
        new SendNotice(
            notice,
            ticket.id(),
            phone.get(),
            text(template, ticket, settings.noticeLength()),
            out.now.plus(settings.noticeExpiry())));
  }

  /** The template filled in; where it gets too long, the reply is cut. */
  static String text(String template, Ticket ticket, int most) {
    String frame = template.replace("{number}", ticket.head.number());
    int room = Math.max(0, most - frame.replace("{reply}", "").length());
    String reply = ticket.lastWord().strip();
    String fitting = reply.length() <= room ? reply : whole(reply, Math.max(0, room - 1)) + "…";
    return whole(frame.replace("{reply}", fitting), most);
  }

  /** The beginning of a text, without half a character at its end. */
  private static String whole(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean pair = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, pair ? most - 1 : most);
  }

  void changed(Ticket ticket, NoticeChanged event, Effects out) {
    Sending known = ticket.notices.get(event.notice());
    if (known == null || !known.precedes(event.state(), event.attempt())) {
      return;
    }
    ticket.keep(new Sending(known.notice(), known.work(), event.state(), event.attempt()));
    out.save = true;
    switch (event.state()) {
      case WAITING, SENT -> {}
      case DELIVERED -> delivered(ticket, known, out);
      case FAILED, UNCERTAIN -> failed(ticket, known, event, out);
    }
  }

  private static Optional<Work> waiting(Ticket ticket, Sending sending) {
    return Optional.ofNullable(ticket.works.get(sending.work()))
        .filter(work -> work.isOpen() && !ticket.state.over());
  }

  private static Step step(String operation, Ticket ticket, Sending sending) {
    Step step = new Step(operation, "", waiting(ticket, sending), Map.of());
    return step.with("notice", sending.notice());
  }

  private static void delivered(Ticket ticket, Sending sending, Effects out) {
    out.line(ticket, ticket.state, step("notify-delivered", ticket, sending));
    waiting(ticket, sending)
        .ifPresent(work -> out.complete(ticket, work, "done", Optional.empty()));
  }

  private static void failed(Ticket ticket, Sending sending, NoticeChanged event, Effects out) {
    String code = event.code().isEmpty() ? "ticket.notify.failed" : event.code();
    String why = TicketMachine.cut(code);
    out.line(
        ticket,
        ticket.state,
        step("notify-failed", ticket, sending)
            .with("code", why)
            .with("state", event.state().name()));
    waiting(ticket, sending)
        .ifPresent(work -> out.complete(ticket, work, "failed", Optional.of(why)));
  }
}
