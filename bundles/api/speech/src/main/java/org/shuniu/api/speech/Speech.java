// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.speech;

import java.util.concurrent.CompletionStage;

/**
 * Text to speech (I3). Implemented by the core over the installed engine, with a cache: the same
 * text in the same language is spoken once and found again after a restart.
 */
public interface Speech {
  /**
   * URI of a WAV file (8 kHz, 16 bit, mono) that says the text; stays readable for a day at least.
   * Fails with {@code speech.engine.missing}, {@code speech.engine.failed}, {@code speech.timeout}
   * (five seconds) or {@code speech.text.invalid} (empty, or longer than 2,000 characters).
   *
   * @param text plain text; digits that shall be read one by one are separated by blanks
   * @param language BCP 47, for example {@code zh-CN}
   */
  CompletionStage<String> say(String text, String language);
}
