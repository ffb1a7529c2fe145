// SPDX-License-Identifier: Apache-2.0
// One matter: from the question to the solved ticket. A citizen proves himself by keys, hears the balance that the social
// insurance system gives, asks for a human; the agent sees who is verified and what the system knows, writes a complaint, the
// department's system answers, the agent reviews, a short message tells the citizen, the ticket is closed, and its way through
// the hub can be followed (T11 I2 I3 Z1 Z2 W1 W4 L1 L3 L4 C3 P2 P11).

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { root, until } from '../../lib/hub.mjs';
import { Matter } from '../../lib/matter.mjs';
import { balanceSentence, shareHeard, speak } from '../../lib/speech.mjs';
import { longestSilence, secondsLoud, secondsOf, sine } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 630;
const pictures = path.join(root, 'docs', 'img');
let world;
let matter;
let browser;
let page;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  world = World.prepare({ offset: OFFSET });
  matter = await Matter.prepare(world);
  await world.up({ agents: 1, skills: ['general', 'social-insurance'] });
  await matter.ready();
  browser = await Browser.open(world.hub.base);
});

after(async () => {
  await browser?.close();
  await world?.stop(() => matter?.stop());
});

/** Keys as a telephone has them. */
const keys = text => text.replace('X', '*');

/** Dials, chooses the account and keys the identity; gives the caller when the password is asked for. */
async function identified(person) {
  const caller = await world.dial({ stayMs: 170_000 });
  matter.secrets.push(caller.number);
  const at = node => world.contactOf(caller.number, contact => contact.trail.some(step => step.node === node), 30_000);
  await at('main');
  await caller.rtp.press('2');
  await at('account-identity');
  await caller.rtp.press(`${keys(person.identity)}#`);
  await at('account-password');
  return { caller, at };
}

test('from the question to the solved ticket', async t => {
  const person = await matter.person();
  const [agent] = world.agents;
  page = await browser.page();
  await page.logIn(agent.login, agent.password);
  await page.setState('READY');

  const { caller, at } = await identified(person);
  const mark = caller.rtp.mark();
  await caller.rtp.press(`${person.password}#`);
  await at('account-result');
  await t.test('the caller hears his balance, and no other', async () => {
    const said = speak(balanceSentence(person.balance), world.folder);
    await until('the balance is heard', () => shareHeard(said, caller.rtp.heard(mark)) > 0.8, 40_000, 1000);
    const other = speak(balanceSentence(person.balance === '77777.77' ? '11111.11' : '77777.77'), world.folder);
    assert.ok(shareHeard(other, caller.rtp.heard(mark)) < 0.8, 'another balance is told apart');
  });
  await t.test('what he keyed and heard is in no record of the contact', async () => {
    const contact = await world.contactOf(caller.number, each => each.verification?.level === 'STRONG');
    assert.ok(contact.citizenId);
    assert.equal(contact.verification.method, 'ivr-password');
    for (const secret of [person.identity, person.password, person.balance, person.name]) {
      assert.ok(!JSON.stringify(contact).includes(secret), `${secret.slice(0, 2)}…`);
    }
  });

  const answered = agent.phone.next('answered', 30_000);
  await world.askForHuman(caller);
  await answered;
  const contact = await world.contactOf(caller.number, each => each.state === 'ACTIVE');
  await t.test('the agent sees what the social insurance system knows of the verified caller', async () => {
    await page.click('tab-insurance');
    const shown = (await page.text('insurance-balance', 15_000)).replace(/[^\d.]/g, '');
    assert.equal(shown, person.balance);
    await page.screenshot(path.join(pictures, 'desk-insurance.png'));
  });

  await t.test('the agent writes the complaint while they talk', async () => {
    await page.click('write-ticket');
    await page.choose('ticket-category', 'ylbx');
    await page.choose('ticket-department', 'rsj');
    await page.fill('ticket-title', '单位少缴养老保险');
    await page.fill('ticket-text', '单位从今年一月起没有足额缴纳养老保险，要求补缴。');
    await page.fill('field-respondent', '测试单位');
    await page.choose('field-subject');
    await page.date('field-eventDate', '2026-01-05');
    await page.fill('field-facts', '工资条与缴费基数不符。');
    await page.fill('field-demand', '补缴差额。');
    await page.choose('field-reply');
    await page.click('party-0-fill');
    await until('the name is filled in', async () => (await page.value('party-0-name')) === person.name);
    await page.screenshot(path.join(pictures, 'desk-ticket.png'));
    await page.click('ticket-submit');
  });
  const number = (await page.text('ticket-written')).match(/\d{8}-\d{6}/)[0];
  await page.click('control-hangup');
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  assert.ok(longestSilence(caller.rtp.heard()) <= 5, `${longestSilence(caller.rtp.heard())} s of silence`);

  const desk = await world.hub.login(agent.login, agent.password);
  const { items: [{ id }] } = await desk.get(`/tickets?number=${number}`);
  const ticketWhen = check => until(`ticket ${number}`, async () => {
    const ticket = await desk.get(`/tickets/${id}`);
    return check(ticket) && ticket;
  }, 30_000, 100);
  await t.test('the agent reviews what the department answered', async () => {
    const [there, ...more] = (await matter.oa.control('tickets')).filter(each => each.matter === id);
    assert.deepEqual(more, []);
    assert.equal((await ticketWhen(ticket => ticket.allowed.includes('review'))).exchanges[0].foreignId, there.foreignId);
    await page.open('tickets');
    await page.page.getByText(number).first().click();
    await page.click('operation-review-button');
    await page.screenshot(path.join(pictures, 'ticket-review.png'));
    await page.click('operation-submit');
    await ticketWhen(ticket => ticket.state === 'CLOSED');
    await until('the screen says so', async () => (await page.attribute('ticket-state', 'data-state')) === 'CLOSED');
    await page.screenshot(path.join(pictures, 'ticket-closed.png'));
  });
  await t.test('the citizen has one message, delivered', async () => {
    const submits = (await matter.smsc.log()).filter(line => line.event === 'submit' && line.to.endsWith(caller.number));
    assert.equal(submits.filter(line => (line.part?.number ?? 1) === 1).length, 1);
    const { items: [notice, ...more] } = await world.admin.get(`/notices?reference=${id}`);
    assert.deepEqual(more, []);
    assert.equal(notice.state, 'DELIVERED');
  });
  await t.test('contact, ticket and messages are one matter, in the shell and on the screen', async () => {
    const ticket = await world.admin.get(`/tickets/${id}`);
    assert.equal(ticket.contact, contact.id);
    const types = (await until('the trace is whole', async () => {
      const { steps } = await world.admin.get(`/trace/${contact.id}`);
      return steps.some(step => step.type.startsWith('workflow.process-ended')) && steps;
    })).map(step => step.type.split('/')[0]);
    for (const wanted of ['contact.offered', 'citizen.caller-verified', 'contact.answered', 'ticket.opened', 'workflow.start-process', 'business.order', 'business.told',
      'outreach.send-notice', 'channel.send-text', 'channel.text-delivered', 'outreach.notice-changed']) {
      assert.ok(types.includes(wanted), `${wanted} in ${types}`);
    }
    const administrator = await browser.page();
    await administrator.logIn('admin', world.hub.adminPassword, 'menu-trace');
    await administrator.page.goto(`${world.hub.base}/trace/${contact.id}`);
    const shown = await until('the screen lists them', async () => {
      const steps = await administrator.page.getByTestId('trace-step').count();
      return steps >= types.length && steps;
    });
    assert.ok(shown > 0);
    await administrator.screenshot(path.join(pictures, 'trace.png'));
    const told = await world.shell(`shuniu:trace ${contact.id}`);
    for (const wanted of ['ticket.opened', 'channel.text-delivered']) assert.ok(told.includes(wanted), wanted);
  });
  assert.deepEqual(page.problems, []);
});

test('the caller proves himself by keys within the talk, and the agent hears nothing of it', async () => {
  const TONE = 1000;
  const person = await matter.person();
  const [agent] = world.agents;
  await page.page.keyboard.press('Escape');
  await page.open('desktop');
  await page.setState('READY');
  const caller = await world.dialHuman({ stayMs: 120_000 });
  matter.secrets.push(caller.number);
  const { id } = await world.contactOf(caller.number, each => each.state === 'ACTIVE', 30_000);
  caller.rtp.play(sine(TONE, 1));
  await until('the agent hears the caller', () => secondsOf(agent.phone.rtp.heard(), TONE) >= 1);
  const asked = node => world.contactOf(caller.number, contact => contact.trail.some(step => step.node === node), 20_000);

  await page.click('verify-by-password');
  await asked('identity');
  const from = agent.phone.rtp.mark();
  const callerFrom = caller.rtp.mark();
  await until('the caller hears what to key', () => secondsLoud(caller.rtp.heard(callerFrom)) > 1);
  await caller.rtp.press(`${keys(person.identity)}#`);
  await asked('password');
  const to = agent.phone.rtp.mark();
  await caller.rtp.press(`${person.password}#`);
  const proved = await world.contactOf(caller.number, each => each.verification?.level === 'STRONG', 20_000);
  assert.equal(proved.verification.method, 'ivr-password');
  assert.equal(secondsOf(agent.phone.rtp.heard(from).subarray(0, 160 * (to - from)), TONE), 0, 'the agent hears the caller keying');
  await until('they talk again', () => secondsOf(agent.phone.rtp.heard(to), TONE) >= 1, 20_000);
  assert.equal((await page.attribute('level-CALLER', 'data-level')), 'STRONG');
  for (const secret of [person.identity, person.password]) {
    assert.ok(!JSON.stringify(await world.admin.get(`/contacts/${id}`)).includes(secret), `${secret.slice(0, 2)}…`);
  }
  await page.click('control-hangup');
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  assert.ok(longestSilence(caller.rtp.heard()) <= 5, `${longestSilence(caller.rtp.heard())} s of silence`);
});

test('a wrong password three times: no balance, and the caller gets a human', async () => {
  const person = await matter.person();
  const { caller } = await identified(person);
  const wrong = person.password === '000000' ? '111111' : '000000';
  // The password is a secret: keys that come before it is asked for are nobody's.
  const asked = times => world.contactOf(caller.number, contact =>
    contact.trail.filter(step => step.node === 'account-password').length >= times, 30_000);
  for (let attempt = 1; attempt <= 3; attempt++) {
    await asked(attempt);
    await caller.rtp.press(`${wrong}#`);
  }
  const contact = await world.contactOf(caller.number, each => each.state === 'QUEUED', 30_000);
  assert.equal(contact.verification, undefined);
});

test('no log has what was keyed or heard, nor a number of a person', () => {
  const logs = world.logs();
  assert.ok(logs.length > 0);
  for (const secret of matter.secrets) assert.ok(!logs.includes(secret), `${secret.slice(0, 3)}… is in a log`);
});
