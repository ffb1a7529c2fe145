// SPDX-License-Identifier: Apache-2.0
import dayjs from 'dayjs';

/** 65 → "01:05", 3700 → "1:01:40". */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return '–';
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const mm = String(Math.floor((whole % 3600) / 60)).padStart(2, '0');
  const ss = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${mm}:${ss}` : `${mm}:${ss}`;
}

export function time(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('HH:mm:ss') : '–';
}

export function dateTime(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD HH:mm:ss') : '–';
}

export function day(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD') : '–';
}

export function shortDateTime(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('MM-DD HH:mm:ss') : '–';
}

const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_NUMBER = 32;

/**
 * A telephone number in the groups in which it is read aloud: 13812345678 → 138 1234 5678. Other numbers stay whole.
 * Control characters of a hostile caller id never reach the page; the length is bounded.
 */
export function phoneGroups(number: string | null | undefined): string[] {
  const clean = (number ?? '').replace(INVISIBLE, '');
  if (/^1\d{10}$/.test(clean)) return [clean.slice(0, 3), clean.slice(3, 7), clean.slice(7)];
  if (!clean) return [];
  return [clean.length > LONGEST_NUMBER ? `${clean.slice(0, LONGEST_NUMBER - 1)}…` : clean];
}

export function phone(number: string | null | undefined): string {
  return phoneGroups(number).join(' ');
}

const ISO_DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Whole seconds of an ISO-8601 duration as the hub writes it (`PT26H3M12.5S`); undefined for anything else. */
export function secondsOf(iso: string | null | undefined): number | undefined {
  const parts = ISO_DURATION.exec(iso ?? '');
  if (!parts || iso === 'PT') return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return Math.floor((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0));
}

/** Yuan as it is read: "12345.6" → "12,345.60"; what is no amount stays as it is. */
export function yuan(amount: unknown): string {
  const text = String(amount ?? '');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text || '–';
  const [whole = '', cents = ''] = text.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
}
