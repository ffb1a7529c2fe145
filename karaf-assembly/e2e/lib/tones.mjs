// SPDX-License-Identifier: Apache-2.0
// G.711 µ-law (ITU-T G.711) and the measuring of tones in it.

const BIAS = 0x84;
const CLIP = 32635;

/** One 16-bit sample as a µ-law byte. */
export function encodeUlaw(sample) {
  const sign = sample < 0 ? 0x80 : 0;
  let magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  let exponent = 7;
  for (let mask = 0x4000; (magnitude & mask) === 0 && exponent > 0; mask >>= 1) exponent--;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** A µ-law byte as a 16-bit sample. */
export function decodeUlaw(byte) {
  const value = ~byte & 0xff;
  const magnitude = ((((value & 0x0f) << 3) + BIAS) << ((value & 0x70) >> 4)) - BIAS;
  return value & 0x80 ? -magnitude : magnitude;
}

/** Samples of a sine, 8 kHz. */
export function sine(hertz, seconds, amplitude = 8000) {
  return Int16Array.from({ length: Math.round(seconds * 8000) }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hertz * i) / 8000)));
}

/** Mean level of the samples, 0 to 1 of full scale. */
export function level(samples) {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const s of samples) sum += s * s;
  return Math.sqrt(sum / samples.length) / 32768;
}

/** Share of the samples' energy that lies at one frequency (Goertzel), 0 to 1. */
export function share(samples, hertz) {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8000);
  let s1 = 0;
  let s2 = 0;
  let energy = 0;
  for (const x of samples) {
    const s0 = x + coefficient * s1 - s2;
    s2 = s1;
    s1 = s0;
    energy += x * x;
  }
  if (energy === 0) return 0;
  const power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  return Math.min(1, (2 * power) / (samples.length * energy));
}

/** Seconds in which one frequency rules, counted in frames of 100 ms. */
export function secondsOf(samples, hertz, { least = 0.6, loud = 0.01 } = {}) {
  let frames = 0;
  for (let i = 0; i + 800 <= samples.length; i += 800) {
    const frame = samples.subarray(i, i + 800);
    if (level(frame) > loud && share(frame, hertz) > least) frames++;
  }
  return frames / 10;
}

/** Seconds in which anything is heard, counted in frames of 100 ms. */
export function secondsLoud(samples, loud = 0.01) {
  let frames = 0;
  for (let i = 0; i + 800 <= samples.length; i += 800) {
    if (level(samples.subarray(i, i + 800)) > loud) frames++;
  }
  return frames / 10;
}

/** Longest stretch without a sound, in seconds. */
export function longestSilence(samples, loud = 0.003) {
  let longest = 0;
  let run = 0;
  for (let i = 0; i + 800 <= samples.length; i += 800) {
    run = level(samples.subarray(i, i + 800)) > loud ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest / 10;
}

/** Samples of a WAV file with 16-bit mono PCM at 8 kHz. */
export function readWav(buffer) {
  if (buffer.toString('latin1', 0, 4) !== 'RIFF' || buffer.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('no WAV file');
  }
  for (let at = 12; at + 8 <= buffer.length;) {
    const id = buffer.toString('latin1', at, at + 4);
    const size = buffer.readUInt32LE(at + 4);
    if (id === 'fmt ' && buffer.readUInt32LE(at + 12) !== 8000) throw new Error('not 8 kHz');
    if (id === 'data') {
      const bytes = buffer.subarray(at + 8, Math.min(at + 8 + size, buffer.length));
      return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i));
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('WAV file without data');
}
