// SPDX-License-Identifier: Apache-2.0
import { ApiError } from '../api/http';
import type { InputProblem, OperationInput, Ticket } from '../api/types';

export type OperationField = 'note' | 'department' | 'answer' | 'reply';

export interface OperationFields {
  outcome?: string;
  note: string;
  department?: string;
  answer: string;
  reply: string;
}

export const NOTHING: OperationFields = { note: '', answer: '', reply: '' };

/** In the order in which they are offered; what ends a ticket for good comes last. */
const ORDER = ['decide', 'review', 'dispatch', 'accept', 'resolve', 'send-back', 'urge', 'note', 'close', 'discard'];
const DANGEROUS = new Set(['discard', 'send-back']);

export const LONGEST_OF: Record<OperationField, number> = { note: 2_000, department: 64, answer: 4_000, reply: 500 };

/** What the person may do now; the hub says it with the ticket, the console knows no rule of its own. */
export function offered(ticket: Ticket): string[] {
  const known = ORDER.filter((operation) => ticket.allowed.includes(operation));
  const more = ticket.allowed.filter((operation) => !ORDER.includes(operation));
  return [...known, ...more];
}

/** The one that moves the ticket on; the screen shows it first and plainly. */
export function mainOperation(ticket: Ticket): string | undefined {
  return offered(ticket).find((operation) => ['decide', 'review', 'accept', 'resolve'].includes(operation));
}

export function isDangerous(operation: string): boolean {
  return DANGEROUS.has(operation);
}

/**
 * The outcomes to choose from. Without a process that waits for a decision it can only be started again, closed or
 * discarded.
 */
export function outcomesOf(operation: string, ticket: Ticket): string[] {
  if (operation === 'review') return ['accepted', 'rejected'];
  if (operation !== 'decide') return [];
  const asked = ticket.works.some((work) => work.work === 'decide');
  const outcomes: string[] = [];
  if (asked || ticket.allowed.includes('dispatch')) outcomes.push('dispatch');
  if (asked) outcomes.push('notify');
  if (ticket.allowed.includes('close')) outcomes.push('close');
  if (ticket.allowed.includes('discard')) outcomes.push('discard');
  return outcomes;
}

interface Need {
  field: OperationField;
  required: boolean;
}

const need = (field: OperationField, required = false): Need => ({ field, required });

/** What is asked for an operation with this outcome. */
export function needsOf(operation: string, outcome?: string): Need[] {
  switch (operation) {
    case 'dispatch':
      return [need('department', true), need('note')];
    case 'resolve':
      return [need('answer', true)];
    case 'send-back':
    case 'urge':
    case 'note':
    case 'discard':
      return [need('note', true)];
    case 'review':
      return outcome === 'rejected' ? [need('note', true)] : [need('reply'), need('note')];
    case 'decide':
      if (outcome === 'dispatch') return [need('department', true), need('note')];
      if (outcome === 'notify') return [need('reply'), need('note')];
      return [need('note', outcome === 'discard')];
    default:
      return [need('note')];
  }
}

export function operationProblems(operation: string, fields: OperationFields, outcomes: string[]): InputProblem[] {
  const problems: InputProblem[] = [];
  if (outcomes.length && !fields.outcome) problems.push({ field: 'outcome', code: 'required' });
  for (const { field, required } of needsOf(operation, fields.outcome)) {
    const value = fields[field]?.trim() ?? '';
    if (required && !value) problems.push({ field, code: 'required' });
    else if ([...value].length > LONGEST_OF[field]) problems.push({ field, code: 'too-long' });
  }
  return problems;
}

/** Only what this operation takes: what was typed for another outcome is not sent. */
export function operationInput(operation: string, fields: OperationFields, version: number): OperationInput {
  const input: OperationInput = { version };
  if (fields.outcome) input.outcome = fields.outcome;
  for (const { field } of needsOf(operation, fields.outcome)) {
    const value = fields[field]?.trim();
    if (value) input[field] = value;
  }
  return input;
}

/** Somebody was faster: the ticket has to be read again before the person decides anew. */
export function isConflict(failure: unknown): boolean {
  return (
    failure instanceof ApiError &&
    failure.status === 409 &&
    ['ticket.changed', 'store.conflict', 'ticket.operation.not-allowed'].includes(failure.code)
  );
}
