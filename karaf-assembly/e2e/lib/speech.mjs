// SPDX-License-Identifier: Apache-2.0
// Whether a sentence was heard: it is spoken once more by the programs that the hub's engine uses, and looked for in what came
// over the line. A part counts as heard where the two agree almost sample by sample.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { level, readWav } from './tones.mjs';

const PART = 2400;

/** The sentence as samples. */
export function speak(text, folder) {
  const raw = path.join(folder, `spoken-${process.pid}.raw.wav`);
  const wav = path.join(folder, `spoken-${process.pid}.wav`);
  execFileSync('espeak-ng', ['--stdin', '-b', '1', '-v', 'cmn-latn-pinyin', '-s', '160', '-w', raw], { input: `${text}\n` });
  execFileSync('sox', ['-V1', '-D', '-t', 'wav', raw, '-t', 'wav', '-r', '8000', '-b', '16', '-c', '1', wav]);
  const samples = readWav(readFileSync(wav));
  rmSync(raw);
  rmSync(wav);
  return samples;
}

/**
 * The share of a sentence's parts of 0.3 s, silent ones left out, that occur in what was heard, in their order. How it begins
 * may occur in other sentences too: the best of those places counts.
 */
export function shareHeard(sentence, heard) {
  const parts = [];
  for (let at = 0; at + PART <= sentence.length; at += PART) {
    const part = sentence.subarray(at, at + PART);
    if (level(part) >= 0.01) parts.push(part);
  }
  let best = 0;
  for (let at = find(parts[0], heard, 0, heard.length); at >= 0; at = find(parts[0], heard, at + PART, heard.length)) {
    best = Math.max(best, following(parts, heard, at));
  }
  return best / parts.length;
}

/** How many of the parts follow each other from a place on, with small gaps. */
function following(parts, heard, from) {
  let found = 0;
  for (const part of parts) {
    const place = find(part, heard, from, from + 3 * PART);
    if (place < 0) continue;
    found++;
    from = place + PART;
  }
  return found;
}

/** Where the part occurs: the first place with a normalised correlation over 0.9. */
function find(part, heard, from, to) {
  let energy = 0;
  for (const sample of part) energy += sample * sample;
  const last = Math.min(to, heard.length - part.length);
  let window = 0;
  for (let i = from; i < Math.min(from + part.length, heard.length); i++) window += heard[i] * heard[i];
  for (let place = from; place <= last; place++) {
    if (window > energy / 4 && window < energy * 4) {
      let sum = 0;
      for (let i = 0; i < part.length; i++) sum += part[i] * heard[place + i];
      if (sum / Math.sqrt(energy * window) > 0.9) return place;
    }
    window += heard[place + part.length] ** 2 - heard[place] ** 2;
  }
  return -1;
}

/** What the hub's own flow says first in its node account-result, of this month. */
export function balanceSentence(balance) {
  const now = new Date();
  const year = [...String(now.getFullYear())].map(digit => NUMERALS[digit]).join('');
  return `截至${year}年${whole(now.getMonth() + 1)}月，您的个人账户余额为${money(balance)}。重听请按1，返回主菜单请按9，人工服务请按0。`;
}

const NUMERALS = '零一二三四五六七八九';

/** An amount of yuan with two decimals as it is said: 12345.67 is 一万二千三百四十五元六角七分. */
function money(amount) {
  const [yuan, cents] = amount.split('.');
  const text = whole(Number(yuan)) + '元';
  if (cents === '00') return text;
  const [jiao, fen] = cents;
  return text + (jiao === '0' ? '零' : `${NUMERALS[jiao]}角`) + (fen === '0' ? '' : `${NUMERALS[fen]}分`);
}

/** A number as it is said; ten is 十 at the beginning and 一十 behind a hundred. */
function whole(number) {
  return places(number).replace(/^一十/, '十');
}

function places(number) {
  if (number >= 10_000) {
    const rest = number % 10_000;
    return places(Math.floor(number / 10_000)) + '万' + (rest === 0 ? '' : (rest < 1000 ? '零' : '') + places(rest));
  }
  let text = '';
  let gap = false;
  for (const [size, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']]) {
    const digit = Math.floor(number / size) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += (gap ? '零' : '') + NUMERALS[digit] + name;
      gap = false;
    }
  }
  return text;
}
