// SPDX-License-Identifier: Apache-2.0
// What goes wrong at the telephones: callers who leave, keys that do not come, telephones that do not answer, signalling that
// carries rubbish. Always: no silence over five seconds, no agent stuck, one contact for each call, with the right end (P11 T2 T12).

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { randomNumber } from '../../lib/caller.mjs';
import { until } from '../../lib/hub.mjs';
import { Behaviour } from '../../lib/phone.mjs';
import { longestSilence, secondsOf, sine } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

let world;
let agent;
let other;

before(async () => {
  world = await World.start({ offset: 620, agents: 2 });
  [agent, other] = world.agents;
  await world.ready(agent);
  other.session = await world.hub.login(other.login, other.password);
});

after(() => world?.stop());

afterEach(async () => {
  agent.phone.behaviour = Behaviour.ANSWER;
  for (const caller of await world.clear()) {
    const silence = longestSilence(caller.rtp.heard());
    assert.ok(silence <= 5, `${caller.number} was in silence for ${silence} s`);
  }
  await world.makeReady(agent);
});

const dialHuman = options => world.dialHuman(options);
const ended = (number, reason) => world.contactOf(number, c => c.endReason === reason, 20_000);
const agentState = async a => (await a.session.get('/acd/me'));

test('the caller gives up at once: the hub has a contact that ended, or the switch never gave it the call', async () => {
  const caller = await world.dial({ scenario: 'caller-cancels.xml' });
  await caller.ended();
  const record = await until('the switch has its record', () => world.hub.cdr().find(line => line.src === caller.number), 15_000);
  if (record.call) {
    const contact = await world.contactOf(caller.number, c => c.endReason, 20_000);
    assert.ok(['ABANDONED_OFFERED', 'SELF_SERVED'].includes(contact.endReason), contact.endReason);
  } else {
    assert.equal((await world.admin.get(`/contacts?number=${caller.number}`)).items.length, 0);
  }
});

test('the caller leaves in the menu', async () => {
  const caller = await world.dial({ stayMs: 3000 });
  await caller.ended();
  await ended(caller.number, 'SELF_SERVED');
});

test('the caller leaves while waiting', async () => {
  await agent.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'meeting' });
  const caller = await dialHuman({ stayMs: 15_000 });
  await world.contactOf(caller.number, c => c.state === 'QUEUED');
  await caller.ended();
  await ended(caller.number, 'ABANDONED_QUEUED');
  await until('nobody waits', async () => (await agent.session.get('/acd/queues')).every(q => q.waiting === 0));
});

test('the caller leaves while the telephone rings', async () => {
  agent.phone.behaviour = Behaviour.RING;
  const rings = agent.phone.next('ringing', 30_000);
  const caller = await dialHuman({ stayMs: 15_000 });
  await rings;
  const stops = agent.phone.next('ended', 30_000);
  await caller.ended();
  await stops;
  await ended(caller.number, 'ABANDONED_RINGING');
  await until('the agent is free', async () => (await agentState(agent)).state === 'READY', 10_000);
});

test('the caller leaves while talking', async () => {
  const answered = agent.phone.next('answered', 30_000);
  const caller = await dialHuman({ stayMs: 15_000 });
  await answered;
  const stops = agent.phone.next('ended', 30_000);
  await caller.ended();
  await stops;
  await ended(caller.number, 'ENDED_BY_CITIZEN');
  await until('after-call work', async () => (await agentState(agent)).state === 'AFTER_CALL_WORK', 10_000);
});

test('no key is pressed: the menu repeats and then gives a human', async () => {
  const answered = agent.phone.next('answered', 90_000);
  const caller = await world.dial({ stayMs: 90_000 });
  await answered;
  await world.contactOf(caller.number, c => c.state === 'ACTIVE');
});

test('wrong keys are told and the menu goes on', async () => {
  const caller = await world.dial({});
  await world.contactOf(caller.number, c => c.state === 'SELF_SERVICE');
  await until('the wrong key is in the trail', async () => {
    await caller.rtp.press('7');
    return (await world.contactOf(caller.number)).trail.some(step => step.input === '7');
  }, 20_000, 1500);
  const answered = agent.phone.next('answered', 60_000);
  await world.askForHuman(caller);
  await answered;
});

for (const [behaviour, reason] of [[Behaviour.BUSY, /busy/], [Behaviour.DECLINE, /reject/], [Behaviour.SILENT, /unreachable|no-answer/]]) {
  test(`the agent's telephone is ${behaviour}: the caller gets the next agent with the first waiting time`, async () => {
    await other.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'training' });
    agent.phone.behaviour = behaviour;
    const caller = await dialHuman({ stayMs: 120_000 });
    await until('the agent is taken out with a reason', async () => {
      const me = await agentState(agent);
      return me.state === 'NOT_READY' && reason.test(me.reason ?? '');
    }, 60_000, 250);
    const waiting = await world.contactOf(caller.number, c => c.state === 'QUEUED');
    const answered = other.phone.next('answered', 30_000);
    await world.makeReady(other);
    await answered;
    const served = await world.contactOf(caller.number, c => c.state === 'ACTIVE');
    assert.equal(served.queuedAt, waiting.queuedAt);
    other.phone.hangUp();
    await ended(caller.number, 'ENDED_BY_AGENT');
    await other.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'training' });
  });
}

test('an agent whose telephone is not registered gets no call', async () => {
  await agent.phone.unregister();
  await until('the hub knows', async () => (await agentState(agent)).deviceState === 'UNREGISTERED', 20_000);
  const caller = await dialHuman({ stayMs: 120_000 });
  const before = agent.phone.calls.length;
  await world.contactOf(caller.number, c => c.state === 'QUEUED');
  const answered = agent.phone.next('answered', 60_000);
  // He was ready all the time: the caller gets him as soon as the switch knows his telephone.
  await agent.phone.register();
  await answered;
  assert.equal(agent.phone.calls.length, before + 1);
});

test("the agent's browser dies in mid-call: speech goes on, the page is back within five seconds", async () => {
  const browser = await Browser.open(world.hub.base);
  const page = await browser.page();
  await page.logIn(agent.login, agent.password);
  const answered = agent.phone.next('answered', 60_000);
  const caller = await dialHuman({ stayMs: 120_000 });
  await answered;
  await world.contactOf(caller.number, c => c.state === 'ACTIVE');
  caller.rtp.play(sine(1000, 1));
  await browser.close();
  const mark = agent.phone.rtp.mark();
  const second = await Browser.open(world.hub.base);
  const again = await second.page();
  await again.logIn(agent.login, agent.password);
  const shown = await again.text('caller-number', 5_000);
  assert.ok(shown.replace(/\D/g, '').includes(caller.number));
  await until('speech went on', () => secondsOf(agent.phone.rtp.heard(mark), 1000) >= 2, 10_000);
  await again.click('control-hangup');
  await ended(caller.number, 'ENDED_BY_AGENT');
  await second.close();
});

test('16 KiB of display name, control characters and broken UTF-8 in the signalling become clean, bounded text', async () => {
  const rubbish = ['A'.repeat(16_384), 'a\x01\x02\x1bb\x7f', 'caf\xe9\xff\xfe\xc3(', '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'];
  for (const name of rubbish) {
    const number = randomNumber();
    const caller = await world.dial({ number, scenario: 'caller-hostile.xml', stayMs: 4000, fill: { NAME: name, DATA: `area=1;x=${name.slice(0, 900)}` } });
    await caller.ended();
    const page = await world.admin.get(`/contacts?number=${number}&limit=5`);
    for (const item of page.items) {
      const contact = await world.contactOf(number, c => c.endReason);
      const text = JSON.stringify(contact);
      assert.ok(text.length < 20_000, `${text.length} characters`);
      assert.ok(!/[\u0000-\u001f\u007f\ufffe\uffff]/.test(Object.values(contact.attachedData).join('')), text);
      assert.equal(item.caller.length <= 64, true);
    }
  }
  assert.equal((await fetch(`${world.hub.base}/health`)).status, 200);
});
