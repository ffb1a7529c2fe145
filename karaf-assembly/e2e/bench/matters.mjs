// SPDX-License-Identifier: Apache-2.0
// Complaints from REST to the closed ticket: process, order to the department's system, its two answers, the agent's look and
// review, short message with delivery report; peers that answer at once. Aim: 100 a second on two cores.

import crypto from 'node:crypto';
import { round } from '../lib/figures.mjs';
import { pool, until } from '../lib/hub.mjs';
import { Matter } from '../lib/matter.mjs';
import { World } from '../lib/world.mjs';

const OFFSET = 720;
const WARM_UP = 300;
const N = 1500;
const AIM = 100;
/** So many complaints and reviews are asked for at a time. */
const WRITERS = 8;
const REVIEWERS = 8;

export async function measure() {
  const world = World.prepare({ offset: OFFSET });
  let matter;
  try {
    matter = await Matter.prepare(world);
    await world.up({ agents: 1 });
    await matter.ready();
    await matter.oa.control('behaviour', { acceptMs: 0, answerMs: 0 });
    const [agent] = world.agents;
    await world.ready(agent);
    await run(agent.session, matter, WARM_UP);
    const began = performance.now();
    const { ids, reviewed } = await run(agent.session, matter, N);
    const value = N / ((performance.now() - began) / 1000);
    const sent = (await matter.smsc.control('state')).submit;
    return [{ name: 'matters', value: round(value), unit: '1/s', n: N, aim: AIM, met: value >= AIM,
      proof: `${ids.length} tickets closed, ${reviewed} reviewed, ${(await matter.oa.control('tickets')).length} in the department's system, ${sent} messages taken (with the warm-up)` }];
  } finally {
    // A world that did not come up has ended itself, and its reason is what counts.
    await world.stop(() => matter?.stop()).catch(() => {});
  }
}

/** Lets so many matters go their way; returns when all are closed. */
async function run(session, matter, n) {
  const ids = [];
  let reviewed = 0;
  let written = 0;
  const write = async () => {
    while (written < n) {
      const number = written++;
      const ticket = await matter.complain(session, {
        id: crypto.randomUUID(), phone: `1380001${String(number % 10_000).padStart(4, '0')}`, department: 'rsj' });
      ids.push(ticket.id);
    }
  };
  const waiting = new Set();
  const review = async id => {
    const ticket = await session.get(`/tickets/${id}`);
    if (!ticket.allowed.includes('review')) return;
    await session.post(`/tickets/${id}/review`, { outcome: 'accepted', version: ticket.version });
    reviewed++;
  };
  // Bounded: a matter that needs a person for anything else would be waited for for ever.
  const look = () => until('all are reviewed', async () => {
    const { items } = await session.get('/tickets?state=RESOLVED&limit=100');
    const fresh = items.filter(item => !waiting.has(item.id));
    fresh.forEach(item => waiting.add(item.id));
    await pool(fresh, REVIEWERS, item => review(item.id).catch(() => {}).finally(() => waiting.delete(item.id)));
    return reviewed >= n;
  }, 600_000, 0);
  await Promise.all([...Array.from({ length: WRITERS }, write), look()]);
  await until('all are closed', async () =>
    (await session.get('/tickets?state=RESOLVED&limit=1')).items.length === 0, 120_000, 20);
  return { ids, reviewed };
}
