// SPDX-License-Identifier: Apache-2.0
// A full floor on the simulated switch: calls of a whole nation through offer, menu, queue, agent, after-call work, record and
// figures; then what 1,000 open consoles hear, and what memory the hub needs. Nothing is bypassed.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { quantile, round, scrape, timed } from '../lib/figures.mjs';
import { pool, until } from '../lib/hub.mjs';
import { LiveStream } from '../lib/live.mjs';
import { all } from '../lib/look.mjs';
import { Profile } from '../lib/profile.mjs';
import { World } from '../lib/world.mjs';

const OFFSET = 750;
const AGENTS = 1500;
/** Calls a second: all 12345 hotlines of the nation together. */
const SURGE = Number(process.env.SHUNIU_BENCH_RATE ?? 437);
const WARM_UP_MS = 40_000;
const MEASURED_MS = 60_000;
const SUPERVISORS = 125;
const STREAMS_EACH = 8;
const SIGNALS = 50;
const FIRST_DEVICE = 2001;
export const SIMULATOR = {
  name: 'demo', callsPerHour: 0, callsPerSecond: 0, maxCalls: 20_000, thinkMs: 300, talkSeconds: 1, answerMs: 200, patienceSeconds: 60,
  autoAnswerDevices: `${FIRST_DEVICE}-${FIRST_DEVICE + AGENTS - 1}`, recordingSeconds: 5 };
export const CFG = 'org.shuniu.pbx.simulator-demo.cfg';
const run = promisify(execFile);

export async function measure() {
  const world = World.prepare({ offset: OFFSET, pbx: 'simulator' });
  try {
    world.setting(CFG, SIMULATOR);
    world.setting('org.shuniu.services.acd.cfg', { breakByRule: false });
    await world.up({ agents: 0 });
    await staff(world);
    const calls = await surge(world);
    const heap = await memory(world);
    const consoles = await fanOut(world);
    return [...calls, heap, consoles];
  } finally {
    await world.stop().catch(() => {});
  }
}

/** Agents that the switch plays, all ready. */
export async function staff(world, agents = AGENTS) {
  await pool(Array.from({ length: agents }, (_, i) => `${FIRST_DEVICE + i}`), 8, async number => {
    const agent = await world.admin.post('/acd/agents', {
      userId: `played-${number}`, number, device: number, pbx: 'demo', unattended: true, afterCallSeconds: 0,
      skills: ['general', 'social-insurance', 'employment', 'labour-relations'].map(skill => ({ skill, level: 1 })) });
    await world.admin.put(`/acd/agents/${agent.agentId}/state`, { state: 'READY' });
  });
}

async function surge(world) {
  world.setting(CFG, { callsPerSecond: SURGE });
  const online = async () => (await world.admin.get('/plugins')).some(p => p.seam === 'pbx' && p.state === 'ONLINE');
  await until('calls come', async () => await online() && (await world.admin.get('/contacts?limit=1')).items.length > 0, 60_000, 100);
  await elapsed(WARM_UP_MS);
  const profile = await Profile.start(await world.hub.pid());
  const [before, cpuBefore, began] = [await scrape(world.hub.base), await cpu(world), new Date()];
  await elapsed(MEASURED_MS);
  const [after, cpuAfter, ended] = [await scrape(world.hub.base), await cpu(world), new Date()];
  world.setting(CFG, { callsPerSecond: 0 });
  await profile.stop('floor');
  await world.quiet(180_000);
  const contacts = await all(world.admin, `/contacts?from=${began.toISOString()}&to=${ended.toISOString()}&`);
  const reasons = {};
  for (const { endReason } of contacts) reasons[endReason] = (reasons[endReason] ?? 0) + 1;
  const value = contacts.length / ((ended - began) / 1000);
  const assigned = timed(before, after, 'acd_assigned', 0.99);
  const load = round((cpuAfter - cpuBefore) / ((ended - began) / 1000), 2);
  const wall = await world.admin.get('/wall');
  const figures = JSON.stringify(wall.figures ?? wall.total ?? {}).slice(0, 300);
  const proof = `${contacts.length} contacts in the table: ${JSON.stringify(reasons)}; ${load} of the processors' seconds a second; wall: ${figures}`;
  return [
    { name: 'simulated calls', value: round(value), unit: '1/s', n: contacts.length, peer: 'all 12345 hotlines of the nation', peerValue: 437,
      ratio: round(value / 437, 2), aim: 1, met: value >= 437 * 0.98, proof },
    { name: 'assignment, p99', value: assigned.ms, unit: 'ms', n: assigned.n, aim: 50, met: assigned.ms <= 50, proof: 'acd.assigned of /metrics, from being queued to being told' }];
}

/** Heap after a collection, with all agents logged in. */
async function memory(world) {
  await run('jcmd', [String(await world.hub.pid()), 'GC.run']);
  const used = [...await scrape(world.hub.base)].filter(([key]) => /^jvm_memory_used_bytes\{.*area="heap"/.test(key)).reduce((sum, [, value]) => sum + value, 0);
  const value = round(used / 1024 / 1024);
  return { name: 'heap after GC', value, unit: 'MB', n: AGENTS, aim: 512, met: value < 512, proof: `${AGENTS} agents ready, after the calls above` };
}

/** From an agent's request for a break to every console that may grant it. */
async function fanOut(world) {
  const password = 'Fan-Out-2026-Console';
  const sessions = [];
  await pool(Array.from({ length: SUPERVISORS }, (_, i) => `watcher${i}`), 2, async login => {
    await world.admin.post('/users', { login, name: login, roles: ['supervisor'], region: '000000000000', password, mustChangePassword: false });
    sessions.push(await world.hub.login(login, password));
  });
  const streams = [];
  await pool(sessions.flatMap(session => Array(STREAMS_EACH).fill(session)), 16, async session => { streams.push(await LiveStream.open(session)); });
  const user = await world.admin.post('/users', { login: 'pausing', name: 'pausing', roles: ['agent'], region: '000000000000', password, mustChangePassword: false });
  await world.admin.post('/acd/agents', { userId: user.id, number: '1099', device: '1099', pbx: 'demo', unattended: true, skills: [{ skill: 'general', level: 1 }] });
  const agent = await world.hub.login('pausing', password);
  const delays = [];
  const signal = async (ask) => {
    const heard = streams.map(stream => stream.next(({ event }) => event === 'break-requests'));
    const sent = performance.now();
    await ask();
    for (const { at } of await Promise.all(heard)) delays.push(at - sent);
  };
  await agent.put('/acd/me/state', { state: 'READY' });
  for (let i = 0; i < SIGNALS / 2; i++) {
    await signal(() => agent.put('/acd/me/state', { state: 'BREAK', reason: 'break' }));
    await signal(() => agent.call('DELETE', '/acd/me/break-request'));
  }
  streams.forEach(stream => stream.close());
  const p99 = round(quantile(delays, 0.99));
  return { name: 'fan-out to 1,000 consoles, p99', value: p99, unit: 'ms', n: delays.length, aim: 100, met: p99 < 100,
    proof: `${streams.length} streams of ${SUPERVISORS} supervisors; p50 ${round(quantile(delays, 0.5))} ms, from the agent's request, its writing included` };
}

/** Seconds of processor time that the hub has had. */
async function cpu(world) {
  const fields = readFileSync(`/proc/${await world.hub.pid()}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const elapsed = ms => new Promise(resolve => setTimeout(resolve, ms));
