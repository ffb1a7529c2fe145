// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { HistoryLine, Notice, TimelineEntry, TraceStep } from '../api/types';
import { secondsOf, yuan } from '../app/format';
import { ofKinds } from '../citizen/timelineModel';
import { translate } from '../i18n';
import { ticket } from '../test/tickets';
import { offset, sequenceOf } from '../trace/sequence';
import { span } from '../widgets/span';
import { inOrder, isTrouble } from './history';
import { attentionFirst, wordFilter } from './listing';
import { troubleFirst } from './noticeListing';

const line = (sequence: number, at: string, operation = 'note'): HistoryLine => ({ sequence, at, operation, to: 'OPEN', actor: 'HUB:hub', took: 'PT1S', data: {} });

it('a history goes by its own count, not by clocks that jump', () => {
  const lines = [line(3, '2026-01-05T00:59:00Z'), line(1, '2026-01-05T01:00:00Z'), line(2, '2026-01-05T01:00:00Z')];
  expect(inOrder(lines).map((each) => each.sequence)).toEqual([1, 2, 3]);
  expect(isTrouble(line(1, '', 'dispatch-failed'))).toBe(true);
  expect(isTrouble(line(1, '', 'accept'))).toBe(false);
});

describe("a citizen's timeline", () => {
  const entry = (id: string, at: string, kind: TimelineEntry['kind'] = 'CONTACT'): TimelineEntry => ({ id, at, kind, label: '', data: {} });
  const entries = [entry('new', '2026-01-05T03:00:00Z'), entry('t', '2026-01-05T02:00:00Z', 'TICKET'), entry('old', '2026-01-01T00:00:00Z'), entry('new', '2026-01-05T03:00:00Z')];

  it('has the newest first and nothing twice, also where pages overlap', () => {
    expect(ofKinds(entries, 'all').map((each) => each.id)).toEqual(['new', 't', 'old']);
  });

  it('can be narrowed', () => {
    expect(ofKinds(entries, 'TICKET').map((each) => each.id)).toEqual(['t']);
  });
});

describe('lists', () => {
  it('put what needs a decision on top, once', () => {
    const [one, two, three] = ['1', '2', '3'].map((id) => ticket({ id }));
    expect(attentionFirst([two!], [one!, two!, three!]).map((each) => each.id)).toEqual(['2', '1', '3']);
  });

  it('put messages that did not arrive on top, the newest of them first', () => {
    const notice = (id: string, createdAt: string) => ({ id, createdAt }) as Notice;
    const [a, b, c] = [notice('a', '2026-01-01T00:00:00Z'), notice('b', '2026-01-03T00:00:00Z'), notice('c', '2026-01-02T00:00:00Z')];
    expect(troubleFirst([a, b], [b, c, a]).map((each) => each.id)).toEqual(['b', 'a', 'c']);
  });

  it('take digits for a number and words for a title', () => {
    expect(wordFilter('20260105-42')).toEqual({ number: '20260105-42', text: undefined });
    expect(wordFilter(' ２０２６ ')).toEqual({ number: '2026', text: undefined });
    expect(wordFilter('拖欠工资')).toEqual({ number: undefined, text: '拖欠工资' });
    expect(wordFilter(' ')).toEqual({ number: undefined, text: undefined });
  });
});

describe('the way through the hub', () => {
  const step = (id: string, at: string, cause?: string, deadAt: string[] = []): TraceStep => ({ id, at, type: 'ticket.opened/1', key: 'k', cause, source: 's', actor: 'HUB:hub', durable: true, content: false, handledBy: [], deadAt, outcomes: [] });

  it('shows causes as depth, and bears one that is not on record', () => {
    const lines = sequenceOf([step('a', '2026-01-05T01:00:00.000Z'), step('b', '2026-01-05T01:00:00.250Z', 'a', ['x']), step('c', '2026-01-05T01:00:02.000Z', 'forgotten')]);
    expect(lines.map(({ number, cause, depth, after, dead, type }) => ({ number, cause, depth, after, dead, type }))).toEqual([
      { number: 1, cause: undefined, depth: 0, after: 0, dead: false, type: 'ticket.opened' },
      { number: 2, cause: 1, depth: 1, after: 250, dead: true, type: 'ticket.opened' },
      { number: 3, cause: undefined, depth: 0, after: 2000, dead: false, type: 'ticket.opened' },
    ]);
    expect(sequenceOf([])).toEqual([]);
  });

  it('says how long after the first', () => {
    expect([offset(12), offset(34_000), offset(125_000), offset(3_725_000)]).toEqual(['+0.012 s', '+34 s', '+2:05', '+1:02:05']);
  });
});

describe('how long and how much', () => {
  const t = (key: Parameters<typeof translate>[1], args?: Record<string, unknown>) => translate('zh', key, args);

  it('durations of the hub are read as people say them', () => {
    expect(['PT0.2S', 'PT45S', 'PT12M3S', 'PT3H20M', 'PT52H'].map((iso) => span(iso, t))).toEqual(['0 秒', '45 秒', '12 分钟', '3 小时 20 分', '2 天 4 小时']);
    expect(span('nonsense', t)).toBe('');
    expect(secondsOf('PT26H3M12.5S')).toBe(93_792);
    expect(secondsOf('PT')).toBeUndefined();
  });

  it('amounts in groups with two digits behind the point; what is no amount stays', () => {
    expect([yuan('1234567.8'), yuan('12'), yuan(''), yuan('<b>'), yuan(undefined)]).toEqual(['1,234,567.80', '12.00', '–', '<b>', '–']);
  });
});
