// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.shuniu.api.speech.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts as audio, bounded in time: a caller does not wait for a speech engine. */
final class Voice {
  private static final Logger LOG = LoggerFactory.getLogger(Voice.class);
  private static final int BYTES_A_SECOND = 16_000;
  private static final Duration UNKNOWN_LENGTH = Duration.ofSeconds(30);

  private final Speech speech;
  private final Function<String, Optional<PromptContent>> prompts;
  private final Duration patience;

  Voice(Speech speech, Function<String, Optional<PromptContent>> prompts, Duration patience) {
    this.speech = speech;
    this.prompts = prompts;
    this.patience = patience;
  }

  /** The text's audio, or nothing when it cannot be spoken in time. Never fails. */
  CompletionStage<Optional<String>> say(String text, String language) {
    if (text.isBlank()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<String> spoken;
    try {
      spoken = speech.say(text, language).toCompletableFuture();
    } catch (RuntimeException e) {
      spoken = CompletableFuture.failedFuture(e);
    }
    return spoken
        .thenApply(Optional::of)
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "A prompt of {} characters was not spoken: {}",
                  text.length(),
                  failure.toString());
              return Optional.empty();
            });
  }

  /** The prompt's audio, or nothing when there is none, or it cannot be spoken in time. */
  CompletionStage<Optional<String>> prompt(String name) {
    Optional<PromptContent> content = prompts.apply(name);
    return content.isPresent()
        ? say(content.get())
        : CompletableFuture.completedFuture(Optional.empty());
  }

  /** As {@link #prompt}, of a content. */
  CompletionStage<Optional<String>> say(PromptContent content) {
    return content.audio().isPresent()
        ? CompletableFuture.completedFuture(content.audio())
        : say(content.text(), content.language());
  }

  /** How long the audio lasts, from the size of its file. */
  static Duration length(List<String> audio) {
    return audio.stream().map(Voice::length).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration length(String uri) {
    if (!uri.startsWith("file:")) {
      return UNKNOWN_LENGTH;
    }
    try {
      return Duration.ofMillis(Files.size(Path.of(URI.create(uri))) * 1000 / BYTES_A_SECOND);
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN_LENGTH;
    }
  }
}
