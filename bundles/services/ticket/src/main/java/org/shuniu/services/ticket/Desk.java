// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Map;
import java.util.Optional;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.CancelProcess;

/** What people do to tickets. */
final class Desk {
  private final TicketMachine machine;
  private final HandOvers handOvers;

  Desk(TicketMachine machine, HandOvers handOvers) {
    this.machine = machine;
    this.handOvers = handOvers;
  }

  /** Does what is allowed now; {@code ticket.input.invalid} if something is missing for it. */
  void operate(Ticket ticket, TicketOperation operation, OperationInput input, Effects out) {
    switch (operation) {
      case ACCEPT ->
          out.line(
              ticket,
              TicketState.IN_PROGRESS,
              Step.of("accept", dispatch(ticket)).note(input.noteOrEmpty()));
      case RESOLVE ->
          HandOvers.resolved(
              ticket,
              dispatch(ticket),
              input.needed("answer", input.answer()),
              Step.of("resolve", dispatch(ticket)),
              out);
      case SEND_BACK ->
          HandOvers.sentBack(
              ticket,
              dispatch(ticket),
              Step.of("send-back", dispatch(ticket)).note(input.needed("note", input.note())),
              out);
      case REVIEW -> review(ticket, input, out);
      case DECIDE -> decide(ticket, input.needed("outcome", input.outcome()), input, out);
      case DISPATCH -> {
        input.needed("department", input.department());
        decide(ticket, "dispatch", input, out);
      }
      case URGE -> handOvers.urge(ticket, input.needed("note", input.note()), out);
      case NOTE ->
          out.line(ticket, ticket.state, Step.of("note").note(input.needed("note", input.note())));
      case CLOSE -> {
        out.line(ticket, TicketState.CLOSED, Step.of("close").note(input.noteOrEmpty()));
        end(ticket, "closed", out);
      }
      case DISCARD -> {
        String why = input.needed("note", input.note());
        out.line(ticket, TicketState.DISCARDED, Step.of("discard").note(why));
        end(ticket, "discarded", out);
      }
    }
  }

  private static Work dispatch(Ticket ticket) {
    return ticket.open(Work.DISPATCH).orElseThrow();
  }

  private static void review(Ticket ticket, OperationInput input, Effects out) {
    Work work = ticket.open(Work.REVIEW).orElseThrow();
    String outcome = input.needed("outcome", input.outcome());
    boolean accepted = outcome.equals("accepted");
    if (!accepted && !outcome.equals("rejected")) {
      throw OperationInput.invalid("outcome");
    }
    if (accepted) {
      ticket.reply = input.reply();
    } else {
      input.needed("note", input.note());
    }
    Step step = Step.of("review", work).note(input.noteOrEmpty()).with("outcome", outcome);
    out.line(ticket, accepted ? TicketState.RESOLVED : TicketState.OPEN, step);
    out.complete(ticket, work, outcome, Optional.empty());
  }

  private void decide(Ticket ticket, String outcome, OperationInput input, Effects out) {
    Optional<Work> asked = ticket.open(Work.DECIDE);
    boolean needsProcess = outcome.equals("notify") || (ticket.ended && outcome.equals("dispatch"));
    if (asked.isEmpty() && needsProcess) {
      // There is no process that waits for it.
      throw OperationInput.invalid("outcome");
    }
    TicketState to =
        switch (outcome) {
          case "dispatch" -> TicketState.OPEN;
          case "notify" -> TicketState.RESOLVED;
          case "close" -> asked.isPresent() ? TicketState.RESOLVED : TicketState.CLOSED;
          case "discard" -> TicketState.DISCARDED;
          default -> throw OperationInput.invalid("outcome");
        };
    if (to == TicketState.DISCARDED) {
      input.needed("note", input.note());
    }
    ticket.department = input.department().or(() -> ticket.department);
    ticket.reply = input.reply().or(() -> ticket.reply);
    ticket.code = Optional.empty();
    Step step =
        new Step("decide", input.noteOrEmpty(), asked, Map.of())
            .with("outcome", outcome)
            .with("department", input.department());
    out.line(ticket, to, step);
    if (asked.isPresent()) {
      out.complete(ticket, asked.get(), outcome, Optional.empty());
    } else if (to.over()) {
      end(ticket, outcome, out);
    } else {
      machine.restart(ticket, out);
    }
  }

  private static void end(Ticket ticket, String reason, Effects out) {
    withdraw(ticket);
    ticket.code = Optional.empty();
    out.order(new CancelProcess(ticket.id(), reason));
  }

  private static void withdraw(Ticket ticket) {
    ticket.works.replaceAll(
        (request, work) -> work.isOpen() ? work.closed(Work.WITHDRAWN, Optional.empty()) : work);
  }
}
