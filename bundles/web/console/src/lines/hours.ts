// SPDX-License-Identifier: Apache-2.0
export const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type WeekDay = (typeof WEEK)[number];

const SPAN = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** The hours in a field: `09:00-12:00, 13:30-17:30`; nothing means closed. */
export function hoursOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,，\s]+/)
    .map((part) => part.replace(/[~～—–]/g, '-').replace(/：/g, ':'))
    .filter(Boolean);
}

export function areHours(text: string | undefined): boolean {
  return hoursOf(text).every((part) => SPAN.test(part));
}
