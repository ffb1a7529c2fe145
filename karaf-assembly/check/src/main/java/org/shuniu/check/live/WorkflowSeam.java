// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.shuniu.check.Profile.Process;
import org.shuniu.check.Verdict;

/**
 * Workflow engines and packs of processes: a process starts once, asks for work, and can be
 * cancelled.
 */
final class WorkflowSeam implements Seam {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Override
  public List<Verdict> contract(Stage stage) {
    List<Process> processes = stage.profile().processes();
    if (processes.isEmpty()) {
      return List.of(
          Verdict.failed(
              "contract.processes",
              "the profile names no process to start",
              "Name each process with the variables that its decisions need."));
    }
    return List.of(processes(stage), refusals(stage));
  }

  private static Verdict processes(Stage stage) {
    List<String> troubles = new ArrayList<>();
    for (Process process : stage.profile().processes()) {
      String ticket = start(stage, process);
      if (told(stage, "workflow.process-started", ticket, 1).isEmpty()) {
        troubles.add(process.process() + " does not start" + refusal(stage, ticket));
        continue;
      }
      if (told(stage, "workflow.work-requested", ticket, 1).isEmpty()) {
        troubles.add(process.process() + " asks for no work");
        continue;
      }
      stage.publish("workflow.cancel-process", Map.of("ticket", ticket, "reason", "discarded"));
      if (told(stage, "workflow.work-withdrawn", ticket, 1).isEmpty()) {
        troubles.add(process.process() + " goes on after it was cancelled");
      }
    }
    return troubles.isEmpty()
        ? Verdict.passed(
            "contract.processes",
            stage.profile().processes().size() + " processes start, ask for work and are cancelled")
        : Verdict.failed(
            "contract.processes",
            String.join("; ", troubles),
            "See the contract of WorkflowEngine, and docs/packs.md.");
  }

  private static String refusal(Stage stage, String ticket) {
    return told(stage, "workflow.process-rejected", ticket, 0).stream()
        .map(heard -> ": " + heard.path("data").path("code").asText())
        .findFirst()
        .orElse("");
  }

  private static Verdict refusals(Stage stage) {
    if (stage.profile().pack()) {
      return Verdict.notApplicable("contract.refusals", "the engine refuses, not the pack");
    }
    String ticket =
        start(
            stage, new Process("no-such-process", stage.profile().processes().get(0).variables()));
    return told(stage, "workflow.process-rejected", ticket, 1).isEmpty()
        ? Verdict.failed(
            "contract.refusals",
            "a process that nobody knows is not refused",
            "Fail with workflow.process.unknown, kind CALLER.")
        : Verdict.passed("contract.refusals", "a process that nobody knows is refused");
  }

  @Override
  public Optional<Batch> give(Stage stage, int count) {
    List<Process> processes = stage.profile().processes();
    if (processes.isEmpty() || stage.profile().pack()) {
      return Optional.empty();
    }
    List<String> tickets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tickets.add(start(stage, processes.get(i % processes.size())));
    }
    return Optional.of(new Starts(stage, tickets));
  }

  @Override
  public String nothingToGive() {
    return "messages go to the engine, not to the pack";
  }

  private record Starts(Stage stage, List<String> tickets) implements Batch {
    @Override
    public List<String> lost() {
      stage.hear(
          heard -> tickets.stream().anyMatch(t -> is(heard, "workflow.process-started", t)),
          tickets.size(),
          LIMIT);
      List<String> lost = new ArrayList<>();
      for (String ticket : tickets) {
        int starts = told(stage, "workflow.process-started", ticket, 0).size();
        if (starts != 1) {
          lost.add(starts == 0 ? "not started" : "started twice");
        }
      }
      return lost;
    }

    @Override
    public int size() {
      return tickets.size();
    }
  }

  private static String start(Stage stage, Process process) {
    String ticket = UUID.randomUUID().toString();
    stage.publish(
        "workflow.start-process",
        Map.of(
            "ticket", ticket,
            "process", process.process(),
            "variables", stage.places().fill(process.variables())));
    return ticket;
  }

  private static List<JsonNode> told(Stage stage, String type, String ticket, int wanted) {
    return stage.hear(
        heard -> is(heard, type, ticket), wanted, wanted == 0 ? Duration.ZERO : LIMIT);
  }

  private static boolean is(JsonNode heard, String type, String ticket) {
    return heard.path("type").asText().equals(type)
        && heard.path("data").path("ticket").asText().equals(ticket);
  }
}
