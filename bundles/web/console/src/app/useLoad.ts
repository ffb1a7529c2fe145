// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  data?: T;
  failure?: unknown;
  loading: boolean;
  reload(): void;
}

/**
 * Reads something now, when `key` changes, on `reload` and, if asked, every `everyMs`. The former data stay on the
 * screen while new ones are on their way, so that nothing jumps; an overtaken answer is dropped.
 */
export function useLoad<T>(
  read: (signal: AbortSignal) => Promise<T>,
  key: string,
  everyMs?: number,
): Loaded<T> {
  const [state, setState] = useState<{ data?: T; failure?: unknown; loading: boolean }>({ loading: true });
  const reader = useRef(read);
  const running = useRef<AbortController>(undefined);
  useEffect(() => {
    reader.current = read;
  });

  const run = useCallback((quiet: boolean) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    if (!quiet) setState((before) => ({ ...before, loading: true }));
    reader.current(controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) setState({ data, loading: false });
      },
      (failure: unknown) => {
        if (!controller.signal.aborted) setState((before) => ({ ...before, failure, loading: false }));
      },
    );
  }, []);

  useEffect(() => {
    run(false);
    const timer = everyMs ? setInterval(() => document.visibilityState !== 'hidden' && run(true), everyMs) : undefined;
    return () => {
      clearInterval(timer);
      running.current?.abort();
    };
  }, [run, key, everyMs]);

  const reload = useCallback(() => run(false), [run]);
  return { ...state, reload };
}
