// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import { trace } from '../api/matter';
import type { RouteFigures, RouteMap } from '../api/routes';
import type { Matter } from '../api/types';
import { useLoad, type Loaded } from '../app/useLoad';

/** A matter is read again at most this often, and only when something has passed. */
const PAUSE_MS = 2_000;
/** What consoles are told counts for nothing: it is told because somebody looks. */
const TELLING = /^hub\.live-update\//;

/** The matter that is followed, read again while the hub is at work. */
export function useFollowed(id: string, map: RouteMap | undefined, readings: RouteFigures[]): Loaded<Matter | undefined> {
  const matter = useLoad<Matter | undefined>((signal) => (id ? trace(id, signal) : Promise.resolve(undefined)), `follow ${id}`);
  const { reload } = matter;
  const figures = readings.at(-1);
  const passed = map?.publications.reduce((all, each, place) => all + (TELLING.test(each.type) ? 0 : (figures?.published[place] ?? 0)), 0) ?? 0;
  const read = useRef({ passed, at: 0 });
  useEffect(() => {
    if (!id || passed === read.current.passed) return undefined;
    const wait = Math.max(0, read.current.at + PAUSE_MS - Date.now());
    const timer = setTimeout(() => {
      read.current = { passed, at: Date.now() };
      reload();
    }, wait);
    return () => clearTimeout(timer);
  }, [id, passed, reload]);
  return id ? matter : { ...matter, data: undefined, failure: undefined };
}
