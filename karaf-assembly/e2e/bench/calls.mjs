// SPDX-License-Identifier: Apache-2.0
// How many calls a second 200 agents with real SIP telephones are given: the hub against Asterisk's own app_queue, same switch,
// same telephones, same run. The rate rises step by step, turn by turn, until calls are no longer served cleanly.

import { randomNumber } from '../lib/caller.mjs';
import { quantile, round } from '../lib/figures.mjs';
import { pool } from '../lib/hub.mjs';
import { Phone } from '../lib/phone.mjs';
import { Profile } from '../lib/profile.mjs';
import { HOTLINE, QUEUE, openHotline, prepareQueue } from '../lib/queue.mjs';
import { Dialler } from '../lib/sip.mjs';
import { World } from '../lib/world.mjs';

const OFFSET = 710;
const AGENTS = 200;
const RATES = [10, 20, 30, 40, 50, 60, 70, 80];
const STEP_MS = 15_000;
const TALK_MS = 1_500;
/** A caller who is answered later than this is not served cleanly. */
const PATIENCE_MS = 2_000;
const CLEAN = 0.995;

export async function measure() {
  const world = World.prepare({ offset: OFFSET, env: { SHUNIU_ASTERISK_PHONES: String(AGENTS) } });
  const numbers = Array.from({ length: AGENTS }, (_, i) => String(1001 + i));
  let dialler;
  try {
    prepareQueue(world, numbers);
    await world.up({ agents: 0 });
    await openHotline(world);
    await pool(numbers, 8, number => seat(world, number));
    dialler = await new Dialler(world.hub.sip).open();
    await step(dialler, HOTLINE, 5);
    const best = { [HOTLINE]: { served: 0 }, [QUEUE]: { served: 0 } };
    const open = new Set([HOTLINE, QUEUE]);
    const steps = [];
    for (const rate of RATES) {
      for (const called of [...open]) {
        const profile = called === HOTLINE && await Profile.start(await world.hub.pid());
        const seen = await step(dialler, called, rate);
        if (profile) await profile.stop('calls');
        steps.push(`${called === HOTLINE ? 'hub' : 'app_queue'} at ${rate}/s: ${seen.answered} of ${seen.dialled} answered, ${seen.late} late, p95 ${seen.p95} ms`);
        console.error(steps.at(-1));
        if (seen.clean) best[called] = seen;
        else open.delete(called);
        await world.quiet(60_000);
      }
    }
    const [value, peerValue] = [best[HOTLINE].served, best[QUEUE].served];
    return [{ name: 'calls to 200 SIP telephones', value, unit: '1/s', peer: 'app_queue', peerValue, ratio: round(value / peerValue, 2), aim: 1,
      n: best[HOTLINE].dialled, met: value >= peerValue * 0.98, proof: steps.join('; ') }];
  } finally {
    dialler?.close();
    await world.stop().catch(() => {});
  }
}

/** An agent of the hub whose telephone is a member of app_queue too. */
async function seat(world, number) {
  const phone = new Phone(number, world.hub.phonePassword(number), world.hub.sip);
  Object.assign(phone, { mute: true, ringMs: 50 });
  world.phones.push(phone);
  await phone.register();
  const { agentId } = await world.admin.post('/acd/agents', {
    userId: `measured-${number}`, number, device: number, pbx: 'main', unattended: true, afterCallSeconds: 0, skills: [{ skill: 'general', level: 1 }] });
  await world.admin.put(`/acd/agents/${agentId}/state`, { state: 'READY' });
}

/** So many calls a second for a while; each talks and hangs up. */
async function step(dialler, called, rate) {
  const calls = [];
  const began = performance.now();
  while (performance.now() - began < STEP_MS) {
    await elapsed(began + calls.length * 1000 / rate - performance.now());
    calls.push(talk(dialler, called));
  }
  const answered = (await Promise.all(calls)).filter(ms => ms !== undefined);
  const late = answered.filter(ms => ms > PATIENCE_MS).length;
  const seconds = (calls.length - 1) / rate;
  return { dialled: calls.length, answered: answered.length, late, p95: Math.round(quantile(answered, 0.95) ?? 0), served: round(calls.length / Math.max(seconds, STEP_MS / 1000)),
    clean: answered.length - late >= calls.length * CLEAN };
}

/** One call; ms from its INVITE until it was answered, or nothing. */
async function talk(dialler, called) {
  const call = dialler.dial(randomNumber(), called);
  const began = performance.now();
  const answered = await Promise.race([call.answered.then(() => true), call.ended.then(() => false), elapsed(5 * PATIENCE_MS).then(() => false)]);
  const ms = performance.now() - began;
  if (answered) await elapsed(TALK_MS);
  await Promise.race([dialler.hangUp(call), elapsed(5 * PATIENCE_MS)]);
  return answered ? ms : undefined;
}

const elapsed = ms => new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
