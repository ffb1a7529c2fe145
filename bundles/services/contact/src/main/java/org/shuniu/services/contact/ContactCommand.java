// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;

/**
 * {@code shuniu:contact ID} in the administrator's shell: all that is known of one contact, in
 * memory or in the database, and what happened to it in the order of time. The shell finds the
 * method by the service's properties and shows what it prints.
 */
@Component(
    service = ContactCommand.class,
    property = {"osgi.command.scope=shuniu", "osgi.command.function=contact"})
public final class ContactCommand {
  private final Conductor conductor;

  /** Offers the command from now on. */
  @Activate
  public ContactCommand(@Reference Conductor conductor) {
    this.conductor = conductor;
  }

  /** Prints one contact. */
  public void contact(String id) {
    System.out.println(describe(id));
  }

  /** How to call it. */
  public void contact() {
    System.out.println("usage: shuniu:contact ID");
  }

  String describe(String id) {
    try {
      return conductor.look(id, this::describe).orElse("there is no contact " + id);
    } catch (HubException e) {
      return "the contact cannot be read: " + e.code();
    }
  }

  private String describe(Call call) {
    StringJoiner text = new StringJoiner("\n");
    text.add("contact   " + call.id);
    text.add("state     " + state(call));
    text.add("switch    " + call.pbx + ", " + call.caller + " -> " + call.called);
    call.region.ifPresent(region -> text.add("region    " + region));
    if (!call.skill.isEmpty()) {
      text.add("skill     " + call.skill + ", priority " + call.priority);
    }
    Optional.ofNullable(call.agent).ifPresent(agent -> text.add("agent     " + agent(agent)));
    Optional.ofNullable(call.proof).ifPresent(proof -> text.add("proof     " + proof(proof)));
    Optional.ofNullable(call.check)
        .ifPresent(check -> text.add("check     " + check.step + " since " + check.stepSince));
    text.add("watchdog  " + watchdog(call));
    section(
        text, "data", new TreeMap<>(call.data).entrySet().stream().map(Object::toString).toList());
    section(text, "legs", call.legs.values().stream().map(ContactCommand::leg).toList());
    section(text, "trail", call.trail.stream().map(ContactCommand::step).toList());
    section(
        text,
        "recordings",
        call.recordings.values().stream().map(ContactCommand::recording).toList());
    section(text, "events", events(call));
    return text.toString();
  }

  private static String state(Call call) {
    String end = call.endReason == null ? "" : ", " + call.endReason;
    String written = call.unsaved() ? ", not written yet" : "";
    return call.state + (call.held ? ", held" : "") + (call.muted ? ", muted" : "") + end + written;
  }

  private static String agent(AgentPart agent) {
    return String.join(
        " ",
        agent.number,
        agent.name,
        agent.device,
        agent.step.name(),
        "reservation",
        agent.reservation);
  }

  private static String proof(Proof proof) {
    return proof.level() + " by " + proof.method() + " until " + proof.expires();
  }

  private static String watchdog(Call call) {
    String due = call.due == null ? "sleeps" : "looks at " + call.due;
    String missing =
        call.missing.isEmpty() ? "" : ", doubts " + call.missing + " until " + call.doubtUntil;
    return due + ", touched " + call.touched + missing;
  }

  private static void section(StringJoiner text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.add(title);
      lines.forEach(line -> text.add("  " + line));
    }
  }

  private static String leg(Leg leg) {
    String end = leg.open() ? "open" : leg.cause + " by " + leg.endedBy;
    return String.join(" ", leg.kind.name(), leg.leg, leg.device, end);
  }

  private static String step(TrailEntry step) {
    String input = step.input().map(keys -> ", input " + keys).orElse("");
    return step.flow() + "/" + step.version() + " " + step.node() + " " + step.kind() + input;
  }

  private static String recording(Recording recording) {
    return String.format(
        "%s %s %d s, %d bytes, %s",
        recording.id,
        recording.state,
        recording.length.toSeconds(),
        recording.bytes,
        recording.uri == null ? "no audio" : recording.uri);
  }

  /** What happened when. */
  private record Happened(Instant at, String what) {}

  private static List<String> events(Call call) {
    List<Happened> all = new ArrayList<>();
    add(all, call.offeredAt, "offered");
    add(all, call.queuedAt, "queued for " + call.skill);
    add(all, call.answeredAt, "answered by an agent");
    add(all, call.endedAt, "ended " + call.endReason);
    for (Leg leg : call.legs.values()) {
      String who = leg.kind + " leg " + leg.device;
      add(all, leg.startedAt, who + " begins");
      add(all, leg.ringingAt, who + " rings");
      add(all, leg.answeredAt, who + " answers");
      add(all, leg.endedAt, who + " ends, " + leg.cause + " by " + leg.endedBy);
    }
    call.trail.forEach(step -> add(all, step.at(), "node " + step.node()));
    call.recordings.values().forEach(r -> add(all, r.startedAt, "recording begins"));
    Optional.ofNullable(call.wrapUp)
        .ifPresent(note -> add(all, note.at(), "wrapped up as " + note.category()));
    return all.stream()
        .sorted(Comparator.comparing(Happened::at))
        .map(event -> event.at() + "  " + event.what())
        .toList();
  }

  private static void add(List<Happened> all, @Nullable Instant at, String what) {
    if (at != null) {
      all.add(new Happened(at, what));
    }
  }
}
