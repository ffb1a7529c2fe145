// SPDX-License-Identifier: Apache-2.0
// A second hotline number with a greeting, a calendar and a flow of its own; a new version of the flow while somebody is in it
// (T19 I1 I3).

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { until } from '../../lib/hub.mjs';
import { encodeUlaw, secondsLoud, secondsOf, sine } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 740;
const NUMBER = '12345';
const FLOW = 'citizens';
const GREETING = 620;
const NEW_GREETING = 1400;
const SECONDS = 3;

let world;
let browser;
let page;

/** A WAV file as a recorder for telephones writes it: µ-law, 8 kHz, mono. */
function recording(hertz) {
  const data = Buffer.from(Array.from(sine(hertz, SECONDS), encodeUlaw));
  const head = Buffer.alloc(46);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(38 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(18, 16);
  head.writeUInt16LE(7, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 38, 'latin1');
  head.writeUInt32LE(data.length, 42);
  return Buffer.concat([head, data]);
}

/** Greets, says so when nobody is there, else asks for a key; `prompt` greets. */
function flow(prompt) {
  return {
    labelZh: '市民服务热线', language: 'zh-CN', start: 'welcome', fallbackSkill: 'general',
    nodes: {
      welcome: { kind: 'prompt', prompt, text: '您好', next: 'when' },
      when: { kind: 'branch', cases: [{ variable: 'line.open', is: 'equal', value: 'no', target: 'closed' }], next: 'main' },
      closed: { kind: 'hang-up', text: '现在不是人工服务时间，下次开通时间是${line.nextOpening|moment}。' },
      main: { kind: 'menu', text: '人工服务请按0。', keys: { 0: 'human', 1: 'again' }, retries: 9, timeoutMs: 20_000, exhausted: 'human' },
      again: { kind: 'prompt', prompt, text: '您好', next: 'main' },
      human: { kind: 'queue', skill: '${line.skill}' },
    },
  };
}

/** Uploads a recording and puts it in force, as an administrator does. */
async function addPrompt(name, hertz) {
  const file = path.join(world.folder, `${name}.wav`);
  writeFileSync(file, recording(hertz));
  await page.open('prompts');
  await page.click('prompt-new');
  await page.fill('prompt-name', name);
  await page.fill('prompt-label', `欢迎词 ${hertz}`);
  await page.click('prompt-kind-recorded');
  await page.page.getByTestId('prompt-file').setInputFiles(file);
  await page.click('prompt-save');
  await page.page.locator(`tr[data-row-key="${name}"] button.ant-table-row-expand-icon`).click();
  await page.click(`prompt-publish-${name}-1`);
  await page.click('prompt-publish-yes');
  await until(`${name} is in force`, async () =>
    (await world.admin.get('/ivr/prompts')).find(prompt => prompt.name === name)?.published === 1);
}

const heard = (caller, hertz) => secondsOf(caller.rtp.heard(), hertz);

before(async () => {
  world = await World.start({ offset: OFFSET, agents: 0 });
  browser = await Browser.open(world.hub.base);
  page = await browser.page();
  await page.logIn('admin', world.hub.adminPassword, 'menu-lines');
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

test('a second number is set up in the console', async () => {
  await addPrompt('welcome-12345', GREETING);
  await world.admin.post(`/ivr/flows/${FLOW}`, flow('line.greeting'));
  await world.admin.post(`/ivr/flows/${FLOW}/1/publish`);
  await page.open('calendars');
  await page.click('calendar-new');
  await page.fill('calendar-code', 'day-and-night');
  await page.fill('calendar-zh', '全天');
  await page.fill('calendar-en', 'Day and night');
  for (const day of ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']) {
    await page.fill(`calendar-${day}`, '00:00-24:00');
  }
  await page.fill('calendar-holidays', '00:00-24:00');
  await page.click('calendar-save');
  await page.text('calendar-edit-day-and-night');
  await page.open('lines');
  await page.click('line-new');
  await page.fill('line-called', NUMBER);
  await page.fill('line-zh', '市民服务热线');
  await page.choose('line-flow', FLOW);
  await page.choose('line-greeting', 'welcome');
  await page.choose('line-calendar');
  await page.click('line-save');
  await page.text(`line-edit-${NUMBER}`);
  const line = (await world.admin.get('/ivr/lines')).find(each => each.called === NUMBER);
  assert.equal(line.flow, FLOW);
  assert.equal(line.greeting, 'welcome-12345');
  assert.equal(line.greetingSpoken, true);
  assert.equal(line.calendar, 'day-and-night');
  assert.equal(line.open, true);
  assert.deepEqual(page.problems, []);
});

test('its callers hear its own greeting, those of the first number do not', async () => {
  const [second, first] = [await world.dial({ called: NUMBER }), await world.dial()];
  await until('the greeting is heard', () => heard(second, GREETING) > 0.8 * SECONDS, 20_000);
  await until('the first number speaks', () => secondsLoud(first.rtp.heard()) > 3, 20_000);
  assert.ok(heard(first, GREETING) < 0.5);
  await world.clear();
});

test('a caller stays on the version that was in force when the call began', async () => {
  await addPrompt('new-year', NEW_GREETING);
  const earlier = await world.dial({ called: NUMBER });
  await until('the greeting is heard', () => heard(earlier, GREETING) > 0.8 * SECONDS, 20_000);
  await world.contactOf(earlier.number, contact => contact.trail.some(step => step.node === 'main'));

  await world.admin.post(`/ivr/flows/${FLOW}`, { ...flow('new-year'), comment: '新年' });
  await page.open('flows');
  await page.page.locator(`tr[data-row-key="${FLOW}"] button.ant-table-row-expand-icon`).click();
  await page.click('flow-compare-2');
  assert.match(await page.text('flow-diff'), /new-year/);
  await page.page.keyboard.press('Escape');
  await page.click('flow-publish-2');
  await page.click('flow-publish-yes');
  await until('it is in force', async () => (await page.text(`flow-published-${FLOW}`)).trim() === '2');

  const later = await world.dial({ called: NUMBER });
  await until('the new greeting is heard', () => heard(later, NEW_GREETING) > 0.8 * SECONDS, 20_000);
  const already = heard(earlier, GREETING);
  await until('the menu takes 1', async () => {
    await earlier.rtp.press('1');
    return (await world.contactOf(earlier.number)).trail.some(step => step.node === 'again');
  }, 20_000, 1500);
  await until('the old greeting is heard again', () => heard(earlier, GREETING) > already + 0.8 * SECONDS, 20_000);
  assert.ok(heard(earlier, NEW_GREETING) < 0.5);
  await assert.rejects(world.admin.call('DELETE', `/ivr/lines/${NUMBER}`), /ivr.line.in-use/);
  await world.clear();
});

test('outside of its hours the caller hears so, and the call ends', async () => {
  const { calendar } = (await world.admin.get('/ivr/calendars')).find(each => each.code === 'day-and-night');
  const around = [-1, 0, 1].map(days => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10));
  await world.admin.put('/ivr/calendars/day-and-night', {
    ...calendar, special: around.map(day => ({ day, hours: [], label: '系统维护' })) });
  const caller = await world.dial({ called: NUMBER });
  await until('the new greeting is heard', () => heard(caller, NEW_GREETING) > 0.8 * SECONDS, 20_000);
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  const contact = await world.contactOf(caller.number, c => c.endReason);
  assert.deepEqual(contact.trail.map(step => step.node), ['welcome', 'when', 'closed']);
});

test('a number that nobody has is served by the line of the others, and counted', async () => {
  const caller = await world.dial({ called: '12399' });
  await until('the first flow speaks', () => secondsLoud(caller.rtp.heard()) > 3, 20_000);
  const metrics = await (await fetch(`${world.hub.base}/metrics`)).text();
  assert.match(metrics, /ivr_line_unknown_total(\{[^}]*\})? [1-9]/);
  await world.clear();
});
