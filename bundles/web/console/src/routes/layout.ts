// SPDX-License-Identifier: Apache-2.0
import { Graph, layout } from '@dagrejs/dagre';
import type { RouteKind } from '../api/routes';
import { KINDS } from './model';

export const NODE_WIDTH = 156;
export const NODE_HEIGHT = 58;
const MARGIN = 14;
const HEAD = 26;

export interface Point {
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  /** Middle of each bundle's box. */
  places: Map<string, Point>;
  /** By `FROM>TO`. */
  lines: Map<string, Point[]>;
  /** The columns of each kind. */
  bands: { kind: RouteKind; x: number; width: number }[];
}

interface Box {
  bundle: string;
  kind: RouteKind;
}

/**
 * Puts bundles into columns from left to right by kind, those of one kind by who speaks to whom. Invisible borders
 * between the kinds hold the columns apart: each bundle stands between its own two.
 */
export function arrange(boxes: Box[], pairs: { from: string; to: string }[]): Drawing {
  const kindOf = new Map(boxes.map((box) => [box.bundle, KINDS.indexOf(box.kind)]));
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 34, edgesep: 10, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) {
    graph.setNode(box.bundle, { width: NODE_WIDTH, height: NODE_HEIGHT });
    const kind = KINDS.indexOf(box.kind);
    for (const border of [kind, kind + 1]) graph.setNode(borderName(border), { width: 1, height: 1 });
    graph.setEdge(borderName(kind), box.bundle, { weight: 1, minlen: 1 });
    graph.setEdge(box.bundle, borderName(kind + 1), { weight: 1, minlen: 1 });
  }
  for (let kind = 0; kind < KINDS.length; kind++) {
    if (graph.hasNode(borderName(kind)) && graph.hasNode(borderName(kind + 1))) graph.setEdge(borderName(kind), borderName(kind + 1), { weight: 1, minlen: 1 });
  }
  const known = pairs.filter(({ from, to }) => kindOf.has(from) && kindOf.has(to));
  for (const { from, to } of known) {
    const [left, right] = leftFirst(from, to, kindOf);
    graph.setEdge(left, right, { weight: 4, minlen: 1 });
  }
  layout(graph);
  return measured(graph, boxes, known, kindOf);
}

const borderName = (place: number) => `|${place}`;

/** Both directions between two bundles take the same way. */
function leftFirst(from: string, to: string, kindOf: Map<string, number>): [string, string] {
  const difference = kindOf.get(from)! - kindOf.get(to)!;
  return difference < 0 || (difference === 0 && from < to) ? [from, to] : [to, from];
}

function measured(graph: Graph, boxes: Box[], pairs: { from: string; to: string }[], kindOf: Map<string, number>): Drawing {
  const down = (point: Point): Point => ({ x: point.x, y: point.y + HEAD });
  const places = new Map(boxes.map((box) => [box.bundle, down(graph.node(box.bundle) as Point)]));
  const lines = new Map(
    pairs.map(({ from, to }) => {
      const [left, right] = leftFirst(from, to, kindOf);
      const points = (graph.edge(left, right) as { points: Point[] }).points.map(down);
      return [`${from}>${to}`, left === from ? points : [...points].reverse()];
    }),
  );
  const bands = KINDS.flatMap((kind) => {
    const xs = boxes.filter((box) => box.kind === kind).map((box) => places.get(box.bundle)!.x);
    if (xs.length === 0) return [];
    const x = Math.min(...xs) - NODE_WIDTH / 2 - 8;
    return [{ kind, x, width: Math.max(...xs) + NODE_WIDTH / 2 + 8 - x }];
  });
  const ends = [...places.values()];
  return {
    width: Math.max(0, ...ends.map((each) => each.x)) + NODE_WIDTH / 2 + MARGIN,
    height: Math.max(0, ...ends.map((each) => each.y), ...[...lines.values()].flat().map((each) => each.y)) + NODE_HEIGHT / 2 + MARGIN,
    places,
    lines,
    bands,
  };
}

/** A line through these points with round corners, moved aside so that the way back lies beside it. */
export function pathThrough(points: Point[], aside: number): string {
  const [first, ...rest] = points.map((each) => ({ x: each.x, y: each.y + aside }));
  if (!first || rest.length === 0) return '';
  const text = [`M${at(first)}`];
  let before = first;
  rest.forEach((point, index) => {
    const last = index === rest.length - 1;
    if (index === 0 && !last) text.push(`L${at(middle(before, point))}`);
    else if (!last) text.push(`Q${at(before)} ${at(middle(before, point))}`);
    else if (index === 0) text.push(`L${at(point)}`);
    else text.push(`Q${at(before)} ${at(point)}`);
    before = point;
  });
  return text.join('');
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const at = (point: Point) => `${Math.round(point.x)} ${Math.round(point.y)}`;

/** Where an arrow key leads: the nearest box on that side, straight ahead first. */
export function neighbour(places: Map<string, Point>, from: string, key: string): string | undefined {
  const here = places.get(from);
  if (!here) return undefined;
  const ahead = (there: Point): [number, number] | undefined => {
    const dx = there.x - here.x;
    const dy = there.y - here.y;
    if (key === 'ArrowRight') return [dx, dy];
    if (key === 'ArrowLeft') return [-dx, dy];
    if (key === 'ArrowDown') return [dy, dx];
    return key === 'ArrowUp' ? [-dy, dx] : undefined;
  };
  let best: { bundle: string; far: number } | undefined;
  for (const [bundle, there] of places) {
    const way = ahead(there);
    if (bundle === from || !way || way[0] <= 1) continue;
    const far = way[0] + 2 * Math.abs(way[1]);
    if (!best || far < best.far) best = { bundle, far };
  }
  return best?.bundle;
}
