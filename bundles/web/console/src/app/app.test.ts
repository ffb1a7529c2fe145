// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Role, Session } from '../api/types';
import { regionName } from '../widgets/region';
import { screensOf } from './access';
import { noteServerDate, now, secondsSince, secondsUntil } from './clock';
import { duration, phone, phoneGroups } from './format';

const session = (roles: Role[], ...permissions: string[]): Session => ({
  user: { id: 'u1', login: 'x', name: 'x', roles, region: '', mustChangePassword: false, mustSetUpSecondFactor: false },
  permissions,
  csrfToken: '',
  expiresAt: '',
});

describe('the menu', () => {
  it('shows what the permissions allow', () => {
    expect(screensOf(session(['agent'], 'acd:self', 'queue:read'), false)).toEqual(['desktop', 'mine', 'queues']);
    expect(screensOf(session(['administrator'], '*'), false)).toContain('audit');
    expect(screensOf(session(['administrator'], 'audit:read'), false)).toEqual(['audit']);
    expect(screensOf(undefined, false)).toEqual([]);
  });

  it('spares a supervisor the desktop until there is an agent number', () => {
    const supervisor = session(['supervisor'], 'acd:self', 'contact:read');
    expect(screensOf(supervisor, false)).toEqual(['contacts']);
    expect(screensOf(supervisor, true)).toEqual(['desktop', 'mine', 'contacts']);
  });
});

describe('numbers', () => {
  it('are grouped when they are mobile numbers', () => {
    expect(phone('13812345678')).toBe('138 1234 5678');
    expect(phone('075526001234')).toBe('075526001234');
    expect(phone(null)).toBe('');
  });

  it('of hostile callers are cleaned and cut', () => {
    expect(phoneGroups('138\u0000\u202e12345678')).toEqual(['138', '1234', '5678']);
    expect(phone('9'.repeat(16_384))).toHaveLength(32);
  });
});

describe('durations', () => {
  it('read like a clock', () => {
    expect(duration(65)).toBe('01:05');
    expect(duration(3700)).toBe('1:01:40');
    expect(duration(-3)).toBe('00:00');
    expect(duration(null)).toBe('–');
  });

  it('never run backwards', () => {
    const second = Date.parse('2026-01-05T01:00:00Z') / 1000;
    expect(secondsSince('2026-01-05T01:00:05Z', second)).toBe(0);
    expect(secondsUntil('2026-01-05T01:00:45Z', second)).toBe(45);
  });
});

describe('the clock', () => {
  it('follows the hub when the seat is minutes wrong, and ignores a second', () => {
    const local = Date.now();
    noteServerDate(new Date(local + 300_000).toUTCString(), local);
    expect(now() - Date.now()).toBeGreaterThan(290_000);
    noteServerDate(new Date(local).toUTCString(), local);
    expect(Math.abs(now() - Date.now())).toBeLessThan(50);
    noteServerDate('nonsense');
    expect(Math.abs(now() - Date.now())).toBeLessThan(50);
  });
});

describe('regions', () => {
  it('are named by province and division', () => {
    expect(regionName('440300000000', 'zh')).toBe('广东 440300');
    expect(regionName('110000000000', 'en')).toBe('Beijing');
    expect(regionName(undefined, 'zh')).toBe('–');
    expect(regionName('990000000000', 'zh')).toBe('990000000000');
  });
});
