// SPDX-License-Identifier: Apache-2.0
import type { HistoryLine } from '../api/types';

/** Oldest first, by the hub's own count: clocks may stand still or jump, the sequence does not. */
export function inOrder(lines: HistoryLine[]): HistoryLine[] {
  return [...lines].sort((a, b) => a.sequence - b.sequence);
}

const FAILED = new Set(['dispatch-failed', 'urge-failed', 'notify-failed', 'process-failed', 'attention', 'work-unknown', 'send-back']);

export function isTrouble(line: HistoryLine): boolean {
  return FAILED.has(line.operation) || line.to === 'ATTENTION';
}

export interface Facts {
  department?: string;
  outcome?: string;
  code?: string;
  foreignId?: string;
  by?: string;
}

/** What of a line's data a person reads; the rest is for machines. */
export function factsOf(line: HistoryLine): Facts {
  const text = (name: string) => {
    const value = (line.data as Record<string, unknown>)[name];
    return typeof value === 'string' && value ? value : undefined;
  };
  return { department: text('department'), outcome: text('outcome'), code: text('code'), foreignId: text('foreignId'), by: text('by') };
}
