// SPDX-License-Identifier: Apache-2.0
import type { TraceStep } from '../api/types';

export interface SequenceLine {
  step: TraceStep;
  /** 1, 2, 3 … as the page shows them. */
  number: number;
  /** The line whose handling published this one. */
  cause?: number;
  /** How deep in the chain of causes, bounded so that the page stays narrow. */
  depth: number;
  /** Milliseconds since the first message. */
  after: number;
  dead: boolean;
  /** `ticket.opened/1` without its version. */
  type: string;
}

const DEEPEST = 6;

/** Messages in the order of publication with the chain of causes; a cause that is not on record counts as none. */
export function sequenceOf(steps: TraceStep[]): SequenceLine[] {
  const first = Date.parse(steps[0]?.at ?? '');
  const lines = new Map<string, SequenceLine>();
  steps.forEach((step, index) => {
    const cause = step.cause ? lines.get(step.cause) : undefined;
    lines.set(step.id, {
      step,
      number: index + 1,
      cause: cause?.number,
      depth: cause ? Math.min(cause.depth + 1, DEEPEST) : 0,
      after: Date.parse(step.at) - first,
      dead: step.deadAt.length > 0,
      type: step.type.replace(/\/\d+$/, ''),
    });
  });
  return [...lines.values()];
}

/** Milliseconds as they are read beside each other: +0.012 s, +3.4 s, +2:05. */
export function offset(ms: number): string {
  if (ms < 10_000) return `+${(ms / 1000).toFixed(3)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `+${seconds} s`;
  const hours = Math.floor(seconds / 3600);
  const rest = `${String(Math.floor((seconds % 3600) / 60)).padStart(hours ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return `+${hours ? `${hours}:` : ''}${rest}`;
}

/** The module of a bundle or of one of its consumers: `services.contact` of `org.shuniu.services.contact` and of `services.contact.trail`. */
export function partOf(component: string): string {
  return component.replace(/^org\.shuniu\./, '').split('.').slice(0, 2).join('.');
}
