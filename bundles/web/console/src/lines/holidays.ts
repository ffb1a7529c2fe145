// SPDX-License-Identifier: Apache-2.0
import type { HolidayDay, HolidaysInput } from '../api/lines';

/** What stands in a list: which line cannot be read, if one cannot. */
export type ReadHolidays = { holidays: HolidaysInput } | { line: number };

const WORDS: Record<string, HolidayDay['kind']> = {
  HOLIDAY: 'HOLIDAY',
  MAKE_UP: 'MAKE_UP',
  放假: 'HOLIDAY',
  上班: 'MAKE_UP',
  调休上班: 'MAKE_UP',
};

/**
 * Reads the list of a year: JSON as the hub writes it, or lines `2026-10-01,HOLIDAY,国庆节` and `2026-10-10,MAKE_UP,国庆节`
 * (放假 and 上班 in Chinese). Blank lines and a line of titles are passed over.
 */
export function readHolidays(text: string, source: string): ReadHolidays {
  if (text.trimStart().startsWith('{')) {
    try {
      const read = JSON.parse(text) as Partial<HolidaysInput>;
      return Array.isArray(read.days) ? { holidays: { source: source || read.source || '', days: read.days } } : { line: 1 };
    } catch {
      return { line: 1 };
    }
  }
  const days: HolidayDay[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const [day, word, label] = line.replace(/^\uFEFF/, '').split(/[,，\t]/).map((part) => part.trim());
    if (!day || (i === 0 && !/^\d/.test(day))) continue;
    const kind = WORDS[word ?? ''];
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !kind) return { line: i + 1 };
    days.push({ day, kind, label: label ?? '' });
  }
  return { holidays: { source, days } };
}
