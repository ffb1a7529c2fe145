// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react';
import { wallHub, type WallChange, type WallFilter, type WallView } from '../api/wall';
import { useDesktop } from '../desktop/store';
import { useLive } from '../live/topics';
import { applyChange } from './model';

/** The hub tells changes for 90 s after each reading. */
const RENEW_MS = 60_000;
/** While the stream is down the wall asks instead. */
const POLL_MS = 5_000;

export interface LiveWall {
  wall?: WallView;
  failure?: unknown;
  reload(): void;
}

/**
 * The wall as it is: read once, then changed by live events; read anew when one was missed. A change that arrives
 * while a reading is on its way is newer than that and is applied to it.
 */
export function useWall(filter: WallFilter): LiveWall {
  const [state, setState] = useState<{ wall?: WallView; failure?: unknown }>({});
  const current = useRef<WallView>(undefined);
  const early = useRef<WallChange[]>([]);
  const running = useRef<AbortController>(undefined);
  const connected = useDesktop((desktop) => desktop.live === 'open');
  const { region, line, skill } = filter;

  const show = useCallback((wall: WallView) => {
    current.current = wall;
    setState({ wall });
  }, []);

  const reload = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    early.current = [];
    wallHub.wall({ region, line, skill }, controller.signal).then(
      (read) => {
        if (controller.signal.aborted) return;
        running.current = undefined;
        const wall = early.current.reduce<WallView | undefined>((so, change) => so && applyChange(so, change), read);
        early.current = [];
        show(wall ?? read);
      },
      (failure: unknown) => {
        if (controller.signal.aborted) return;
        running.current = undefined;
        setState((before) => ({ ...before, failure }));
      },
    );
  }, [region, line, skill, show]);

  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);

  useEffect(() => {
    const timer = setInterval(reload, connected ? RENEW_MS : POLL_MS);
    return () => clearInterval(timer);
  }, [reload, connected]);

  useLive<WallChange>('wall.changed', (change) => {
    if (running.current) {
      early.current.push(change);
      return;
    }
    const before = current.current;
    if (!before) return;
    const after = applyChange(before, change);
    if (!after) reload();
    else if (after !== before) show(after);
  });
  useLive('gap', reload);

  return { ...state, reload };
}
