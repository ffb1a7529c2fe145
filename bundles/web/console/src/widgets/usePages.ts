// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Page } from '../api/types';
import { useLoad, type Loaded } from '../app/useLoad';

export interface Pages<T> {
  rows: Loaded<T[]>;
  page: number;
  total?: number | null;
  previous?: () => void;
  next?: () => void;
}

/**
 * Walks through pages by cursor. The way back is the list of cursors already used; another `key` (a changed
 * filter) starts again at the first page.
 */
export function usePages<T>(
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  key: string,
  everyMs?: number,
): Pages<T> {
  const [walk, setWalk] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = walk.key === key ? walk.cursors : [];
  const cursor = cursors.at(-1);
  const { data, failure, loading, reload } = useLoad(
    (signal) => read(cursor, signal),
    `${key}|${cursor ?? ''}`,
    everyMs,
  );
  const next = data?.next;
  return {
    rows: { data: data?.items, failure, loading, reload },
    page: cursors.length + 1,
    total: data?.total,
    previous: cursors.length > 0 ? () => setWalk({ key, cursors: cursors.slice(0, -1) }) : undefined,
    next: next ? () => setWalk({ key, cursors: [...cursors, next] }) : undefined,
  };
}
