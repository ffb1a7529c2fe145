// SPDX-License-Identifier: Apache-2.0
import type { BusinessAnswer } from '../api/types';
import { ApiError } from '../api/http';
import type { I18n } from '../i18n';

export interface Account {
  name: string;
  insurance: string;
  balance: string;
  month: string;
  status: string;
}

export interface Contribution {
  month: string;
  base: string;
  personal: string;
  employer: string;
  employerName: string;
}

/** A business system's answer is foreign: what is missing or of another kind is shown as nothing, never trusted. */
export function accountOf(answer: BusinessAnswer): Account {
  const text = (name: string) => textOf(answer.content[name]);
  return { name: text('name'), insurance: text('insurance'), balance: text('balance'), month: text('month'), status: text('status') };
}

/** The latest month first. */
export function contributionsOf(answer: BusinessAnswer): Contribution[] {
  const items = Array.isArray(answer.content.items) ? (answer.content.items as unknown[]) : [];
  return items
    .filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    .map((item) => ({
      month: textOf(item.month),
      base: textOf(item.base),
      personal: textOf(item.personal),
      employer: textOf(item.employer),
      employerName: textOf(item.employerName),
    }))
    .sort((a, b) => b.month.localeCompare(a.month));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The last twelve months with this one, as the operation takes them. */
export function lastYear(now: Date): { from: string; to: string } {
  const month = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
  return { from: month(new Date(now.getFullYear(), now.getMonth() - 11, 1)), to: month(now) };
}

/** Why a business system refused, in words where the reason is one of the known ones. */
export function businessFailure(failure: unknown, { describe, word }: I18n): string {
  const reason = failure instanceof ApiError && failure.code === 'business.refused' ? String(failure.args.reason ?? '') : '';
  const known = reason ? word('businessReason', reason) : reason;
  return known && known !== reason ? known : describe(failure);
}
