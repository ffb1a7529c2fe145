// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.PbxCommand;

/**
 * Speaks to callers and asks them: turns texts into audio and orders it from the switch. Notes in
 * the run what is awaited, and until when.
 */
final class Dialogue {
  /** How long the engine of speech and the switch may take beyond what is spoken. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private static final Duration FIRST_KEY = Duration.ofSeconds(5);
  private static final Duration NEXT_KEY = Duration.ofSeconds(4);

  private static final CompletionStage<Optional<String>> NOTHING =
      CompletableFuture.completedFuture(Optional.empty());

  /** Does something to a run that is not over, with its monitor held. */
  interface Guard {
    void locked(Run run, Runnable action);
  }

  private final Consumer<Message> out;
  private final Voice voice;
  private final Clock clock;
  private final Guard guard;

  Dialogue(Consumer<Message> out, Voice voice, Clock clock, Guard guard) {
    this.out = out;
    this.voice = voice;
    this.clock = clock;
    this.guard = guard;
  }

  /**
   * Speaks a node's text.
   *
   * @param before spoken first, may be empty
   * @param silent what to do when there is nothing to speak, or it cannot be spoken
   */
  void speak(Run run, FlowNode node, String before, Runnable silent) {
    String request = await(run);
    spoken(
        run,
        node,
        before,
        request,
        silent,
        audio -> {
          run.deadline = clock.instant().plus(Voice.length(audio)).plus(GRACE);
          out.accept(
              new PbxCommand.PlayPrompt(run.pbx, run.contact, run.leg, request, audio, true));
        });
  }

  /** Speaks the text of a menu or collect node and takes keys; parameters as of {@link #speak}. */
  void ask(Run run, FlowNode node, String before, Runnable silent) {
    String request = await(run);
    spoken(run, node, before, request, silent, audio -> ask(run, node, request, audio));
  }

  private void ask(Run run, FlowNode node, String request, List<String> audio) {
    boolean menu = node.kind() == FlowNode.Kind.MENU;
    int max = menu ? 1 : node.max() == null ? 32 : node.max();
    Duration first = node.timeoutMs() == null ? FIRST_KEY : Duration.ofMillis(node.timeoutMs());
    Duration next = node.betweenMs() == null ? NEXT_KEY : Duration.ofMillis(node.betweenMs());
    Duration patience = Voice.length(audio).plus(first).plus(next.multipliedBy(max)).plus(GRACE);
    run.deadline = clock.instant().plus(patience);
    out.accept(
        new PbxCommand.CollectDigits(
            run.pbx,
            run.contact,
            run.leg,
            request,
            audio,
            max,
            menu ? "" : text(node.terminator()),
            first,
            next,
            node.keepsSecret()));
  }

  /**
   * Speaks the node's text for waiting, whose end nobody awaits: then the caller hears music. Not
   * if the answer was quicker.
   */
  void aside(Run run, FlowNode node, String request) {
    String language = node.languageOr(run.flow().language());
    voice
        .say(run.variables.fill(text(node.waitText()), language), language)
        .thenAccept(audio -> audio.ifPresent(uri -> aside(run, request, uri)));
  }

  private void aside(Run run, String request, String uri) {
    guard.locked(
        run,
        () -> {
          if (run.awaits(request)) {
            out.accept(
                new PbxCommand.PlayPrompt(
                    run.pbx, run.contact, run.leg, Ids.next(), List.of(uri), false));
          }
        });
  }

  /** Goes on with the audio if nothing else happened to the run while it was made. */
  private void spoken(
      Run run,
      FlowNode node,
      String before,
      String request,
      Runnable silent,
      Consumer<List<String>> action) {
    audio(run, node, before)
        .thenAccept(
            audio ->
                guard.locked(
                    run,
                    () -> {
                      if (!run.awaits(request)) {
                        return;
                      }
                      if (audio.isEmpty()) {
                        run.forgetRequest();
                        silent.run();
                      } else {
                        run.noticeDue = false;
                        action.accept(audio);
                      }
                    }));
  }

  /**
   * Audio of the parts that can be spoken; empty if the main part cannot. The line's recording
   * notice comes with the first words: after them, but before a question.
   */
  private CompletionStage<List<String>> audio(Run run, FlowNode node, String before) {
    String language = node.languageOr(run.flow().language());
    CompletionStage<Optional<String>> first =
        before.isBlank() ? NOTHING : voice.say(run.variables.fill(before, language), language);
    CompletionStage<Optional<String>> notice = run.notice().map(voice::prompt).orElse(NOTHING);
    return first
        .thenCombine(
            main(run, node, language),
            (a, b) ->
                b.isEmpty() ? List.<String>of() : Stream.concat(a.stream(), b.stream()).toList())
        .thenCombine(notice, (spoken, told) -> together(node, spoken, told));
  }

  /** The prompt of the node; the text where there is none. */
  private CompletionStage<Optional<String>> main(Run run, FlowNode node, String language) {
    String text = run.variables.fill(text(node.text()), language);
    CompletionStage<Optional<String>> prompt = run.prompt(node).map(voice::prompt).orElse(NOTHING);
    return prompt.thenCompose(found -> found.isPresent() ? prompt : voice.say(text, language));
  }

  private static List<String> together(
      FlowNode node, List<String> spoken, Optional<String> notice) {
    if (node.asksCaller()) {
      return spoken.isEmpty() ? spoken : Stream.concat(notice.stream(), spoken.stream()).toList();
    }
    return Stream.concat(spoken.stream(), notice.stream()).toList();
  }

  private String await(Run run) {
    String request = Ids.next();
    run.request = Optional.of(request);
    run.deadline = clock.instant().plus(FIRST_KEY);
    return request;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
