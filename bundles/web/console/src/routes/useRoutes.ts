// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react';
import { routesHub, type RouteFigures, type RouteMap } from '../api/routes';
import { useDesktop } from '../desktop/store';
import { useLive } from '../live/topics';
import { withReading } from './model';

/** The hub tells figures for 90 s after each reading. */
const RENEW_MS = 60_000;
/** While the stream is down the map asks instead. */
const POLL_MS = 5_000;

export interface LiveRoutes {
  map?: RouteMap;
  /** The figures of the last seconds, the newest last. */
  readings: RouteFigures[];
  failure?: unknown;
  reload(): void;
}

/** The map as it is: read once, its figures told by live events, read anew when what is drawn has changed. */
export function useRoutes(): LiveRoutes {
  const [state, setState] = useState<{ map?: RouteMap; readings: RouteFigures[]; failure?: unknown }>({ readings: [] });
  const running = useRef<AbortController>(undefined);
  const revision = useRef<number>(undefined);
  const connected = useDesktop((desktop) => desktop.live === 'open');

  const reload = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    routesHub.map(controller.signal).then(
      (map) => {
        if (controller.signal.aborted) return;
        running.current = undefined;
        revision.current = map.revision;
        setState((before) => ({ map, readings: withReading(before.readings, map.figures) }));
      },
      (failure: unknown) => {
        if (controller.signal.aborted) return;
        running.current = undefined;
        setState((before) => ({ ...before, failure }));
      },
    );
  }, []);

  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);

  useEffect(() => {
    const timer = setInterval(() => document.visibilityState !== 'hidden' && reload(), connected ? RENEW_MS : POLL_MS);
    return () => clearInterval(timer);
  }, [reload, connected]);

  useLive<RouteFigures>('routes.changed', (figures) => {
    if (running.current) return;
    if (figures.revision === revision.current) setState((before) => ({ ...before, readings: withReading(before.readings, figures) }));
    else reload();
  });
  useLive('gap', reload);

  return { ...state, reload };
}
