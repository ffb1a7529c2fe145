// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.services.ivr.StartFlow;

/** One caller's way through a flow. Guarded by its own monitor. */
final class Run {
  final String contact;
  final String pbx;
  final String leg;
  final PublishedFlow published;
  final Variables variables;

  /** The line that was dialled; a hub without any has none. */
  final Optional<ServedLine> line;

  final String called;

  /** Whether the line's recording notice is still to be spoken. */
  boolean noticeDue;

  /** Name of the node the caller is at. */
  String at = "";

  /** How many nodes were entered: the number of the next fact. */
  int sequence;

  /** Failed inputs at this node. */
  int failures;

  /**
   * What the switch or a business link was asked last; an answer to anything else is late. Empty:
   * nothing is awaited.
   */
  Optional<String> request = Optional.empty();

  /** How often a business system refused at which node, by node and reason. */
  final Map<String, Integer> refusals = new HashMap<>();

  /** When the awaited answer is given up. */
  Instant deadline = Instant.MAX;

  boolean over;

  Run(StartFlow start, PublishedFlow published, Variables variables, Optional<ServedLine> line) {
    this.contact = start.contact();
    this.pbx = start.pbx();
    this.leg = start.leg();
    this.published = published;
    this.variables = variables;
    this.line = line;
    this.called = start.called();
    // Who goes on after an interruption has heard it.
    this.noticeDue = start.node().isEmpty() && !published.flow().subFlow();
  }

  Flow flow() {
    return published.flow();
  }

  /** Whether this is the run that somebody asks for: a flow of a line, or a sub-flow by name. */
  boolean serves(StartFlow start) {
    return start.flow().map(published.name()::equals).orElse(!flow().subFlow());
  }

  /** Where the caller waits when the flow cannot go on. */
  String fallbackSkill() {
    return line.flatMap(it -> it.line().skill())
        .orElse(Optional.ofNullable(flow().fallbackSkill()).orElse(""));
  }

  /** The prompt of the library that a node speaks. */
  Optional<String> prompt(FlowNode node) {
    return Optional.ofNullable(node.prompt())
        .flatMap(
            name ->
                name.startsWith(ServedLine.PREFIX)
                    ? line.flatMap(it -> it.prompt(name))
                    : Optional.of(name));
  }

  /** The prompt that tells of the recording, as long as it has not been spoken. */
  Optional<String> notice() {
    return line.filter(it -> noticeDue).flatMap(it -> it.line().recordingNotice());
  }

  String language() {
    return node().map(node -> node.languageOr(flow().language())).orElse(flow().language());
  }

  Optional<FlowNode> node() {
    return Optional.ofNullable(flow().nodes().get(at));
  }

  /** Nothing is awaited any more. */
  void forgetRequest() {
    request = Optional.empty();
    deadline = Instant.MAX;
  }

  boolean awaits(String answered) {
    return !over && request.isPresent() && request.get().equals(answered);
  }
}
