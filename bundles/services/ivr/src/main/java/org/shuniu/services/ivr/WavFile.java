// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.shuniu.api.base.HubException;

/**
 * What somebody recorded, as switches play it: WAV, 8 kHz, 16 bit, mono. Takes PCM, A-law and µ-law
 * of 8 or 16 kHz, mono; all else is refused, for who records a prompt can choose.
 */
final class WavFile {
  static final Duration SHORTEST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int RATE = 8_000;
  private static final int FRAME = 2;
  private static final int HEADER = 44;
  private static final List<AudioFormat.Encoding> ENCODINGS =
      List.of(
          AudioFormat.Encoding.PCM_SIGNED,
          AudioFormat.Encoding.PCM_UNSIGNED,
          AudioFormat.Encoding.ALAW,
          AudioFormat.Encoding.ULAW);

  /** Lets pass what 8 kHz can hold: a windowed sinc that ends at 3.6 of 8 kHz. */
  private static final double[] LOW_PASS = lowPass(63, 3_600.0 / 16_000);

  private WavFile() {}

  /**
   * The upload as a switch plays it. {@code ivr.prompt.not-wav}, {@code ivr.prompt.format} with
   * what it is, {@code ivr.prompt.length}.
   */
  static byte[] telephone(byte[] upload) {
    if (!isWav(upload)) {
      throw notWav();
    }
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(upload))) {
      AudioFormat format = in.getFormat();
      int rate = Math.round(format.getSampleRate());
      check(format, rate);
      AudioFormat plain = new AudioFormat(rate, 16, 1, true, false);
      int most = Math.toIntExact(LONGEST.toSeconds() + 1) * rate * FRAME;
      byte[] pcm = AudioSystem.getAudioInputStream(plain, in).readNBytes(most);
      short[] samples = samples(pcm);
      return file(rate == RATE ? samples : halved(samples));
    } catch (UnsupportedAudioFileException | IOException | IllegalArgumentException e) {
      throw notWav();
    }
  }

  /** How long a file of {@link #telephone} lasts. */
  static Duration length(byte[] file) {
    return Duration.ofMillis((file.length - HEADER) * 1000L / (RATE * FRAME));
  }

  private static boolean isWav(byte[] upload) {
    return upload.length > HEADER
        && new String(upload, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")
        && new String(upload, 8, 4, StandardCharsets.US_ASCII).equals("WAVE");
  }

  private static HubException notWav() {
    return HubException.invalid("ivr.prompt.not-wav", Map.of());
  }

  private static void check(AudioFormat format, int rate) {
    boolean bits = format.getSampleSizeInBits() == 8 || format.getSampleSizeInBits() == 16;
    boolean good = ENCODINGS.contains(format.getEncoding()) && bits && format.getChannels() == 1;
    if (!good || (rate != RATE && rate != 2 * RATE)) {
      throw HubException.invalid(
          "ivr.prompt.format",
          Map.of(
              "encoding", format.getEncoding().toString(),
              "hertz", rate,
              "bits", format.getSampleSizeInBits(),
              "channels", format.getChannels()));
    }
  }

  private static short[] samples(byte[] pcm) {
    short[] samples = new short[pcm.length / FRAME];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /** Every second sample of what 8 kHz can hold; a bare leaving out would make tones of hisses. */
  private static short[] halved(short[] samples) {
    short[] half = new short[samples.length / 2];
    for (int i = 0; i < half.length; i++) {
      double sum = 0;
      for (int tap = 0; tap < LOW_PASS.length; tap++) {
        int at = 2 * i + tap - LOW_PASS.length / 2;
        sum += at >= 0 && at < samples.length ? LOW_PASS[tap] * samples[at] : 0;
      }
      half[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }
    return half;
  }

  private static double[] lowPass(int taps, double cutOff) {
    double[] filter = new double[taps];
    for (int i = 0; i < taps; i++) {
      double x = i - (taps - 1) / 2.0;
      double sinc = x == 0 ? 2 * cutOff : Math.sin(2 * Math.PI * cutOff * x) / (Math.PI * x);
      filter[i] = sinc * (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (taps - 1)));
    }
    double sum = Arrays.stream(filter).sum();
    return Arrays.stream(filter).map(each -> each / sum).toArray();
  }

  private static byte[] file(short[] samples) {
    byte[] file = new byte[HEADER + samples.length * FRAME];
    Duration length = length(file);
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw HubException.invalid(
          "ivr.prompt.length",
          Map.of("seconds", length.toSeconds(), "mostSeconds", LONGEST.toSeconds()));
    }
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.length - 8);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * FRAME);
    out.putShort((short) FRAME).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * FRAME);
    out.asShortBuffer().put(samples);
    return file;
  }
}
