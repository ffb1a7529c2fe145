// SPDX-License-Identifier: Apache-2.0
import type { SeatView, WallChange, WallRow, WallThreshold, WallView } from '../api/wall';
import type { AgentState } from '../api/types';
import { duration } from '../app/format';
import type { Key } from '../i18n';

/** The figures in the order of the screen; their names and formulas stand in docs/metrics.md. */
export const MAIN_FIGURES = [
  'waiting',
  'longestWait',
  'expectedWait',
  'agentsReady',
  'serviceLevel15',
  'connectRate15',
  'serviceLevel',
  'connectRate',
] as const;

export const FIGURE_GROUPS = {
  now: ['inMenu', 'talking'],
  quarter: ['queued15', 'answered15', 'abandoned15'],
  today: ['offered', 'selfServed', 'queued', 'answered', 'abandoned', 'abandonedShort', 'speedOfAnswer', 'averageTalk', 'averageAfterCallWork', 'occupancy', 'serviceLevel24H'],
  agents: ['agentsLoggedIn', 'agentsReserved', 'agentsBusy', 'agentsAfterCallWork', 'agentsBreak', 'agentsNotReady'],
} as const;

export type FigureId = (typeof MAIN_FIGURES)[number] | (typeof FIGURE_GROUPS)[keyof typeof FIGURE_GROUPS][number];

/** Columns of the tables by skill, line and region. */
export const ROW_FIGURES: readonly FigureId[] = ['waiting', 'longestWait', 'talking', 'queued', 'answered', 'abandoned', 'connectRate', 'serviceLevel', 'speedOfAnswer'];

const PERCENT: ReadonlySet<string> = new Set(['connectRate', 'connectRate15', 'serviceLevel', 'serviceLevel15', 'serviceLevel24H', 'occupancy']);
const SECONDS: ReadonlySet<string> = new Set(['longestWait', 'expectedWait', 'speedOfAnswer', 'averageTalk', 'averageAfterCallWork']);

export const nameOf = (figure: FigureId): Key => `metric.${figure}`;

/** As people read it; a figure that cannot be said is a dash. */
export function shown(figure: FigureId, figures: Record<string, number>): string {
  const value = figures[figure];
  if (value === undefined) return '–';
  if (PERCENT.has(figure)) return `${value.toFixed(figure === 'occupancy' ? 0 : 1)}%`;
  return SECONDS.has(figure) ? duration(value) : String(value);
}

export type Level = 'good' | 'warn' | 'alarm';

/** What the configured threshold makes of a figure; nothing where there is none. */
export function levelOf(figure: FigureId, figures: Record<string, number>, thresholds: WallThreshold[]): Level | undefined {
  const threshold = thresholds.find((each) => each.metric === figure);
  const value = figures[figure];
  if (!threshold || value === undefined) return undefined;
  const beyond = (limit: number) => (threshold.below ? value < limit : value > limit);
  if (beyond(threshold.alarm)) return 'alarm';
  return beyond(threshold.warn) ? 'warn' : 'good';
}

/** The wall after a change; undefined if one was missed and it must be read anew. */
export function applyChange(wall: WallView, change: WallChange): WallView | undefined {
  if (change.scope !== wall.scope || change.sequence <= wall.sequence) return wall;
  if (change.reset || change.sequence !== wall.sequence + 1) return undefined;
  return {
    ...wall,
    sequence: change.sequence,
    at: change.at,
    figures: change.figures ?? wall.figures,
    skills: merge(wall.skills, change.skills, (row) => row.key),
    lines: merge(wall.lines, change.lines, (row) => row.key),
    regions: merge(wall.regions, change.regions, (row) => row.key),
    waiting: change.waiting ?? wall.waiting,
    seats: merge(wall.seats, change.seats, (seat) => seat.agentId),
  };
}

function merge<T>(old: T[], changed: T[], key: (item: T) => string): T[] {
  if (changed.length === 0) return old;
  const news = new Map(changed.map((item) => [key(item), item]));
  const kept = old.map((item) => {
    const next = news.get(key(item)) ?? item;
    news.delete(key(item));
    return next;
  });
  return [...kept, ...news.values()];
}

export type Grouping = 'skill' | 'region';

export interface SeatGroup {
  key: string;
  seats: SeatView[];
}

/** Seats by their best skill or by region, each group by number. */
export function groupSeats(seats: SeatView[], grouping: Grouping): SeatGroup[] {
  const groups = new Map<string, SeatView[]>();
  for (const seat of seats) {
    const key = (grouping === 'skill' ? seat.skills[0] : seat.region) ?? '';
    groups.set(key, [...(groups.get(key) ?? []), seat]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, members]) => ({ key, seats: members.sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true })) }));
}

/** Where an arrow key leads from a seat; the groups stand below one another, `columns` seats in a line. */
export function moveFrom(groups: SeatGroup[], agentId: string | undefined, key: string, columns: number): string | undefined {
  const lines = groups.flatMap((group) => chunks(group.seats, columns));
  const line = lines.findIndex((each) => each.some((seat) => seat.agentId === agentId));
  if (line < 0) return lines[0]?.[0]?.agentId;
  const column = lines[line]!.findIndex((seat) => seat.agentId === agentId);
  const all = lines.flat();
  const place = all.findIndex((seat) => seat.agentId === agentId);
  switch (key) {
    case 'ArrowRight':
      return all[place + 1]?.agentId;
    case 'ArrowLeft':
      return all[place - 1]?.agentId;
    case 'ArrowDown':
      return atMost(lines[line + 1], column);
    case 'ArrowUp':
      return atMost(lines[line - 1], column);
    case 'Home':
      return all[0]?.agentId;
    case 'End':
      return all.at(-1)?.agentId;
    default:
      return undefined;
  }
}

function atMost(line: SeatView[] | undefined, column: number): string | undefined {
  return line?.[Math.min(column, line.length - 1)]?.agentId;
}

function chunks(seats: SeatView[], size: number): SeatView[][] {
  const lines: SeatView[][] = [];
  for (let from = 0; from < seats.length; from += size) lines.push(seats.slice(from, from + size));
  return lines;
}

/** What may be asked for on behalf of an agent; with a contact it comes after that. */
export function askable(state: AgentState): AgentState[] {
  if (state === 'LOGGED_OUT') return ['NOT_READY', 'READY'];
  if (state === 'RESERVED' || state === 'BUSY') return ['NOT_READY', 'BREAK'];
  return (['READY', 'NOT_READY', 'BREAK', 'LOGGED_OUT'] as const).filter((each) => each !== state);
}

/** Rows with the same key order on every reading. */
export function rowsOf(wall: WallView, by: 'skills' | 'lines' | 'regions'): WallRow[] {
  return [...wall[by]].sort((a, b) => a.key.localeCompare(b.key));
}
