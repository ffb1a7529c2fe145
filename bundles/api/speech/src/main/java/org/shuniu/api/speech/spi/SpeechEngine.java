// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.speech.spi;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.hub.ConnectorContext;

/**
 * Speaks (I3). Register it as an OSGi service with the property {@code name} as the instance's
 * name, one component configuration per engine. Every implementation passes {@code
 * SpeechEngineContract} of the test kit.
 */
public interface SpeechEngine {
  /** Begins to work; returns at once. */
  void start(ConnectorContext context);

  /** Ends the work; no thread or process is left. */
  void stop();

  /** BCP 47 tags of the languages it speaks. */
  Set<String> languages();

  /**
   * Changes when the same text would sound different (another voice, another speed); part of the
   * cache's key.
   */
  String voice();

  /**
   * Writes a WAV file (8 kHz, 16 bit, mono) that says the text. Never blocks. Fails with {@code
   * speech.engine.failed}; then no file is left at the target.
   */
  CompletionStage<Void> synthesize(String text, String language, Path target);
}
