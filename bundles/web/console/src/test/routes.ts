// SPDX-License-Identifier: Apache-2.0
import type { RouteFigures, RouteMap } from '../api/routes';

export const SERVICE = 'org.shuniu.services.contact';
export const CORE = 'org.shuniu.core.plugins';
export const DRIVER = 'org.shuniu.pbx.simulator';
export const OTHER = 'com.example.link';

export function figures(change: Partial<RouteFigures> = {}): RouteFigures {
  return {
    at: '2026-01-05T01:00:00Z',
    revision: 3,
    published: [10, 20],
    handled: [20, 10],
    failed: [0, 0],
    dead: [0, 0],
    lag: [0, 0],
    letters: [0, 0],
    passed: [20],
    refused: [0],
    ...change,
  };
}

/** The contact service orders from the hosts, which tell it and an integrator's connector what happens. */
export function routeMap(change: Partial<RouteMap> = {}): RouteMap {
  const node = (bundle: string, kind: RouteMap['nodes'][number]['kind']) => ({ bundle, kind, versions: ['1.0.0'], active: true, instances: [], routes: [] });
  return {
    since: '2026-01-05T00:00:00Z',
    revision: 3,
    host: CORE,
    nodes: [
      node(OTHER, 'CONNECTOR'),
      { ...node(DRIVER, 'CONNECTOR'), instances: [{ seam: 'pbx', instance: 'main', state: 'OFFLINE', reason: 'pbx.login.refused', since: '2026-01-05T00:00:00Z' }] },
      node(CORE, 'CORE'),
      node(SERVICE, 'SERVICE'),
    ],
    publications: [
      { bundle: CORE, type: 'pbx.call-offered/1', kind: 'EVENT', durable: false },
      { bundle: SERVICE, type: 'pbx.ring-device/1', kind: 'COMMAND', durable: false },
    ],
    consumers: [
      { name: 'services.contact', bundle: SERVICE, fed: true },
      { name: 'core.plugins.pbx', bundle: CORE, fed: true },
    ],
    subscriptions: [
      { consumer: 'services.contact', type: 'pbx.call-offered/1' },
      { consumer: 'core.plugins.pbx', type: 'pbx.ring-device/1' },
    ],
    seams: [{ bundle: DRIVER, seam: 'pbx', instance: 'main', asked: true, type: 'pbx.ring-device' }],
    figures: figures(),
    ...change,
  };
}
