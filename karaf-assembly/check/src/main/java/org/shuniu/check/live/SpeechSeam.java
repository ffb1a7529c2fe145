// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.shuniu.check.Profile.Text;
import org.shuniu.check.Verdict;
import org.shuniu.check.hub.Door;

/** Speech engines: texts become speech that a telephone can play. */
final class SpeechSeam implements Seam {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final double SILENCE = 0.005;

  @Override
  public List<Verdict> contract(Stage stage) {
    List<Text> texts = stage.profile().texts();
    if (texts.isEmpty()) {
      return List.of(
          Verdict.failed(
              "contract.texts",
              "the profile names no text to say",
              "Name at least one text with its language."));
    }
    List<String> troubles = new ArrayList<>();
    for (Text text : texts) {
      try {
        Map<String, String> words = Map.of("text", text.text(), "language", text.language());
        troubles.addAll(troubles(stage.hub().ask("say", words, LIMIT).asText()));
      } catch (Door.Refusal | Door.Silence e) {
        troubles.add("'" + text.text() + "' is not said: " + e.getMessage());
      }
    }
    return List.of(
        troubles.isEmpty()
            ? Verdict.passed("contract.texts", texts.size() + " texts are said")
            : Verdict.failed(
                "contract.texts",
                String.join("; ", troubles),
                "Write WAV of 8 kHz, 16 bit, mono to the target, or fail with"
                    + " speech.engine.failed."));
  }

  private static List<String> troubles(String uri) {
    try (AudioInputStream audio =
        AudioSystem.getAudioInputStream(
            new ByteArrayInputStream(Files.readAllBytes(Path.of(URI.create(uri)))))) {
      AudioFormat format = audio.getFormat();
      List<String> troubles = new ArrayList<>();
      if (format.getSampleRate() != 8000f
          || format.getSampleSizeInBits() != 16
          || format.getChannels() != 1) {
        troubles.add("the file is " + format);
      }
      if (level(audio.readAllBytes()) < SILENCE) {
        troubles.add("the file is silent");
      }
      return troubles;
    } catch (IOException | UnsupportedAudioFileException e) {
      return List.of("the file cannot be read: " + e.getMessage());
    }
  }

  private static double level(byte[] samples) {
    double sum = 0;
    for (int i = 0; i + 1 < samples.length; i += 2) {
      int sample = (short) ((samples[i] & 0xff) | samples[i + 1] << 8);
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / (samples.length / 2.0)) / 32768;
  }

  @Override
  public String nothingToGive() {
    return "a text that was not said is asked for again by who wants to play it";
  }
}
