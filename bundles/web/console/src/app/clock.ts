// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/**
 * The hub's time as far as the browser can tell. Seats often have wrong clocks; a state that began "in three
 * minutes" would show a negative duration, so answers' Date headers correct the local clock.
 */
let skewMs = 0;
const TOLERATED_SKEW_MS = 2_000;

export function noteServerDate(header: string | null, localNow = Date.now()): void {
  const server = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(server)) return;
  const skew = server - localNow;
  skewMs = Math.abs(skew) > TOLERATED_SKEW_MS ? skew : 0;
}

export function now(): number {
  return Date.now() + skewMs;
}

const listeners = new Set<() => void>();
let second = Math.floor(now() / 1000);
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const current = Math.floor(now() / 1000);
    if (current === second) return;
    second = current;
    listeners.forEach((each) => each());
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Whole seconds of the hub's time; re-renders the caller once a second, all callers in the same moment. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, () => second);
}

export function secondsSince(instant: string, atSecond: number): number {
  return Math.max(0, atSecond - Math.floor(Date.parse(instant) / 1000));
}

export function secondsUntil(instant: string, atSecond: number): number {
  return Math.max(0, Math.ceil(Date.parse(instant) / 1000) - atSecond);
}
