// SPDX-License-Identifier: Apache-2.0
import type { Level, SystemItem } from '../api/operations';

/** The order of the groups on the page; what the hub measures beyond them comes last. */
const GROUPS = ['machine', 'jvm', 'disk', 'database', 'broker', 'link', 'part', 'bundle', 'backup', 'audit'];

const LEVELS: Level[] = ['OK', 'INFO', 'WARN', 'CRITICAL'];

export interface Group {
  name: string;
  level: Level;
  items: SystemItem[];
}

export function worst(levels: Level[]): Level {
  return levels.reduce((so, level) => (LEVELS.indexOf(level) > LEVELS.indexOf(so) ? level : so), 'OK' as Level);
}

/** Items by the first word of their name, the groups in a fixed order so that nothing jumps. */
export function groupsOf(items: SystemItem[]): Group[] {
  const groups = new Map<string, SystemItem[]>();
  for (const item of items) {
    const name = item.name.split('.')[0] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const place = (name: string) => (GROUPS.includes(name) ? GROUPS.indexOf(name) : GROUPS.length);
  return [...groups]
    .map(([name, some]) => ({ name, items: some, level: worst(some.map((item) => item.level)) }))
    .sort((a, b) => place(a.name) - place(b.name));
}

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** 1536 → "1.5 KB". */
export function bytes(value: number): string {
  const power = value > 0 ? Math.min(SIZES.length - 1, Math.floor(Math.log2(value) / 10)) : 0;
  const scaled = value / 2 ** (10 * power);
  return `${power === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${SIZES[power]}`;
}

/** The value as it is read, without words: levels have words of their own. */
export function valueText({ value, unit }: Pick<SystemItem, 'value' | 'unit'>): string {
  switch (unit) {
    case 'bytes':
      return bytes(value);
    case 'percent':
      return `${value.toFixed(value < 10 ? 1 : 0)} %`;
    case 'ms':
      return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
    case 'hours':
      return value < 48 ? `${value.toFixed(1)} h` : `${Math.round(value / 24)} d`;
    default:
      return Number.isInteger(value) ? String(value) : value.toFixed(2);
  }
}

/** Points of a line in a box of this size; a line that does not change lies in the middle. */
export function points(line: number[], width: number, height: number): string {
  const low = Math.min(...line);
  const span = Math.max(...line) - low;
  return line
    .map((value, index) => {
      const x = line.length > 1 ? (index / (line.length - 1)) * width : width;
      const y = span > 0 ? height - ((value - low) / span) * height : height / 2;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
