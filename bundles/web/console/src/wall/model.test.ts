// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';
import { seat, wall, wallChange } from '../test/wall';
import { applyChange, askable, FIGURE_GROUPS, groupSeats, levelOf, MAIN_FIGURES, moveFrom, nameOf, shown, type FigureId } from './model';

const FIGURES: FigureId[] = [...MAIN_FIGURES, ...Object.values(FIGURE_GROUPS).flat()];

describe('the figures', () => {
  const dictionary = readFileSync('../../../docs/metrics.md', 'utf8');
  const rows = [...dictionary.slice(dictionary.indexOf('## The wall'), dictionary.indexOf('## Elsewhere')).matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \|/gm)];

  it('are those of the metric dictionary, each once, under its names', () => {
    expect([...FIGURES].sort()).toEqual(rows.map((row) => row[1]).sort());
    for (const [, id, chinese, english] of rows) {
      expect(zh[nameOf(id as FigureId)], id).toBe(chinese);
      expect(en[nameOf(id as FigureId)], id).toBe(english);
    }
  });

  it('read as people read them', () => {
    expect(shown('serviceLevel', { serviceLevel: 93.25 })).toBe('93.3%');
    expect(shown('occupancy', { occupancy: 82 })).toBe('82%');
    expect(shown('longestWait', { longestWait: 75 })).toBe('01:15');
    expect(shown('waiting', { waiting: 3 })).toBe('3');
    expect(shown('connectRate', {})).toBe('–');
  });

  it('take the level of their threshold, in both directions', () => {
    const thresholds = [
      { metric: 'waiting', below: false, warn: 5, alarm: 20 },
      { metric: 'serviceLevel', below: true, warn: 95, alarm: 80 },
    ];
    const waiting = (n: number) => levelOf('waiting', { waiting: n }, thresholds);
    expect([waiting(5), waiting(6), waiting(21)]).toEqual(['good', 'warn', 'alarm']);
    const level = (n: number) => levelOf('serviceLevel', { serviceLevel: n }, thresholds);
    expect([level(95), level(94.9), level(79)]).toEqual(['good', 'warn', 'alarm']);
    expect(levelOf('answered', { answered: 1 }, thresholds)).toBeUndefined();
    expect(levelOf('serviceLevel', {}, thresholds)).toBeUndefined();
  });
});

describe('a change', () => {
  it('replaces what it tells and keeps the rest', () => {
    const before = wall({ seats: [seat('1'), seat('2')], figures: { waiting: 0 } });
    const after = applyChange(before, wallChange({ sequence: 8, figures: { waiting: 2 }, seats: [seat('2', { state: 'BUSY' }), seat('3')] }))!;
    expect(after.figures).toEqual({ waiting: 2 });
    expect(after.seats.map((each) => `${each.agentId} ${each.state}`)).toEqual(['1 READY', '2 BUSY', '3 READY']);
    expect(after.skills).toBe(before.skills);
    expect(after.sequence).toBe(8);
  });

  it('of another wall, or one that is known, changes nothing', () => {
    const before = wall();
    expect(applyChange(before, wallChange({ sequence: 8, scope: 'other' }))).toBe(before);
    expect(applyChange(before, wallChange({ sequence: 7 }))).toBe(before);
  });

  it('after a gap, or that takes something away, asks for a new reading', () => {
    expect(applyChange(wall(), wallChange({ sequence: 9 }))).toBeUndefined();
    expect(applyChange(wall(), wallChange({ sequence: 8, reset: true }))).toBeUndefined();
  });
});

describe('the seat plan', () => {
  const groups = groupSeats(
    [seat('10'), seat('9'), seat('1', { skills: ['law'] }), seat('2', { skills: ['law'] }), seat('3', { skills: ['law'] })],
    'skill',
  );

  it('groups by best skill or region, by number', () => {
    expect(groups.map((group) => [group.key, group.seats.map((each) => each.number)])).toEqual([
      ['general', ['9', '10']],
      ['law', ['1', '2', '3']],
    ]);
    expect(groupSeats([seat('1', { region: '440300000000' }), seat('2', { region: undefined })], 'region').map((group) => group.key)).toEqual(['', '440300000000']);
  });

  it('is walked by arrow keys over lines and groups', () => {
    const from = (agent: string | undefined, key: string) => moveFrom(groups, agent, key, 2);
    expect(from('9', 'ArrowRight')).toBe('10');
    expect(from('10', 'ArrowRight')).toBe('1');
    expect(from('10', 'ArrowDown')).toBe('2');
    expect(from('2', 'ArrowDown')).toBe('3');
    expect(from('1', 'ArrowUp')).toBe('9');
    expect(from('9', 'ArrowLeft')).toBeUndefined();
    expect(from('9', 'End')).toBe('3');
    expect(from('3', 'Home')).toBe('9');
    expect(from('3', 'x')).toBeUndefined();
    expect(from(undefined, 'ArrowDown')).toBe('9');
  });

  it('asks only for states that can follow', () => {
    expect(askable('LOGGED_OUT')).toEqual(['NOT_READY', 'READY']);
    expect(askable('BUSY')).toEqual(['NOT_READY', 'BREAK']);
    expect(askable('READY')).not.toContain('READY');
  });
});
