// SPDX-License-Identifier: Apache-2.0
// From INVITE to the ringing telephone: the hub against Asterisk's own app_queue in the same run on the same switch, nobody
// answers and nothing is spoken on either side. And when the agent's screen shows the call.

import { randomNumber } from '../lib/caller.mjs';
import { quantile, round } from '../lib/figures.mjs';
import { until } from '../lib/hub.mjs';
import { LiveStream } from '../lib/live.mjs';
import { Behaviour } from '../lib/phone.mjs';
import { HOTLINE, QUEUE, openHotline, prepareQueue } from '../lib/queue.mjs';
import { Dialler } from '../lib/sip.mjs';
import { World } from '../lib/world.mjs';

const OFFSET = 760;
const WARM_UP = 50;
const N = 200;

export async function measure() {
  const world = World.prepare({ offset: OFFSET });
  let dialler;
  let live;
  try {
    prepareQueue(world, ['1002']);
    await world.up({ agents: 2 });
    const [agent, member] = world.agents;
    await world.ready(agent);
    await openHotline(world);
    for (const { phone } of [agent, member]) phone.behaviour = Behaviour.RING;
    live = await LiveStream.open(agent.session);
    dialler = await new Dialler(world.hub.sip).open();
    const hub = { rings: [], pops: [] };
    const peer = { rings: [] };
    // Turn by turn, so that what the machine does besides meets both alike.
    for (let i = 0; i < WARM_UP + N; i++) {
      const keep = i >= WARM_UP;
      const [hubRing, pop] = await throughHub(world, dialler, agent, live);
      const peerRing = await throughQueue(dialler, member);
      if (keep) {
        hub.rings.push(hubRing);
        hub.pops.push(pop);
        peer.rings.push(peerRing);
      }
    }
    const row = (name, share, aim) => {
      const [value, peerValue] = [round(quantile(hub.rings, share)), round(quantile(peer.rings, share))];
      return { name, value, unit: 'ms', n: N, peer: 'app_queue', peerValue, ratio: round(value / peerValue, 2), aim: `+${aim}`, met: value - peerValue <= aim,
        proof: `telephone ${agent.number} was rung ${agent.phone.calls.length} times, ${member.number} ${member.phone.calls.length} times` };
    };
    const popped = round(quantile(hub.pops, 0.99));
    return [row('INVITE to ringing, p50', 0.5, 15), row('INVITE to ringing, p99', 0.99, 60),
      { name: 'screen after ringing, p99', value: popped, unit: 'ms', n: N, aim: 200, met: popped < 200,
        proof: `p50 ${round(quantile(hub.pops, 0.5))} ms; below 0 the screen is first` }];
  } finally {
    live?.close();
    dialler?.close();
    await world.stop().catch(() => {});
  }
}

/** One call that the hub gives to the agent: ms until the telephone rings, and from there until the console is told. */
async function throughHub(world, dialler, agent, live) {
  const number = randomNumber();
  const rings = moment(agent.phone);
  const told = live.next(({ text }) => text.includes(number));
  const call = dialler.dial(number, HOTLINE);
  const at = await within(rings, 'the agent\'s telephone rings');
  const shown = (await within(told, 'the console is told')).at;
  await dialler.hangUp(call);
  await until('the agent is free again', async () => (await agent.session.get('/acd/me')).state === 'READY', 15_000, 10);
  return [at - call.invitedAt, shown - at];
}

async function throughQueue(dialler, member) {
  const rings = moment(member.phone);
  const over = new Promise(resolve => member.phone.once('ended', resolve));
  const call = dialler.dial(randomNumber(), QUEUE);
  const at = await within(rings, 'the member of the queue rings');
  await dialler.hangUp(call);
  await within(over, 'the member\'s telephone is quiet again');
  return at - call.invitedAt;
}

const moment = phone => new Promise(resolve => phone.once('ringing', () => resolve(performance.now())));

const within = (promise, what) => Promise.race([promise, new Promise((_, reject) => {
  setTimeout(() => reject(new Error(`not within 10 s: ${what}`)), 10_000).unref();
})]);
