// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.shuniu.api.services.ivr.StartFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs flows (I1). Driven by events; a run has no thread. Every wait ends: by the switch's answer,
 * or by {@link #tick}, which gives up what is overdue. What the flow cannot do ends in a queue,
 * never in silence.
 *
 * <p>Safe for use by many threads; the events of one contact are handled one after another.
 */
final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration GRACE = Duration.ofSeconds(4);

  /** A failure may be the caller's leaving, which is told at the same moment. */
  private static final Duration HANG_UP_MAY_FOLLOW = Duration.ofSeconds(1);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final Duration FIRST_KEY = Duration.ofSeconds(5);
  private static final Duration NEXT_KEY = Duration.ofSeconds(4);
  private static final int USUAL_RETRIES = 2;

  /** A run that enters more nodes goes in circles with the caller's help, or by a bug. */
  private static final int MOST_NODES = 300;

  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final Function<String, Optional<PublishedFlow>> flows;
  private final String fallbackSkill;
  private final Consumer<Message> out;
  private final Voice voice;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param flows the published flow of a hotline number
   * @param fallbackSkill where callers wait for whose number no flow is published
   * @param out takes commands and facts; must not block for long
   */
  Engine(
      Function<String, Optional<PublishedFlow>> flows,
      String fallbackSkill,
      Consumer<Message> out,
      Voice voice,
      Clock clock,
      ZoneId zone) {
    this.flows = flows;
    this.fallbackSkill = fallbackSkill;
    this.out = out;
    this.voice = voice;
    this.clock = clock;
    this.zone = zone;
  }

  /** How many callers are in a flow. */
  int size() {
    return runs.size();
  }

  void start(StartFlow start) {
    if (runs.containsKey(start.contact())) {
      return;
    }
    Optional<PublishedFlow> published = flows.apply(start.called());
    if (published.isEmpty()) {
      LOG.warn("No flow is published for a called number; the caller goes to the queue");
      out.accept(
          new FlowEnded(
              start.contact(), FlowEnded.Outcome.QUEUE, fallbackSkill, 0, start.variables()));
      return;
    }
    Flow flow = published.get().flow();
    Variables variables = new Variables(flow.variablesOrNone(), start.variables(), clock, zone);
    variables.builtIn("caller", start.caller());
    variables.builtIn("called", start.called());
    Run run = new Run(start, published.get(), variables);
    if (runs.putIfAbsent(start.contact(), run) == null) {
      // A flow may have changed since: a node that is gone means a new beginning.
      String first = start.node().filter(flow.nodes()::containsKey).orElse(flow.start());
      locked(run, () -> enter(run, first, Optional.empty()));
    }
  }

  /** The caller is gone, or goes another way. */
  void stop(String contact) {
    Run run = runs.remove(contact);
    if (run != null) {
      synchronized (run) {
        run.over = true;
      }
    }
  }

  void promptEnded(PbxEvent.PromptEnded event) {
    if (event.outcome() == PbxEvent.Outcome.FAILED) {
      failed(event.call(), event.request());
    } else {
      awaiting(event.call(), event.request(), this::afterPrompt);
    }
  }

  void digitsCollected(PbxEvent.DigitsCollected event) {
    if (event.outcome() == PbxEvent.Outcome.FAILED) {
      failed(event.call(), event.request());
    } else {
      awaiting(event.call(), event.request(), run -> input(run, event.digits()));
    }
  }

  /** The switch refused an order. */
  void rejected(PbxEvent.CommandRejected event) {
    failed(event.call(), event.request());
  }

  /**
   * As if it had been spoken, or as if no key had come; but not at once: if the caller has left,
   * the trail ends here (I5).
   */
  private void failed(String contact, String request) {
    awaiting(contact, request, run -> run.deadline = clock.instant().plus(HANG_UP_MAY_FOLLOW));
  }

  /** The answers that were awaited may be lost: asks again where something is awaited. */
  void repeat(Function<Run, Boolean> which) {
    for (Run run : new ArrayList<>(runs.values())) {
      locked(
          run,
          () -> {
            if (run.request.isPresent() && which.apply(run)) {
              out.accept(new PbxCommand.StopPrompt(run.pbx, run.contact, run.leg));
              run.node().ifPresent(node -> perform(run, node, ""));
            }
          });
    }
  }

  /** Gives up what is overdue. To be called a few times a second. */
  void tick() {
    Instant now = clock.instant();
    for (Run run : new ArrayList<>(runs.values())) {
      locked(
          run,
          () -> {
            if (!run.deadline.isAfter(now)) {
              missing(run);
            }
          });
    }
  }

  private void awaiting(String contact, String request, Consumer<Run> action) {
    Run run = runs.get(contact);
    if (run != null) {
      locked(
          run,
          () -> {
            if (run.awaits(request)) {
              forgetRequest(run);
              action.accept(run);
            }
          });
    }
  }

  /** An order that cannot be given now is like one that was not carried out: time goes on. */
  private void locked(Run run, Runnable action) {
    synchronized (run) {
      if (!run.over) {
        try {
          action.run();
        } catch (HubException e) {
          LOG.warn("Contact {} is held up at {}: {}", run.contact, run.at, e.code());
          run.request = Optional.empty();
          run.deadline = clock.instant().plus(TRY_AGAIN);
        }
      }
    }
  }

  private void enter(Run run, String name, Optional<String> input) {
    FlowNode node = Objects.requireNonNull(run.flow().nodes().get(name));
    run.at = name;
    run.failures = 0;
    tell(run, node, input);
    if (run.sequence > MOST_NODES) {
      LOG.warn("Contact {} entered {} nodes; it goes to the queue", run.contact, run.sequence);
      fallback(run);
    } else {
      perform(run, node, "");
    }
  }

  private void tell(Run run, FlowNode node, Optional<String> input) {
    out.accept(
        new FlowNodeEntered(
            run.contact,
            run.published.name(),
            run.published.version(),
            ++run.sequence,
            run.at,
            node.kind().word(),
            node.labelOr(run.at),
            input,
            clock.instant()));
  }

  /** Does what the node says; {@code before} is spoken first. */
  private void perform(Run run, FlowNode node, String before) {
    switch (node.kind()) {
      case PROMPT, QUEUE, HANG_UP -> speak(run, before, node.text());
      case MENU -> ask(run, node, before, 1);
      case COLLECT -> ask(run, node, before, node.max() == null ? 32 : node.max());
      case SET -> {
        run.variables.set(name(node), run.variables.fill(text(node.value())));
        enter(run, name(node.next()), Optional.empty());
      }
      case BRANCH -> {
        List<FlowNode.Case> cases = node.cases() == null ? List.of() : node.cases();
        String target =
            cases.stream()
                .filter(run.variables::holds)
                .map(FlowNode.Case::target)
                .findFirst()
                .orElse(name(node.next()));
        enter(run, target, Optional.empty());
      }
    }
  }

  private void speak(Run run, String before, @Nullable String text) {
    String request = await(run, FIRST_KEY);
    audio(run, before, text(text))
        .thenAccept(
            audio ->
                still(
                    run,
                    request,
                    () -> {
                      if (audio.isEmpty()) {
                        forgetRequest(run);
                        afterPrompt(run);
                      } else {
                        run.deadline = clock.instant().plus(Voice.length(audio)).plus(GRACE);
                        out.accept(
                            new PbxCommand.PlayPrompt(
                                run.pbx, run.contact, run.leg, request, audio, true));
                      }
                    }));
  }

  private void ask(Run run, FlowNode node, String before, int max) {
    Duration first = node.timeoutMs() == null ? FIRST_KEY : Duration.ofMillis(node.timeoutMs());
    Duration next = node.betweenMs() == null ? NEXT_KEY : Duration.ofMillis(node.betweenMs());
    String request = await(run, FIRST_KEY);
    audio(run, before, text(node.text()))
        .thenAccept(
            audio ->
                still(
                    run,
                    request,
                    () -> {
                      if (audio.isEmpty()) {
                        // A question that nobody hears is not asked.
                        forgetRequest(run);
                        enter(run, name(node.exhausted()), Optional.empty());
                        return;
                      }
                      run.deadline =
                          clock
                              .instant()
                              .plus(Voice.length(audio))
                              .plus(first)
                              .plus(next.multipliedBy(max))
                              .plus(GRACE);
                      out.accept(
                          new PbxCommand.CollectDigits(
                              run.pbx,
                              run.contact,
                              run.leg,
                              request,
                              audio,
                              max,
                              node.kind() == FlowNode.Kind.MENU ? "" : text(node.terminator()),
                              first,
                              next,
                              node.keepsSecret()));
                    }));
  }

  /** Audio of the parts that can be spoken; empty if the main part cannot. */
  private CompletionStage<List<String>> audio(Run run, String before, String text) {
    String language = run.flow().language();
    CompletionStage<Optional<String>> first =
        before.isBlank()
            ? CompletableFuture.completedFuture(Optional.empty())
            : voice.say(run.variables.fill(before), language);
    return first.thenCombine(
        voice.say(run.variables.fill(text), language),
        (a, b) ->
            b.isEmpty() ? List.of() : a.map(uri -> List.of(uri, b.get())).orElse(List.of(b.get())));
  }

  /** Goes on in the run if nothing else happened to it while the engine of speech worked. */
  private void still(Run run, String request, Runnable action) {
    locked(
        run,
        () -> {
          if (run.awaits(request)) {
            action.run();
          }
        });
  }

  private void afterPrompt(Run run) {
    FlowNode node = run.node().orElseThrow();
    switch (node.kind()) {
      case QUEUE ->
          end(
              run,
              FlowEnded.Outcome.QUEUE,
              name(node.skill()),
              node.priority() == null ? 0 : node.priority());
      case HANG_UP -> end(run, FlowEnded.Outcome.HANG_UP, "", 0);
      default -> enter(run, name(node.next()), Optional.empty());
    }
  }

  /** An answer did not come, or the switch refused. */
  private void missing(Run run) {
    forgetRequest(run);
    FlowNode node = run.node().orElseThrow();
    switch (node.kind()) {
      case MENU, COLLECT -> failed(run, node, text(node.timeoutText()));
      case SET, BRANCH -> perform(run, node, "");
      case PROMPT, QUEUE, HANG_UP -> afterPrompt(run);
    }
  }

  private void input(Run run, String digits) {
    FlowNode node = run.node().orElseThrow();
    if (digits.isEmpty()) {
      failed(run, node, text(node.timeoutText()));
    } else if (node.kind() == FlowNode.Kind.MENU) {
      String target = node.keys() == null ? null : node.keys().get(digits);
      if (target == null) {
        tell(run, node, Optional.of(digits));
        failed(run, node, text(node.invalidText()));
      } else {
        enter(run, target, Optional.of(digits));
      }
    } else {
      collected(run, node, digits);
    }
  }

  private void collected(Run run, FlowNode node, String digits) {
    boolean good =
        digits.length() >= (node.min() == null ? 1 : node.min())
            && digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '*' || c == '#');
    if (!good) {
      failed(run, node, text(node.invalidText()));
    } else if (node.keepsSecret()) {
      run.variables.setSecret(name(node.variable()), digits);
      enter(run, name(node.next()), Optional.empty());
    } else {
      run.variables.set(name(node.variable()), digits);
      enter(run, name(node.next()), Optional.of(digits));
    }
  }

  private void failed(Run run, FlowNode node, String excuse) {
    if (++run.failures > node.retriesOr(USUAL_RETRIES)) {
      enter(run, name(node.exhausted()), Optional.empty());
    } else {
      perform(run, node, excuse);
    }
  }

  private void fallback(Run run) {
    end(run, FlowEnded.Outcome.QUEUE, run.flow().fallbackSkill(), 0);
  }

  private void end(Run run, FlowEnded.Outcome outcome, String skill, int priority) {
    run.over = true;
    runs.remove(run.contact, run);
    out.accept(new FlowEnded(run.contact, outcome, skill, priority, run.variables.attached()));
  }

  private String await(Run run, Duration atMost) {
    String request = Ids.next();
    run.request = Optional.of(request);
    run.deadline = clock.instant().plus(atMost);
    return request;
  }

  private static void forgetRequest(Run run) {
    run.request = Optional.empty();
    run.deadline = Instant.MAX;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A name that the check has made sure of. */
  private static String name(@Nullable String name) {
    return Objects.requireNonNull(name);
  }

  private static String name(FlowNode node) {
    return name(node.variable());
  }
}
