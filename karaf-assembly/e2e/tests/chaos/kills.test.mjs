// SPDX-License-Identifier: Apache-2.0
// The hub is killed at every step of a call and of a matter, again and again, while calls and matters go on (P3 P11). The seed
// is printed: the same seed gives the same order of kills.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../lib/hub.mjs';
import { Matter } from '../../lib/matter.mjs';
import { Matters } from '../../lib/matters.mjs';
import { reconcile, Traffic } from '../../lib/traffic.mjs';
import { World } from '../../lib/world.mjs';

const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 3);
const SEED = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1e9));
const KILLS_A_ROUND = 2;
/** How soon a citizen who called after the kill talks to an agent, once the hub says that it is ready. */
const SERVED_MS = 30_000;

/** Where a call, and where a matter is at the moment of a kill: each kill hits one of both. */
const CALL = ['SELF_SERVICE', 'QUEUED', 'RESERVED', 'ACTIVE', 'AFTER_CONTACT_WORK']
  .map(step => [step, `/contacts?state=${step}&limit=1`]);
const MATTER = [...['OPEN', 'DISPATCHED', 'IN_PROGRESS', 'RESOLVED'].map(step => [step, `/tickets?state=${step}&limit=1`]),
  ['SENT', '/notices?state=SENT&limit=1']];

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

/** Steps one after another in any order, none again before all were. */
function* turns(steps) {
  for (;;) yield* shuffled(steps);
}

let world;
let matter;
const hits = {};
const turn = [turns(CALL), turns(MATTER)];

before(async () => {
  console.log(`chaos: seed ${SEED}, ${ROUNDS} rounds`);
  world = World.prepare({ offset: 660 });
  matter = await Matter.prepare(world);
  await world.up({ agents: 3 });
  await matter.ready();
  // Slow enough that each step is to be seen.
  await matter.oa.control('behaviour', { acceptMs: 600, answerMs: 600 });
  await matter.smsc.control('rules', [{ submit: 'accept', receiptDelayMs: 700 }]);
  for (const agent of world.agents) {
    agent.phone.ringMs = 1500;
    // Short talks: who calls after a kill shall not wait for those who called before it.
    agent.phone.on('answered', call => setTimeout(() => call.state === 'talking' && agent.phone.hangUp(), 4000 + 3000 * random()));
    await world.ready(agent);
  }
});

after(() => world?.stop(() => matter?.stop()));

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

const some = where => world.admin.get(where).then(page => page.items.length > 0);

/** Kills at the next moment at which a call and a matter are at their next steps; returns when a later call is served. */
async function kill() {
  const [[atCall, call], [atMatter, tickets]] = turn.map(each => each.next().value);
  await until(`a call is at ${atCall}, a matter at ${atMatter}`, async () => await some(call) && await some(tickets), 60_000, 30);
  await world.hub.kill();
  for (const step of [atCall, atMatter]) hits[step] = (hits[step] ?? 0) + 1;
  const since = Date.now();
  await world.hub.up();
  const ready = Date.now();
  const fresh = await until('a call that began after the kill is served', async () =>
    (await world.admin.get(`/contacts?from=${new Date(since).toISOString()}&state=ACTIVE&limit=1`)).items[0], SERVED_MS, 250)
    .catch(async error => { throw new Error(`${error.message}\n${await situation()}`); });
  const s = ms => (ms / 1000).toFixed(1);
  console.log(`chaos: killed at ${atCall} and ${atMatter}, ready after ${s(ready - since)} s, serving ${fresh.id} ${s(Date.now() - ready)} s later`);
}

/** What the hub thinks of everybody. */
async function situation() {
  const agents = await Promise.all(world.agents.map(agent => agent.session.get('/acd/me')));
  const contacts = (await world.admin.get('/contacts?limit=40')).items.filter(each => !each.endReason);
  return JSON.stringify({ agents, queues: await world.agents[0].session.get('/acd/queues'), contacts }, undefined, 1);
}

for (let round = 1; round <= ROUNDS; round++) {
  test(`round ${round}`, async () => {
    const stopAgents = agentsWork();
    const traffic = new Traffic(world, { everyMs: 2600, most: 6, stayMs: () => 30_000 + 10_000 * random() });
    const matters = new Matters(world, matter, world.agents[0].session);
    try {
      for (let i = 0; i < KILLS_A_ROUND; i++) await kill();
    } finally {
      await Promise.all([traffic.stop(), matters.stop()]);
      await stopAgents();
    }
    await until('no agent is stuck', async () => {
      for (const agent of world.agents) await world.makeReady(agent);
      return true;
    }, 30_000, 500);
    await until('nobody waits', async () =>
      (await world.agents[0].session.get('/acd/queues')).every(queue => queue.waiting === 0), 30_000, 500);
    const calls = await reconcile(world, traffic.callers);
    const tickets = await matters.reconcile();
    console.table([{ round, ...calls.table }]);
    console.table([{ round, ...tickets.table }]);
    assert.deepEqual([...calls.problems, ...tickets.problems], []);
    assert.ok(calls.table.contacts > 0 && tickets.table.tickets > 0, 'calls and matters went on');
  });
}

test('every step of the call and of the matter was hit', () => {
  console.table([hits]);
  const kills = ROUNDS * KILLS_A_ROUND;
  assert.equal(Object.keys(hits).length, Math.min(CALL.length, kills) + Math.min(MATTER.length, kills));
});
