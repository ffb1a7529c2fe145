// SPDX-License-Identifier: Apache-2.0
// From the command to the hub that takes calls: in a blank home, and again in the same one.

import { World } from '../lib/world.mjs';

const OFFSET = 730;
const AIM = 20;

export async function measure() {
  const world = World.prepare({ offset: OFFSET });
  try {
    const first = await seconds(() => world.hub.up());
    await world.hub.down();
    const again = await seconds(() => world.hub.up());
    const { pid, health } = await world.hub.status();
    const proof = `health ${health?.status ?? 'told'}${pid ? `, process ${pid}` : ''}`;
    return [['start in a blank home', first], ['start', again]].map(([name, value]) => (
      { name, value: Math.round(value * 10) / 10, unit: 's', n: 1, aim: AIM, met: value < AIM, proof }));
  } finally {
    await world.stop().catch(() => {});
  }
}

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
