// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;

/** One speech engine that runs. It speaks on threads of the host's. */
final class SpeechInstance extends Instance {
  private final SpeechEngine engine;
  private final Limits limits;

  SpeechInstance(ConnectorId id, SpeechEngine engine, Limits limits, Path home) {
    super(id, Clock.systemUTC(), home);
    this.engine = engine;
    this.limits = limits;
  }

  @Override
  void start() {
    HostContext context = new HostContext(this);
    thread(id(), "start", () -> startConnector(() -> engine.start(context), limits.start()))
        .start();
  }

  @Override
  void stop() {
    stopConnector(engine::stop, limits.stop());
  }

  @Override
  Set<String> capabilities() {
    return engine.languages();
  }

  String voice() {
    return engine.voice();
  }

  boolean offline() {
    return link().status() == LinkState.Status.OFFLINE;
  }

  boolean speaks(String language) {
    String wanted = Locale.forLanguageTag(language).getLanguage();
    return engine.languages().stream()
        .anyMatch(tag -> Locale.forLanguageTag(tag).getLanguage().equals(wanted));
  }

  /**
   * Has a text spoken into a file, which is discarded when the future has been ended before. An
   * engine that blocks keeps a thread, not who asks.
   */
  CompletableFuture<Void> synthesize(String text, String language, Path draft, Executor threads) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    traffic().asked("speech.synthesize", done);
    done.whenComplete((ok, failure) -> asked(failure));
    threads.execute(
        () -> {
          try {
            engine
                .synthesize(text, language, draft)
                .whenComplete(
                    (ok, failure) -> {
                      if (!Outcome.pass(null, failure, done)) {
                        SpeechCache.discard(draft); // too late, nobody takes it any more
                      }
                    });
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }
}
