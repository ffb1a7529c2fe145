// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { thrownCodes } from '../../scripts/codes.mjs';
import { ApiError } from '../api/http';
import { ALL_SCREENS } from '../app/access';
import { en } from './en';
import { errorsEn, errorsZh } from './errors';
import { describeError, fill } from './index';
import { zh } from './zh';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each([
  ['texts', zh as Record<string, string>, en as Record<string, string>],
  ['errors', errorsZh, errorsEn],
])('%s', (_, chinese, english) => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  });

  it('have the same place-holders in both languages', () => {
    for (const [key, text] of Object.entries(chinese)) {
      expect(placeholders(english[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('are never empty and never half-width punctuated in Chinese', () => {
    for (const [key, text] of Object.entries(chinese)) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:]/);
    }
  });
});

it('says 咨询员, as the hotlines do', () => {
  expect(Object.values(zh).join()).not.toContain('征询员');
});

it('has help on every screen', () => {
  for (const screen of ALL_SCREENS) expect(zh).toHaveProperty([`guide.${screen}`]);
});

describe('errors', () => {
  it('have a sentence for each code that the hub throws', () => {
    const thrown = thrownCodes();
    expect(thrown).toEqual(expect.arrayContaining(['acd.agent.invalid', 'contact.not-own', 'rest.body.invalid', 'store.unavailable']));
    expect(thrown.filter((code) => !errorsZh[code])).toEqual([]);
  });

  it('are told with their arguments', () => {
    const failure = new ApiError(429, 'security.login.throttled', { retryAfterSeconds: 17 });
    expect(describeError('en', failure)).toContain('17 s');
  });

  it('unknown ones name their code and the trace', () => {
    const failure = new ApiError(500, 'brand.new', {}, 'abc123');
    expect(describeError('zh', failure)).toMatch(/brand\.new.*abc123/);
  });

  it('leave out arguments that are missing', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and ');
  });
});
