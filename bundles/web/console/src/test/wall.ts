// SPDX-License-Identifier: Apache-2.0
import type { SeatView, WallChange, WallView } from '../api/wall';

export function seat(number: string, change: Partial<SeatView> = {}): SeatView {
  return {
    agentId: number,
    number,
    name: '林晓',
    region: '440300000000',
    skills: ['general'],
    state: 'READY',
    since: '2026-01-05T01:00:00Z',
    ...change,
  };
}

export function wall(change: Partial<WallView> = {}): WallView {
  return {
    scope: '000000000000||',
    sequence: 7,
    at: '2026-01-05T01:00:00Z',
    day: '2026-01-05',
    targetSeconds: 15,
    figures: {},
    skills: [],
    lines: [],
    regions: [],
    waiting: [],
    seats: [],
    thresholds: [],
    ...change,
  };
}

export function wallChange(change: Partial<WallChange>): WallChange {
  return {
    scope: '000000000000||',
    sequence: 8,
    at: '2026-01-05T01:00:01Z',
    reset: false,
    skills: [],
    lines: [],
    regions: [],
    seats: [],
    ...change,
  };
}
