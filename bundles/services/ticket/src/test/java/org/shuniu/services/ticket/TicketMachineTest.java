// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuniu.services.ticket.Fixtures.op;
import static org.shuniu.services.ticket.Fixtures.outcome;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.services.ticket.TicketChanged;
import org.shuniu.api.services.ticket.TicketOpened;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.CancelProcess;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.SignalProcess;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;

class TicketMachineTest {
  /** A ticket in each situation that people or messages may find it in. */
  enum Situation {
    OPEN {
      @Override
      void reach(MachineRig rig) {
        rig.started();
      }
    },
    HANDING_OVER {
      @Override
      void reach(MachineRig rig) {
        rig.started().request("dispatch");
      }
    },
    DISPATCHED {
      @Override
      void reach(MachineRig rig) {
        HANDING_OVER.reach(rig);
        rig.done(rig.order(), "OA-1");
      }
    },
    DISPATCHED_BY_HAND {
      @Override
      void reach(MachineRig rig) {
        rig.ticket.department = Optional.of("hand");
        rig.started().request("dispatch");
      }
    },
    IN_PROGRESS {
      @Override
      void reach(MachineRig rig) {
        DISPATCHED.reach(rig);
        rig.accepted("n-1", "OA-1");
      }
    },
    IN_PROGRESS_BY_HAND {
      @Override
      void reach(MachineRig rig) {
        DISPATCHED_BY_HAND.reach(rig);
        rig.operate(TicketOperation.ACCEPT, op(0));
      }
    },
    RESOLVED {
      @Override
      void reach(MachineRig rig) {
        IN_PROGRESS.reach(rig);
        rig.answered("n-2", "OA-1", "resolved");
      }
    },
    REVIEW {
      @Override
      void reach(MachineRig rig) {
        RESOLVED.reach(rig);
        rig.request("review");
      }
    },
    NOTIFYING {
      @Override
      void reach(MachineRig rig) {
        REVIEW.reach(rig);
        rig.operate(TicketOperation.REVIEW, outcome("accepted", 0)).request("notify");
      }
    },
    DECIDING {
      @Override
      void reach(MachineRig rig) {
        NOTIFYING.reach(rig);
        rig.notice(NoticeState.FAILED, 1).request("decide");
      }
    },
    NEVER_STARTED {
      @Override
      void reach(MachineRig rig) {
        rig.processRejected("workflow.process.unknown");
      }
    },
    PROCESS_BROKE {
      @Override
      void reach(MachineRig rig) {
        RESOLVED.reach(rig);
        rig.processRejected("workflow.process.failed");
      }
    },
    PROCESS_ENDED {
      @Override
      void reach(MachineRig rig) {
        RESOLVED.reach(rig);
        rig.processEnded();
      }
    },
    CLOSED {
      @Override
      void reach(MachineRig rig) {
        NOTIFYING.reach(rig);
        rig.notice(NoticeState.DELIVERED, 1).request("close");
      }
    },
    DISCARDED {
      @Override
      void reach(MachineRig rig) {
        HANDING_OVER.reach(rig);
        rig.operate(TicketOperation.DISCARD, Fixtures.note("重复", 0));
      }
    };

    abstract void reach(MachineRig rig);

    MachineRig rig() {
      MachineRig rig = new MachineRig();
      reach(rig);
      return rig;
    }
  }

  /** Situation, state, what may be done besides noting. */
  static Stream<Arguments> situations() {
    return Stream.of(
        row(Situation.OPEN, TicketState.OPEN, "DISCARD"),
        row(Situation.HANDING_OVER, TicketState.OPEN, "DISCARD"),
        row(Situation.DISPATCHED, TicketState.DISPATCHED, "URGE DISCARD"),
        row(
            Situation.DISPATCHED_BY_HAND,
            TicketState.DISPATCHED,
            "ACCEPT RESOLVE SEND_BACK URGE DISCARD"),
        row(Situation.IN_PROGRESS, TicketState.IN_PROGRESS, "URGE DISCARD"),
        row(
            Situation.IN_PROGRESS_BY_HAND,
            TicketState.IN_PROGRESS,
            "RESOLVE SEND_BACK URGE DISCARD"),
        row(Situation.RESOLVED, TicketState.RESOLVED, "CLOSE DISCARD"),
        row(Situation.REVIEW, TicketState.RESOLVED, "REVIEW CLOSE DISCARD"),
        row(Situation.NOTIFYING, TicketState.RESOLVED, "CLOSE DISCARD"),
        row(Situation.DECIDING, TicketState.ATTENTION, "DECIDE DISPATCH CLOSE DISCARD"),
        row(Situation.NEVER_STARTED, TicketState.ATTENTION, "DECIDE DISPATCH CLOSE DISCARD"),
        row(Situation.PROCESS_BROKE, TicketState.ATTENTION, "DECIDE DISPATCH CLOSE DISCARD"),
        row(Situation.PROCESS_ENDED, TicketState.ATTENTION, "DECIDE CLOSE DISCARD"),
        row(Situation.CLOSED, TicketState.CLOSED, ""),
        row(Situation.DISCARDED, TicketState.DISCARDED, ""));
  }

  private static Arguments row(Situation situation, TicketState state, String allowed) {
    Set<TicketOperation> all = EnumSet.of(TicketOperation.NOTE);
    Arrays.stream(allowed.split(" "))
        .filter(name -> !name.isEmpty())
        .forEach(name -> all.add(TicketOperation.valueOf(name)));
    return Arguments.of(situation, state, all);
  }

  @ParameterizedTest
  @MethodSource("situations")
  void whatMayBeDoneInEachSituationCanBeDoneAndNothingElse(
      Situation situation, TicketState state, Set<TicketOperation> allowed) {
    assertThat(situation.rig().state()).isEqualTo(state);
    assertThat(situation.rig().machine.allowed(situation.rig().ticket)).isEqualTo(allowed);
    for (TicketOperation operation : TicketOperation.values()) {
      MachineRig rig = situation.rig();
      int before = rig.ticket.sequence;
      OperationInput input = Fixtures.full("说明", "labour", "答复", "回复", outcomeFor(operation));
      if (allowed.contains(operation)) {
        rig.operate(operation, input);
        assertThat(rig.ticket.sequence).as("%s", operation).isEqualTo(before + 1);
        assertThat(rig.last.lines).hasSize(1);
      } else {
        assertThatThrownBy(() -> rig.operate(operation, input))
            .hasMessageContaining("ticket.operation.not-allowed");
        assertThat(rig.ticket.sequence).isEqualTo(before);
      }
    }
  }

  private static String outcomeFor(TicketOperation operation) {
    return operation == TicketOperation.REVIEW ? "accepted" : "close";
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void whateverComesAgainChangesNothing(Situation situation) {
    MachineRig rig = situation.rig();
    List<String> before = rig.operations();
    TicketState state = rig.state();
    rig.started();
    for (Work work : List.copyOf(rig.ticket.works.values())) {
      rig.requested(work.request(), work.work());
    }
    for (OrderBusiness order : rig.all(OrderBusiness.class)) {
      rig.done(order, "OA-1");
      if (situation != Situation.HANDING_OVER) {
        rig.rejected(order, false);
      }
    }
    rig.ticket.code.ifPresent(
        code -> {
          if (code.startsWith("workflow.")) {
            rig.processRejected(code);
          }
        });
    if (situation == Situation.PROCESS_ENDED) {
      rig.processEnded();
    }
    if (situation != Situation.HANDING_OVER && situation != Situation.DISCARDED) {
      assertThat(rig.operations()).isEqualTo(before);
      assertThat(rig.state()).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Situation.class,
      names = {"CLOSED", "DISCARDED"})
  void whatIsOverStaysOver(Situation situation) {
    MachineRig rig = situation.rig();
    TicketState state = rig.state();
    int answers = rig.all(CompleteWork.class).size();
    rig.requested("late-1", "dispatch")
        .requested("late-2", "decide")
        .processRejected("workflow.process.failed")
        .processEnded()
        .accepted("late-n1", "OA-1")
        .answered("late-n2", "OA-1", "sent-back");
    assertThat(rig.state()).isEqualTo(state);
    assertThat(rig.all(CompleteWork.class)).hasSize(answers);
  }

  @Test
  void anOpenedTicketTellsItAndStartsItsProcess() {
    MachineRig rig = new MachineRig();
    assertThat(rig.messages)
        .extracting(message -> message.getClass().getSimpleName())
        .containsExactly("TicketOpened", "TicketChanged", "StartProcess");
    assertThat(rig.newest(StartProcess.class).variables())
        .containsEntry("department", "labour")
        .containsEntry("dispatchDays", 5)
        .containsEntry("requestType", "COMPLAINT");
    assertThat(rig.newest(TicketOpened.class).contact()).contains(Fixtures.CONTACT);
    assertThat(rig.newest(TicketChanged.class).sequence()).isEqualTo(1);
  }

  @Test
  void theWholeWayAsTheProcessLeadsIt() {
    MachineRig rig = Situation.CLOSED.rig();
    assertThat(rig.operations())
        .containsExactly(
            "open",
            "dispatch",
            "accept",
            "resolve",
            "review",
            "notify",
            "notify-delivered",
            "close");
    assertThat(rig.outcomes())
        .containsExactly("dispatch-1 done", "review-2 accepted", "notify-3 done", "close-4 done");
    assertThat(rig.lines).extracting(Line::sequence).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rig.newest(SendNotice.class).text()).isEqualTo("您的诉求（编号20260302-000001）办理结果：已责令补发");
    assertThat(rig.newest(SendNotice.class).to()).isEqualTo(Fixtures.PHONE);
  }

  @Test
  void aStepTakesFromItsRequestToItsEnd() {
    MachineRig rig = new MachineRig().started();
    rig.request("dispatch");
    rig.done(rig.order(), "OA-1");
    assertThat(rig.lines.get(1).took()).isEqualTo(Duration.ofSeconds(1));
    rig.now = rig.now.plus(Duration.ofDays(2));
    rig.answered("n", "OA-1", "resolved");
    assertThat(rig.lines.get(2).took()).isEqualTo(Duration.ofDays(2).plusSeconds(2));
  }

  @Test
  void theAnswerMayComeBeforeTheAcknowledgement() {
    MachineRig rig = Situation.HANDING_OVER.rig();
    rig.accepted("n-1", "OA-1");
    assertThat(rig.state()).isEqualTo(TicketState.IN_PROGRESS);
    rig.answered("n-2", "OA-1", "resolved");
    assertThat(rig.state()).isEqualTo(TicketState.RESOLVED);
    rig.done(rig.order(), "OA-1").rejected(rig.order(), true);
    assertThat(rig.state()).isEqualTo(TicketState.RESOLVED);
    assertThat(rig.outcomes()).containsExactly("dispatch-1 done");
    assertThat(rig.ticket.exchanges.values())
        .singleElement()
        .returns(Exchange.State.DONE, Exchange::state);
  }

  @Test
  void theSameNoticeTwiceIsHeardOnce() {
    MachineRig rig = Situation.DISPATCHED.rig();
    rig.answered("n-2", "OA-1", "resolved").answered("n-2", "OA-1", "resolved");
    assertThat(rig.operations()).containsExactly("open", "dispatch", "resolve");
    rig.answered("n-3", "OA-1", "resolved");
    assertThat(rig.operations()).endsWith("told");
    assertThat(rig.outcomes()).containsExactly("dispatch-1 done");
  }

  @Test
  void anotherSystemMaySayNothing() {
    MachineRig rig = Situation.DISPATCHED.rig();
    rig.told("other", "n", "ticket.answered", Map.of("outcome", "resolved", "answer", "x"));
    rig.answered("n-5", "OA-999", "resolved");
    assertThat(rig.state()).isEqualTo(TicketState.DISPATCHED);
    assertThat(rig.counts).containsExactly("ticket.told.uninvited", "ticket.told.uninvited");
    rig.told("oa", "n-6", "ticket.exploded", Map.of("foreignId", "OA-1"));
    rig.answered("n-7", "OA-1", "whatever");
    assertThat(rig.state()).isEqualTo(TicketState.DISPATCHED);
  }

  @Test
  void textsOfForeignSystemsAreBoundedAndClean() {
    MachineRig rig = Situation.DISPATCHED.rig();
    rig.told(
        "oa",
        "n",
        "ticket.answered",
        Map.of("outcome", "resolved", "answer", "a\u0000\u001b[31m\n" + "字".repeat(9_000)));
    assertThat(rig.ticket.answer.orElseThrow()).hasSize(4_000).startsWith("a[31m\n字");
  }

  @Test
  void aDepartmentThatNobodyKnowsIsDecidedAbout() {
    MachineRig rig = new MachineRig().started();
    rig.departments.clear();
    rig.request("dispatch");
    assertThat(rig.newest(CompleteWork.class))
        .returns("failed", CompleteWork::outcome)
        .satisfies(
            complete ->
                assertThat(complete.variables())
                    .containsEntry("code", "ticket.department.unknown"));
    rig.request("decide");
    assertThat(rig.state()).isEqualTo(TicketState.ATTENTION);
    assertThat(rig.ticket.code).contains("ticket.department.unknown");
    rig.departments.put(
        "hand", new Department("hand", "h", "h", Optional.empty(), Optional.empty(), true));
    rig.operate(TicketOperation.DISPATCH, Fixtures.full("n", "hand", "a", "r", "x"));
    assertThat(rig.newest(CompleteWork.class))
        .returns("dispatch", CompleteWork::outcome)
        .satisfies(
            complete -> assertThat(complete.variables()).containsEntry("department", "hand"));
    rig.request("dispatch");
    assertThat(rig.state()).isEqualTo(TicketState.DISPATCHED);
  }

  @ParameterizedTest
  @CsvSource({"false,REJECTED", "true,UNCERTAIN"})
  void aRefusedHandOverIsDecidedAbout(boolean uncertain, Exchange.State state) {
    MachineRig rig = Situation.HANDING_OVER.rig();
    rig.rejected(rig.order(), uncertain);
    assertThat(rig.outcomes()).containsExactly("dispatch-1 failed");
    assertThat(rig.ticket.exchanges.values()).singleElement().returns(state, Exchange::state);
    rig.request("decide");
    assertThat(rig.ticket.code).contains("business.timeout");
    // It had arrived after all: people see it, the process is not told twice.
    rig.accepted("n-1", "OA-1");
    assertThat(rig.state()).isEqualTo(TicketState.ATTENTION);
    assertThat(rig.operations()).endsWith("told");
    assertThat(rig.outcomes()).containsExactly("dispatch-1 failed");
  }

  @Test
  void whatIsSentBackGoesToAnotherDepartmentUnderAnotherOrder() {
    MachineRig rig = Situation.IN_PROGRESS.rig();
    OrderBusiness first = rig.order();
    rig.answered("n-2", "OA-1", "sent-back");
    assertThat(rig.state()).isEqualTo(TicketState.OPEN);
    rig.request("decide");
    assertThat(rig.ticket.code).contains("ticket.sent-back");
    rig.operate(TicketOperation.DECIDE, outcome("dispatch", 0)).request("dispatch");
    assertThat(rig.order().request()).isNotEqualTo(first.request());
    // A late word about the first hand-over is not taken for the second.
    rig.answered("n-3", "OA-1", "resolved");
    assertThat(rig.state()).isEqualTo(TicketState.OPEN);
    rig.done(rig.order(), "OA-2").answered("n-4", "OA-2", "resolved");
    assertThat(rig.state()).isEqualTo(TicketState.RESOLVED);
  }

  @Test
  void anOrderKeepsItsRequestHoweverOftenItIsDecided() {
    OrderBusiness one = Situation.HANDING_OVER.rig().order();
    OrderBusiness two = Situation.HANDING_OVER.rig().order();
    assertThat(one.request()).isEqualTo(two.request());
    assertThat(one.content()).containsKeys("number", "title", "text", "caller", "department");
  }

  @Test
  void workThatIsToldAgainAfterItsEndGetsTheSameOutcome() {
    MachineRig rig = Situation.RESOLVED.rig();
    rig.requested("dispatch-1", "dispatch");
    assertThat(rig.outcomes()).containsExactly("dispatch-1 done", "dispatch-1 done");
    assertThat(rig.all(OrderBusiness.class)).hasSize(1);
  }

  @Test
  void workThatIsWithdrawnIsNotAnsweredAnyMore() {
    MachineRig rig = Situation.DISPATCHED.rig();
    rig.withdrawn("dispatch-1").withdrawn("dispatch-1");
    rig.answered("n-2", "OA-1", "resolved");
    assertThat(rig.outcomes()).isEmpty();
    assertThat(rig.operations()).containsExactly("open", "dispatch", "withdrawn", "told");
    MachineRig late = Situation.RESOLVED.rig().withdrawn("dispatch-1");
    assertThat(late.operations()).doesNotContain("withdrawn");
  }

  @Test
  void anUrgingGoesToTheDepartmentOneAtATime() {
    MachineRig rig = Situation.IN_PROGRESS.rig();
    rig.operate(TicketOperation.URGE, Fixtures.note("请尽快", 0));
    assertThat(rig.order())
        .returns("ticket.urge", OrderBusiness::operation)
        .satisfies(
            order ->
                assertThat(order.content())
                    .containsEntry("foreignId", "OA-1")
                    .containsEntry("text", "请尽快"));
    assertThat(rig.newest(SignalProcess.class).signal()).isEqualTo("urged");
    assertThatThrownBy(() -> rig.operate(TicketOperation.URGE, Fixtures.note("再催", 0)))
        .hasMessageContaining("not-allowed");
    String first = rig.order().request();
    rig.rejected(rig.order(), false);
    assertThat(rig.state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(rig.operations()).endsWith("urge", "urge-failed");
    rig.operate(TicketOperation.URGE, Fixtures.note("再催", 0));
    assertThat(rig.order().request()).isNotEqualTo(first);
    MachineRig hand = Situation.DISPATCHED_BY_HAND.rig();
    hand.operate(TicketOperation.URGE, Fixtures.note("请尽快", 0));
    assertThat(hand.all(OrderBusiness.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'SENT DELIVERED', 'notify-3 done'",
    "'DELIVERED SENT', 'notify-3 done'",
    "'DELIVERED FAILED', 'notify-3 done'",
    "'SENT FAILED', 'notify-3 failed'",
    "'UNCERTAIN SENT', 'notify-3 failed'",
    "'UNCERTAIN DELIVERED', 'notify-3 failed'",
    "'SENT SENT', ''",
  })
  void reportsOfANoticeMayComeInAnyOrder(String reports, String last) {
    MachineRig rig = Situation.NOTIFYING.rig();
    Arrays.stream(reports.split(" ")).forEach(r -> rig.notice(NoticeState.valueOf(r), 1));
    List<String> outcomes =
        rig.outcomes().stream().filter(outcome -> outcome.startsWith("notify")).toList();
    assertThat(outcomes).isEqualTo(last.isEmpty() ? List.of() : List.of(last));
  }

  @Test
  void aNoticeThatIsSentAgainIsHeardOfAgain() {
    MachineRig rig = Situation.DECIDING.rig();
    rig.notice(NoticeState.SENT, 2).notice(NoticeState.FAILED, 1);
    assertThat(rig.operations()).endsWith("attention");
    rig.notice(NoticeState.DELIVERED, 2);
    assertThat(rig.operations()).endsWith("notify-delivered");
    assertThat(rig.state()).isEqualTo(TicketState.ATTENTION);
  }

  @Test
  void aCitizenWithoutATelephoneIsDecidedAbout() {
    MachineRig rig = Situation.REVIEW.rig();
    rig.recipient = Optional.of(new Surroundings.Recipient("sealed:n", Optional.empty()));
    rig.operate(TicketOperation.REVIEW, outcome("accepted", 0)).request("notify");
    assertThat(rig.all(SendNotice.class)).isEmpty();
    assertThat(rig.newest(CompleteWork.class).variables())
        .containsEntry("code", "ticket.notify.no-phone");
    rig.request("decide");
    assertThat(rig.ticket.code).contains("ticket.notify.no-phone");
    rig.operate(TicketOperation.DECIDE, outcome("close", 0)).request("close");
    assertThat(rig.state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void aRejectedProcessCanBeStartedAgain() {
    MachineRig rig = Situation.NEVER_STARTED.rig();
    assertThat(rig.ticket.code).contains("workflow.process.unknown");
    rig.operate(TicketOperation.DECIDE, outcome("dispatch", 0));
    assertThat(rig.state()).isEqualTo(TicketState.OPEN);
    assertThat(rig.all(StartProcess.class)).hasSize(2);
    rig.processRejected("workflow.process.unknown");
    assertThat(rig.state()).isEqualTo(TicketState.ATTENTION);
    assertThatThrownBy(() -> rig.operate(TicketOperation.DECIDE, outcome("notify", 0)))
        .hasMessageContaining("ticket.input.invalid");
    rig.operate(TicketOperation.DECIDE, outcome("close", 0));
    assertThat(rig.state()).isEqualTo(TicketState.CLOSED);
    assertThat(rig.all(CancelProcess.class)).hasSize(1);
  }

  @Test
  void aProcessThatBrokeIsToldTheLastOutcomeAgain() {
    MachineRig rig = Situation.PROCESS_BROKE.rig();
    rig.operate(TicketOperation.DECIDE, outcome("dispatch", 0));
    assertThat(rig.outcomes()).containsExactly("dispatch-1 done", "dispatch-1 done");
    assertThat(rig.all(StartProcess.class)).hasSize(1);
  }

  @Test
  void aProcessThatEndsWithoutClosingLeavesTheTicketToPeople() {
    MachineRig rig = Situation.PROCESS_ENDED.rig();
    assertThat(rig.ticket.code).contains("ticket.process.ended");
    assertThatThrownBy(() -> rig.operate(TicketOperation.DECIDE, outcome("dispatch", 0)))
        .hasMessageContaining("ticket.input.invalid");
    rig.operate(TicketOperation.DECIDE, outcome("close", 0));
    assertThat(rig.state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void aRejectedAnswerGoesBackToTheDepartment() {
    MachineRig rig = Situation.REVIEW.rig();
    rig.operate(TicketOperation.REVIEW, outcome("rejected", 0));
    assertThat(rig.state()).isEqualTo(TicketState.OPEN);
    rig.request("dispatch");
    assertThat(rig.all(OrderBusiness.class)).hasSize(2);
    assertThatThrownBy(
            () -> Situation.REVIEW.rig().operate(TicketOperation.REVIEW, outcome("maybe", 0)))
        .isInstanceOf(HubException.class);
  }

  @Test
  void aReminderIsDoneAtOnceAndMarksTheTicket() {
    MachineRig rig = Situation.IN_PROGRESS.rig();
    rig.request("remind");
    assertThat(rig.ticket.reminded).isTrue();
    assertThat(rig.state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(rig.outcomes()).containsExactly("remind-2 done");
  }

  @Test
  void workThatNobodyKnowsFails() {
    MachineRig rig = Situation.OPEN.rig();
    rig.request("brew-coffee");
    assertThat(rig.newest(CompleteWork.class).variables())
        .containsEntry("code", "ticket.work.unknown");
  }

  @Test
  void aConfidentialTicketIsHandedOverWithoutWhoSpoke() {
    Head plain = Fixtures.head();
    Ticket ticket =
        new Ticket(
            new Head(
                plain.id(),
                plain.number(),
                plain.contact(),
                plain.citizen(),
                plain.requestType(),
                plain.category(),
                plain.process(),
                1,
                plain.title(),
                plain.text(),
                true,
                Map.of(),
                plain.region(),
                plain.createdBy(),
                plain.createdAt()));
    ticket.department = Optional.of("labour");
    MachineRig rig = new MachineRig();
    rig.then(
        out ->
            new HandOvers(Fixtures.SETTINGS)
                .dispatch(
                    ticket,
                    new Work(
                        "r",
                        "s",
                        "l",
                        "dispatch",
                        Optional.empty(),
                        rig.now,
                        false,
                        Optional.empty(),
                        Optional.empty()),
                    rig,
                    out));
    assertThat(rig.order().content()).doesNotContainKey("caller");
  }

  @Test
  void aNoticeIsNotLongerThanAllowed() {
    Ticket ticket = new Ticket(Fixtures.head());
    ticket.answer = Optional.of("😀".repeat(400));
    String text = Notices.text("编号{number}：{reply}。", ticket, 100);
    assertThat(text.length()).isLessThanOrEqualTo(100);
    assertThat(text).startsWith("编号20260302-000001：").endsWith("…。");
    assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    ticket.answer = Optional.of("{number}");
    assertThat(Notices.text("{reply}", ticket, 100)).isEqualTo("{number}");
  }
}
