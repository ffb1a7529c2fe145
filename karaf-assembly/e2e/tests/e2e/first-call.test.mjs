// SPDX-License-Identifier: Apache-2.0
// The first call: a citizen dials 12333, the menu speaks, 0 asks for a human, an agent answers, both talk, all of it is on
// record (C1 T1 T2 T3 T9 T12 T14 T15 I1 I3 I5 Z2 M4).

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { randomNumber } from '../../lib/caller.mjs';
import { root, until } from '../../lib/hub.mjs';
import { longestSilence, readWav, secondsLoud, secondsOf, sine } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 600;
const CALLER_TONE = 1000;
const AGENT_TONE = 620;
let world;
let browser;
const pictures = path.join(root, 'docs', 'img');

before(async () => {
  world = await World.start({ offset: OFFSET, agents: 2 });
  browser = await Browser.open(world.hub.base);
  mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

const seconds = (from, to) => (new Date(to) - new Date(from)) / 1000;

test('a citizen reaches the agent through the menu, and all of it is on record', async t => {
  const [agent] = world.agents;
  const number = randomNumber();
  const page = await browser.page();
  await page.logIn(agent.login, agent.password);
  await page.screenshot(path.join(pictures, 'desk-waiting.png'));
  await page.setState('READY');

  const caller = await world.dial({ number });
  await t.test('the caller hears the spoken menu', async () => {
    await until('the menu is heard', () => secondsLoud(caller.rtp.heard()) > 3, 15_000);
    await world.contactOf(number, c => c.state === 'SELF_SERVICE');
  });

  await t.test('1 speaks the opening hours', async () => {
    await until('the menu takes 1', async () => {
      await caller.rtp.press('1');
      return (await world.contactOf(number)).trail.some(step => step.input === '1');
    }, 20_000, 1500);
    const mark = caller.rtp.mark();
    await until('the answer is heard', () => secondsLoud(caller.rtp.heard(mark)) > 2, 15_000);
  });

  const phoneRings = agent.phone.next('ringing', 30_000);
  agent.phone.behaviour = 'ring';
  await world.askForHuman(caller);
  await phoneRings;

  await t.test('the console shows that very number while the telephone rings', async () => {
    const shown = (await page.text('caller-number', 5_000)).replace(/\D/g, '');
    assert.ok(shown.includes(number), `shown: ${shown}`);
    await page.screenshot(path.join(pictures, 'desk-ringing.png'));
  });

  const announced = caller.rtp.mark();
  agent.phone.answer();
  const contact = await world.contactOf(number, c => c.state === 'ACTIVE');
  caller.rtp.play(sine(CALLER_TONE, 1));
  agent.phone.rtp.play(sine(AGENT_TONE, 1));
  await t.test('both hear each other', async () => {
    await until("the agent hears the caller's tone", () => secondsOf(agent.phone.rtp.heard(), CALLER_TONE) >= 3, 10_000);
    await until("the caller hears the agent's tone", () => secondsOf(caller.rtp.heard(announced), AGENT_TONE) >= 3, 10_000);
  });
  await t.test('the trail through the menu and the attached data are on the screen', async () => {
    assert.ok((await page.text('trail', 5_000)).length > 0);
    assert.ok((await page.text('attached-data', 5_000)).includes('440300'));
    await page.screenshot(path.join(pictures, 'desk-talking.png'));
  });

  await t.test('hold gives the caller music and the agent silence, retrieve ends it', async () => {
    await page.click('control-hold');
    await until('the contact is held', async () => (await world.admin.get(`/contacts/${contact.id}`)).held, 5_000);
    const agentFrom = agent.phone.rtp.mark();
    const callerFrom = caller.rtp.mark();
    await until('the caller hears music', () => secondsLoud(caller.rtp.heard(callerFrom)) > 1.5, 8_000);
    assert.equal(secondsOf(agent.phone.rtp.heard(agentFrom), CALLER_TONE), 0);
    await page.click('control-hold');
    await until('they talk again', async () => !(await world.admin.get(`/contacts/${contact.id}`)).held, 5_000);
    const again = agent.phone.rtp.mark();
    await until('the agent hears the tone again', () => secondsOf(agent.phone.rtp.heard(again), CALLER_TONE) >= 1, 8_000);
  });

  await t.test('mute keeps the agent from the caller', async () => {
    await page.click('control-mute');
    await until('it is muted', async () => (await world.admin.get(`/contacts/${contact.id}`)).muted, 5_000);
    const from = caller.rtp.mark();
    const clock = agent.phone.rtp.mark();
    await until('a second has passed', () => agent.phone.rtp.mark() - clock > 60, 5_000);
    assert.ok(secondsOf(caller.rtp.heard(from), AGENT_TONE) <= 0.2);
    await page.click('control-mute');
    await until('it is not muted', async () => !(await world.admin.get(`/contacts/${contact.id}`)).muted, 5_000);
  });

  await page.click('control-hangup');
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));

  await t.test('wrap-up by keyboard: category by pinyin initials', async () => {
    await page.wrapUp('ylbx', '咨询养老保险缴费年限');
    await page.screenshot(path.join(pictures, 'desk-wrap-up.png'));
    const closed = await world.contactOf(number, c => c.state === 'CLOSED');
    assert.ok(closed.wrapUp.category);
    assert.equal(closed.wrapUp.summary, '咨询养老保险缴费年限');
  });

  await t.test("legs and times agree with SIPp's log and the switch's records", async () => {
    const record = await world.contactOf(number, c => c.state === 'CLOSED');
    const cdr = await until('the call detail record is written', () => {
      const lines = world.hub.cdr().filter(line => line.call === record.id && line.channel.includes('trunk'));
      return lines.length > 0 && lines;
    }, 10_000);
    const caller_ = record.legs.find(leg => leg.kind === 'CALLER');
    const agent_ = record.legs.find(leg => leg.kind === 'AGENT' && leg.answeredAt);
    assert.equal(cdr[0].src, number);
    assert.equal(cdr[0].userfield, 'hub');
    assert.ok(Math.abs(seconds(caller.startedAt, caller_.startedAt)) < 2);
    assert.ok(Math.abs(seconds(caller.endedAt, caller_.endedAt)) < 2);
    assert.ok(Math.abs(seconds(agent.phone.calls.at(-1).answeredAt, agent_.answeredAt)) < 2);
    assert.ok(Math.abs(seconds(agent.phone.calls.at(-1).endedAt, agent_.endedAt)) < 2);
    assert.equal(record.endReason, 'ENDED_BY_AGENT');
    assert.deepEqual(record.attachedData.area ?? record.attachedData['X-Call-Data'].match(/440300/)[0], '440300');
  });

  await t.test('the recording has both tones and can be played with ranges', async () => {
    const record = await world.contactOf(number, c => c.recordings.some(r => r.seconds > 0));
    const where = `/contacts/${record.id}/recordings/${record.recordings[0].id}`;
    const whole = Buffer.from(await (await world.admin.raw('GET', where)).arrayBuffer());
    const part = await world.admin.raw('GET', where, undefined, { range: 'bytes=0-43' });
    assert.equal(part.status, 206);
    assert.equal((await part.arrayBuffer()).byteLength, 44);
    const samples = readWav(whole);
    writeFileSync(path.join(world.folder, 'recording.wav'), whole);
    assert.ok(secondsOf(samples, CALLER_TONE, { least: 0.2 }) >= 3, 'tone of the caller');
    assert.ok(secondsOf(samples, AGENT_TONE, { least: 0.2 }) >= 3, 'tone of the agent');
  });

  await t.test('the caller was never in silence for more than five seconds', () => {
    assert.ok(longestSilence(caller.rtp.heard()) <= 5, `${longestSilence(caller.rtp.heard())} s`);
  });

  await t.test('own calls of today list it', async () => {
    await page.open('mine');
    await until('the list shows it', async () => (await page.text('contact-list', 5_000)).replace(/[^\d]/g, '').includes(number.slice(-4)), 10_000);
    await page.screenshot(path.join(pictures, 'desk-after.png'));
  });
});

test('a caller who waits is told the place and then gets the agent who becomes ready', async () => {
  const [first, second] = world.agents;
  first.session = await world.hub.login(first.login, first.password);
  await first.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'training' });
  await world.ready(second);
  await second.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'training' });
  const number = randomNumber();
  const caller = await world.dialHuman({ number });
  await world.contactOf(number, c => c.state === 'QUEUED');
  const mark = caller.rtp.mark();
  await until('announcement or music is heard', () => secondsLoud(caller.rtp.heard(mark)) > 2, 15_000);
  const answered = second.phone.next('answered', 20_000);
  await world.makeReady(second);
  await answered;
  await world.contactOf(number, c => c.state === 'ACTIVE');
  second.phone.hangUp();
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  const closed = await world.contactOf(number, c => c.endReason);
  assert.equal(closed.endReason, 'ENDED_BY_AGENT');
});
