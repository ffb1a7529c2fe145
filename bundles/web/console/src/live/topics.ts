// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';

/**
 * Live events for the pages that show what they are about. `gap` is told when events may have been missed: whoever
 * shows something reads it again.
 */
export type Topic =
  | 'ticket.changed'
  | 'notice.changed'
  | 'citizen.verified'
  | 'citizen.order'
  | 'wall.changed'
  | 'wall.message'
  | 'wall.message-read'
  | 'alarms.changed'
  | 'routes.changed'
  | 'gap';

type Listener = (data: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

export function tell(topic: string, data?: unknown): void {
  listeners.get(topic)?.forEach((listener) => listener(data));
}

/** Calls the newest `handler` at each event of the topic, as long as the component is mounted. */
export function useLive<T>(topic: Topic, handler: (data: T) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const listener: Listener = (data) => latest.current(data as T);
    const all = listeners.get(topic) ?? new Set();
    listeners.set(topic, all.add(listener));
    return () => void all.delete(listener);
  }, [topic]);
}
