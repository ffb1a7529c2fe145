// SPDX-License-Identifier: Apache-2.0
import type { RouteFigures, RouteKind, RouteMap, RouteNode } from '../api/routes';
import type { TraceStep } from '../api/types';

export const KINDS: readonly RouteKind[] = ['CONNECTOR', 'CORE', 'SERVICE', 'WEB'];

/** One type of message on its way from one bundle to one consumer, or between the hub and a connector. */
export interface Flow {
  id: string;
  from: string;
  /** Nobody takes it: no bundle. */
  to?: string;
  consumer?: string;
  /** Without its version. */
  type: string;
  kind: 'EVENT' | 'COMMAND' | 'TEXT' | 'SEAM';
  total: number;
  /** Each second; unknown until there are two readings. */
  rate?: number;
  /** Tries that failed, and messages put aside, of the consumer, whoever published them. */
  failed: number;
  dead: number;
  /** Some of that just now. */
  failing: boolean;
}

/** All flows from one bundle to another: one line of the drawing. */
export interface Edge {
  id: string;
  from: string;
  to: string;
  flows: Flow[];
  total: number;
  rate?: number;
  failing: boolean;
  /** They speak by calls, not over the bus. */
  seam: boolean;
}

export interface Consumer {
  name: string;
  fed: boolean;
  lag: number;
  letters: number;
}

export interface NodeView {
  node: RouteNode;
  consumers: Consumer[];
  out?: number;
  in?: number;
  lag: number;
  letters: number;
  failing: boolean;
}

export interface MapView {
  nodes: NodeView[];
  flows: Flow[];
  edges: Edge[];
}

/** How far back the figures of the moment reach. */
const WINDOW_MS = 5_000;

/** The readings that the next rates are made from: of one drawing, the newest last. */
export function withReading(readings: RouteFigures[], next: RouteFigures): RouteFigures[] {
  const border = Date.parse(next.at) - WINDOW_MS;
  const same = readings.filter((each) => each.revision === next.revision && Date.parse(each.at) < Date.parse(next.at));
  return [...same.filter((each) => Date.parse(each.at) >= border), next];
}

type Column = 'published' | 'handled' | 'failed' | 'dead' | 'passed' | 'refused';

/** What a column grew by each second; a count that fell began anew. */
function rateOf(readings: RouteFigures[], column: Column, place: number): number | undefined {
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last || first === last) return undefined;
  const seconds = (Date.parse(last.at) - Date.parse(first.at)) / 1000;
  return Math.max(0, (last[column][place] ?? 0) - (first[column][place] ?? 0)) / seconds;
}

const bare = (type: string) => type.replace(/\/\d+$/, '');

/** All flows of the map with their figures. */
export function flowsOf(map: RouteMap, readings: RouteFigures[]): Flow[] {
  const now = readings.at(-1) ?? map.figures;
  const bundleOf = new Map(map.consumers.map((each) => [each.name, each.bundle]));
  const takers = new Map<string, number[]>();
  map.subscriptions.forEach((each, place) => takers.set(each.type, [...(takers.get(each.type) ?? []), place]));
  const published = map.publications.flatMap((each, place): Flow[] => {
    const sent = {
      from: each.bundle,
      type: bare(each.type),
      kind: each.kind,
      total: now.published[place] ?? 0,
      rate: rateOf(readings, 'published', place),
    };
    const places = takers.get(each.type) ?? [];
    if (places.length === 0) return [{ ...sent, id: `${each.bundle}>${each.type}>`, failed: 0, dead: 0, failing: false }];
    return places.map((at) => {
      const consumer = map.subscriptions[at]!.consumer;
      return {
        ...sent,
        id: `${each.bundle}>${each.type}>${consumer}`,
        to: bundleOf.get(consumer),
        consumer,
        failed: now.failed[at] ?? 0,
        dead: now.dead[at] ?? 0,
        failing: (rateOf(readings, 'failed', at) ?? 0) + (rateOf(readings, 'dead', at) ?? 0) > 0,
      };
    });
  });
  const host = map.host;
  const seams = map.seams.map((each, place): Flow => ({
    id: `${each.bundle}:${each.instance}:${each.asked ? 'asked' : 'tells'}:${each.type}`,
    from: each.asked ? (host ?? '') : each.bundle,
    to: each.asked ? each.bundle : host,
    consumer: `${each.seam}/${each.instance}`,
    type: each.type,
    kind: 'SEAM',
    total: now.passed[place] ?? 0,
    rate: rateOf(readings, 'passed', place),
    failed: now.refused[place] ?? 0,
    dead: 0,
    failing: (rateOf(readings, 'refused', place) ?? 0) > 0,
  }));
  return [...published, ...seams];
}

const sum = (rates: (number | undefined)[]) =>
  rates.every((each) => each === undefined) ? undefined : rates.reduce<number>((all, each) => all + (each ?? 0), 0);

/** One line for each pair of bundles. A type that two consumers of a bundle take travels twice. */
export function edgesOf(flows: Flow[]): Edge[] {
  const byPair = new Map<string, Flow[]>();
  for (const flow of flows) {
    if (flow.to === undefined || flow.to === flow.from) continue;
    const pair = `${flow.from}>${flow.to}`;
    byPair.set(pair, [...(byPair.get(pair) ?? []), flow]);
  }
  return [...byPair.entries()].map(([id, all]) => ({
    id,
    from: all[0]!.from,
    to: all[0]!.to!,
    flows: all,
    total: all.reduce((so, each) => so + each.total, 0),
    rate: sum(all.map((each) => each.rate)),
    failing: all.some((each) => each.failing),
    seam: all.every((each) => each.kind === 'SEAM'),
  }));
}

/** The map with the figures of the moment. */
export function viewOf(map: RouteMap, readings: RouteFigures[]): MapView {
  const now = readings.at(-1) ?? map.figures;
  const flows = flowsOf(map, readings);
  const nodes = map.nodes.map((node): NodeView => {
    const consumers = map.consumers.flatMap((each, place) =>
      each.bundle === node.bundle ? [{ name: each.name, fed: each.fed, lag: now.lag[place] ?? 0, letters: now.letters[place] ?? 0 }] : [],
    );
    const own = (at: (number | undefined)[]) => sum(at);
    return {
      node,
      consumers,
      out: own([
        ...map.publications.map((each, place) => (each.bundle === node.bundle ? rateOf(readings, 'published', place) : undefined)),
        ...map.seams.map((each, place) => (each.bundle === node.bundle && !each.asked ? rateOf(readings, 'passed', place) : undefined)),
      ]),
      in: own([
        ...map.subscriptions.map((each, place) =>
          consumers.some((consumer) => consumer.name === each.consumer) ? rateOf(readings, 'handled', place) : undefined,
        ),
        ...map.seams.map((each, place) => (each.bundle === node.bundle && each.asked ? rateOf(readings, 'passed', place) : undefined)),
      ]),
      lag: consumers.reduce((all, each) => all + each.lag, 0),
      letters: consumers.reduce((all, each) => all + each.letters, 0),
      failing: flows.some((flow) => flow.to === node.bundle && flow.failing),
    };
  });
  return { nodes, flows, edges: edgesOf(flows) };
}

export interface RouteFilter {
  text: string;
  kinds: RouteKind[];
}

/** What of the map is asked for: bundles of these kinds that the text is found in, or in what they say or hear. */
export function filtered(view: MapView, filter: RouteFilter, nameOf: (bundle: string) => string, wordOf: (type: string) => string): MapView {
  const text = filter.text.trim().toLowerCase();
  const has = (...words: string[]) => words.some((each) => each.toLowerCase().includes(text));
  const ofKind = new Set(view.nodes.filter((each) => filter.kinds.includes(each.node.kind)).map((each) => each.node.bundle));
  const named = new Set([...ofKind].filter((bundle) => has(bundle, nameOf(bundle))));
  const flows = view.flows.filter(
    (flow) =>
      ofKind.has(flow.from) &&
      (flow.to === undefined || ofKind.has(flow.to)) &&
      (named.has(flow.from) || (flow.to !== undefined && named.has(flow.to)) || has(flow.type, wordOf(flow.type), flow.consumer ?? '')),
  );
  const shown = new Set([...named, ...flows.map((flow) => flow.from), ...flows.flatMap((flow) => flow.to ?? [])]);
  return { nodes: view.nodes.filter((each) => shown.has(each.node.bundle)), flows, edges: edgesOf(flows) };
}

/** The lines that messages of a matter took: by publisher and by who handled them. */
export function pathOf(map: RouteMap, steps: TraceStep[]): Set<string> {
  const bundleOf = new Map(map.consumers.map((each) => [each.name, each.bundle]));
  return new Set(
    steps.flatMap((step) =>
      step.outcomes.flatMap((outcome) => {
        const to = bundleOf.get(outcome.consumer);
        return to ? [`${step.source}>${to}`] : [];
      }),
    ),
  );
}

/** 0.4 → "0.4", 12.34 → "12"; unknown: a dash. */
export function shownRate(rate: number | undefined): string {
  if (rate === undefined) return '–';
  return rate > 0 && rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}
