// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;

class WavFileTest {
  private static final double LOUD = 8_000;

  /** A tone as somebody's recorder writes it. */
  static byte[] tone(String encoding, int hertz, double tone, double seconds, int channels) {
    int frames = (int) (hertz * seconds);
    ByteBuffer pcm = ByteBuffer.allocate(frames * 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < channels; c++) {
        pcm.putShort((short) (LOUD * Math.sin(2 * Math.PI * tone * i / hertz)));
      }
    }
    AudioFormat plain = new AudioFormat(hertz, 16, channels, true, false);
    AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(pcm.array()), plain, frames);
    AudioFormat wanted =
        switch (encoding) {
          case "ALAW", "ULAW" ->
              new AudioFormat(
                  new AudioFormat.Encoding(encoding), hertz, 8, channels, channels, hertz, false);
          case "PCM8" -> new AudioFormat(hertz, 8, channels, false, false);
          default -> plain;
        };
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      AudioSystem.write(
          AudioSystem.getAudioInputStream(wanted, in), AudioFileFormat.Type.WAVE, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static short[] samples(byte[] file) {
    short[] samples = new short[(file.length - 44) / 2];
    ByteBuffer.wrap(file, 44, file.length - 44)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(samples);
    return samples;
  }

  private static double level(short[] samples) {
    double sum = 0;
    for (short each : samples) {
      sum += (double) each * each;
    }
    return Math.sqrt(sum / samples.length);
  }

  /** How often the samples go from below to above zero, in a second. */
  private static double pitch(short[] samples) {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    return crossings * 8_000.0 / samples.length;
  }

  private static String refusal(byte[] upload) {
    return catchThrowableOfType(HubException.class, () -> WavFile.telephone(upload)).code();
  }

  @ParameterizedTest
  @CsvSource({
    "PCM16, 8000",
    "PCM16, 16000",
    "PCM8, 8000",
    "ALAW, 8000",
    "ULAW, 8000",
    "ALAW, 16000",
    "ULAW, 16000"
  })
  void whatIsTakenSoundsTheSameAtTheTelephone(String encoding, int hertz) throws Exception {
    byte[] file = WavFile.telephone(tone(encoding, hertz, 620, 1.5, 1));
    AudioFormat format = AudioSystem.getAudioFileFormat(new ByteArrayInputStream(file)).getFormat();
    assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
    assertThat(format.getSampleRate()).isEqualTo(8_000f);
    assertThat(format.getSampleSizeInBits()).isEqualTo(16);
    assertThat(format.getChannels()).isOne();
    assertThat(WavFile.length(file)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(pitch(samples(file))).isCloseTo(620, within(10.0));
    assertThat(level(samples(file))).isCloseTo(LOUD / Math.sqrt(2), within(600.0));
  }

  @Test
  void whatTheTelephoneCannotHoldDoesNotBecomeAnotherTone() {
    byte[] file = WavFile.telephone(tone("PCM16", 16_000, 6_500, 1, 1));
    assertThat(level(samples(file))).isLessThan(LOUD / 50);
  }

  @Test
  void allElseIsRefused() {
    assertThat(refusal(new byte[0])).isEqualTo("ivr.prompt.not-wav");
    assertThat(
            refusal(
                "ID3 something of another kind, long enough for a header"
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("ivr.prompt.not-wav");
    assertThat(refusal(tone("PCM16", 44_100, 620, 1, 1))).isEqualTo("ivr.prompt.format");
    assertThat(refusal(tone("PCM16", 8_000, 620, 1, 2))).isEqualTo("ivr.prompt.format");
    assertThat(refusal(tone("PCM16", 8_000, 620, 0.1, 1))).isEqualTo("ivr.prompt.length");
    assertThat(refusal(tone("ULAW", 8_000, 620, 121, 1))).isEqualTo("ivr.prompt.length");
    byte[] cut = tone("PCM16", 8_000, 620, 1, 1);
    assertThat(refusal(Arrays.copyOf(cut, 46))).isEqualTo("ivr.prompt.length");
  }
}
