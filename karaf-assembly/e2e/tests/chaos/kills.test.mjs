// SPDX-License-Identifier: Apache-2.0
// The hub is killed at every step of a call, again and again, while calls go on (P3 P11). The seed is printed: the same seed
// gives the same order of kills.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../lib/hub.mjs';
import { longestSilence } from '../../lib/tones.mjs';
import { reconcile, Traffic } from '../../lib/traffic.mjs';
import { World } from '../../lib/world.mjs';

const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 3);
const SEED = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1e9));
const STEPS = ['SELF_SERVICE', 'QUEUED', 'RESERVED', 'ACTIVE', 'AFTER_CONTACT_WORK'];
const KILLS_A_ROUND = 2;

let state = SEED;
/** mulberry32: small, and the same everywhere. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function shuffled(list) {
  return list.map(item => [random(), item]).sort((a, b) => a[0] - b[0]).map(pair => pair[1]);
}

let world;
const hits = Object.fromEntries(STEPS.map(step => [step, 0]));
let order = [];
const all = [];

before(async () => {
  console.log(`chaos: seed ${SEED}, ${ROUNDS} rounds`);
  world = await World.start({ offset: 660, agents: 3 });
  for (const agent of world.agents) {
    agent.phone.ringMs = 1500;
    await world.ready(agent);
  }
});

after(() => world?.stop());

/** Agents do their part: wrap up after a while and become ready again. */
function agentsWork() {
  let stopped = false;
  const loop = async agent => {
    while (!stopped) {
      try {
        const me = await agent.session.get('/acd/me');
        if (me.state !== 'READY' && me.state !== 'BUSY' && me.state !== 'RESERVED') {
          await agent.session.put('/acd/me/state', { state: 'READY' });
        }
      } catch (error) {
        // The hub is away; a session outlives it.
        if (error.status === 401) await world.ready(agent).catch(() => {});
      }
      await new Promise(resolve => setTimeout(resolve, 3000));
    }
  };
  const loops = world.agents.map(loop);
  return async () => {
    stopped = true;
    await Promise.all(loops);
  };
}

for (let round = 1; round <= ROUNDS; round++) {
  test(`round ${round}`, async () => {
    const stopAgents = agentsWork();
    const traffic = new Traffic(world, { everyMs: 1800, most: 9 });
    for (let kill = 0; kill < KILLS_A_ROUND; kill++) {
      if (order.length === 0) order = shuffled(STEPS);
      const step = order.shift();
      await until(`a call is at ${step}`, async () =>
        (await world.admin.get(`/contacts?state=${step}&limit=1`)).items.length > 0, 60_000, 30);
      await world.hub.kill();
      hits[step]++;
      const since = Date.now();
      await world.hub.up();
      await world.hub.healthy();
      const fresh = await until('a call that began after the kill is served', async () =>
        (await world.admin.get(`/contacts?from=${new Date(since).toISOString()}&state=ACTIVE&limit=1`)).items[0], 60_000, 250);
      console.log(`chaos: killed at ${step}, up and serving ${fresh.id} after ${((Date.now() - since) / 1000).toFixed(1)} s`);
    }
    await traffic.stop();
    await stopAgents();
    all.push(...traffic.callers);
    await until('no agent is stuck', async () => {
      for (const agent of world.agents) await world.makeReady(agent);
      return true;
    }, 30_000, 500);
    await until('nobody waits', async () =>
      (await world.agents[0].session.get('/acd/queues')).every(queue => queue.waiting === 0), 30_000, 500);
    const { table, problems } = await reconcile(world, traffic.callers);
    console.table([{ round, ...table }]);
    assert.deepEqual(problems, []);
  });
}

test('every step of the call was hit', () => {
  console.table([hits]);
  const wanted = Math.min(STEPS.length, ROUNDS * KILLS_A_ROUND);
  assert.equal(Object.values(hits).filter(n => n > 0).length, wanted);
  assert.ok(all.length > 0 && all.every(caller => longestSilence(caller.rtp.heard()) <= 5));
});
