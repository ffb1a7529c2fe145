// SPDX-License-Identifier: Apache-2.0
import type { Category, TimelineEntry } from '../api/types';
import type { I18n } from '../i18n';

export type Shown = 'all' | 'CONTACT' | 'TICKET' | 'NOTICE';

/** The hub gives them newest first; entries of one moment keep its order, and what came twice over two pages is shown once. */
export function ofKinds(entries: TimelineEntry[], shown: Shown): TimelineEntry[] {
  const seen = new Set<string>();
  return entries
    .filter((entry) => shown === 'all' || entry.kind === shown)
    .filter((entry) => {
      const key = `${entry.kind} ${entry.id}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

export interface TimelineLine {
  head: string;
  facts: string[];
  /** Somebody should do something about it. */
  alarm: boolean;
}

export function lineOf(entry: TimelineEntry, i18n: I18n, categories: Category[]): TimelineLine {
  const { t, word, label } = i18n;
  const text = (name: string) => (typeof entry.data[name] === 'string' ? (entry.data[name] as string) : undefined);
  const category = text('category');
  const named = category ? label(categories.find((each) => each.code === category) ?? { code: category }) : undefined;
  const state = text('state') ?? '';
  const code = text('code');
  const facts = (...parts: (string | undefined | false)[]) => parts.filter((part): part is string => Boolean(part) && part !== '–');
  switch (entry.kind) {
    case 'CONTACT':
      return { head: word('medium', entry.label), facts: facts(named, word('endReason', text('reason'))), alarm: false };
    case 'TICKET':
      return {
        head: t('timeline.ticket', { number: entry.label }),
        facts: facts(word('ticketState', state), named),
        alarm: state === 'ATTENTION',
      };
    case 'NOTICE':
      return {
        head: t('timeline.notice'),
        facts: facts(word('noticeState', state), code && i18n.cause(code)),
        alarm: state === 'FAILED' || state === 'UNCERTAIN',
      };
    case 'VERIFICATION':
      return {
        head: t('timeline.verified'),
        facts: facts(word('verifyMethod', entry.label), word('level', text('level')), word('party', text('party'))),
        alarm: false,
      };
    case 'BUSINESS':
      return {
        head: word('businessOperation', text('operation') ?? entry.label),
        facts: facts(word('orderState', state), code && i18n.cause(code)),
        alarm: state === 'REJECTED' || state === 'UNCERTAIN',
      };
    case 'MERGE':
      return { head: t(entry.label === 'undone' ? 'timeline.unmerged' : 'timeline.merged'), facts: facts(text('reason')), alarm: false };
  }
}
