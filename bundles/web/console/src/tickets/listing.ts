// SPDX-License-Identifier: Apache-2.0
import type { TicketFilter } from '../api/matter';
import type { TicketSummary } from '../api/types';

/** What somebody must decide about stands above what takes its course; nothing stands there twice. */
export function attentionFirst(attention: TicketSummary[], items: TicketSummary[]): TicketSummary[] {
  const pinned = new Set(attention.map((ticket) => ticket.id));
  return [...attention, ...items.filter((ticket) => !pinned.has(ticket.id))];
}

/** One field for both: digits as a ticket's number has them are a number, everything else is looked for in titles. */
export function wordFilter(typed: string | undefined): Pick<TicketFilter, 'number' | 'text'> {
  const text = typed?.normalize('NFKC').trim();
  if (!text) return { number: undefined, text: undefined };
  return /^\d{4,8}(-\d{0,9})?$/.test(text) ? { number: text, text: undefined } : { number: undefined, text };
}
