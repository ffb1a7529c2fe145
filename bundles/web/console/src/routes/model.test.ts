// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../api/types';
import { CORE, DRIVER, figures, OTHER, routeMap, SERVICE } from '../test/routes';
import { arrange, neighbour } from './layout';
import { edgesOf, filtered, flowsOf, KINDS, pathOf, shownRate, viewOf, withReading } from './model';

const LATER = figures({ at: '2026-01-05T01:00:02Z', published: [14, 20], failed: [0, 1], handled: [24, 10], passed: [21] });
const READINGS = [figures(), LATER];

describe('the flows', () => {
  it('lead from who publishes to who asks for it, with rates of the last seconds', () => {
    const flows = flowsOf(routeMap(), READINGS);
    expect(flows.map((flow) => [flow.from, flow.type, flow.to, flow.total, flow.rate])).toEqual([
      [CORE, 'pbx.call-offered', SERVICE, 14, 2],
      [SERVICE, 'pbx.ring-device', CORE, 20, 0],
      [CORE, 'pbx.ring-device', DRIVER, 21, 0.5],
    ]);
    expect(flows.map((flow) => flow.failing)).toEqual([false, true, false]);
  });

  it('go nowhere where nobody asks for them', () => {
    const lonely = routeMap({ subscriptions: [], consumers: [] });
    expect(flowsOf(lonely, []).filter((flow) => flow.to === undefined)).toHaveLength(2);
    expect(edgesOf(flowsOf(lonely, [])).map((edge) => edge.id)).toEqual([`${CORE}>${DRIVER}`]);
  });

  it('have no rate before there are two readings, and none below nought', () => {
    expect(flowsOf(routeMap(), [figures()])[0]!.rate).toBeUndefined();
    expect(flowsOf(routeMap(), [LATER, figures({ at: '2026-01-05T01:00:04Z' })])[0]!.rate).toBe(0);
    expect([shownRate(undefined), shownRate(0), shownRate(0.42), shownRate(12.4)]).toEqual(['–', '0', '0.4', '12']);
  });
});

it('keeps readings of one drawing and of the last seconds', () => {
  const at = (second: number, revision = 3) => figures({ at: `2026-01-05T01:00:0${second}Z`, revision });
  const kept = [1, 2, 3, 4, 5, 6, 7].map((second) => at(second)).reduce(withReading, []);
  expect(kept.map((each) => each.at.slice(18, 19)).join('')).toBe('234567');
  expect(withReading(kept, at(8, 4))).toHaveLength(1);
});

it('adds up what waits for a bundle', () => {
  const view = viewOf(routeMap({ figures: figures({ lag: [3, 0], letters: [0, 2] }) }), []);
  const of = (bundle: string) => view.nodes.find((each) => each.node.bundle === bundle)!;
  expect([of(SERVICE).lag, of(CORE).letters, of(OTHER).lag]).toEqual([3, 2, 0]);
});

it('is filtered by kind, and by what bundles and messages are called', () => {
  const view = viewOf(routeMap(), READINGS);
  const names = (text: string, kinds = [...KINDS]) =>
    filtered(view, { text, kinds }, (bundle) => bundle, (type) => (type === 'pbx.call-offered' ? '来电到达' : type)).nodes.map((each) => each.node.bundle);
  expect(names('')).toHaveLength(4);
  expect(names('来电')).toEqual([CORE, SERVICE]);
  expect(names('example')).toEqual([OTHER]);
  expect(names('', ['CONNECTOR'])).toEqual([OTHER, DRIVER]);
});

it('knows the lines that a matter took', () => {
  const step = { source: CORE, outcomes: [{ consumer: 'services.contact', result: 'HANDLED' }, { consumer: 'gone', result: 'DEAD' }] } as unknown as TraceStep;
  expect([...pathOf(routeMap(), [step])]).toEqual([`${CORE}>${SERVICE}`]);
});

describe('the drawing', () => {
  const view = viewOf(routeMap(), READINGS);
  const drawing = arrange(
    view.nodes.map((each) => ({ bundle: each.node.bundle, kind: each.node.kind })),
    view.edges,
  );
  const x = (bundle: string) => drawing.places.get(bundle)!.x;

  it('has a column for each kind', () => {
    expect(x(OTHER)).toBe(x(DRIVER));
    expect(x(DRIVER)).toBeLessThan(x(CORE));
    expect(x(CORE)).toBeLessThan(x(SERVICE));
    expect(drawing.bands.map((band) => band.kind)).toEqual(['CONNECTOR', 'CORE', 'SERVICE']);
  });

  it('leads each line from its publisher, both directions the same way', () => {
    const there = drawing.lines.get(`${CORE}>${SERVICE}`)!;
    expect(drawing.lines.get(`${SERVICE}>${CORE}`)).toEqual([...there].reverse());
    expect(there[0]!.x).toBeLessThan(there.at(-1)!.x);
  });

  it('is walked by arrow keys', () => {
    expect(neighbour(drawing.places, DRIVER, 'ArrowRight')).toBe(CORE);
    expect(neighbour(drawing.places, CORE, 'ArrowRight')).toBe(SERVICE);
    expect(neighbour(drawing.places, SERVICE, 'ArrowRight')).toBeUndefined();
    expect(neighbour(drawing.places, SERVICE, 'x')).toBeUndefined();
  });
});
