// SPDX-License-Identifier: Apache-2.0
// The supervisor's wall while citizens call: its figures are those of the contacts' table, a seat is found and changed by
// keyboard alone, a word reaches the agent, the big screen shows the room (M1 M2 M4).

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { root, until } from '../../lib/hub.mjs';
import { all } from '../../lib/look.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 770;
const CFG = 'org.shuniu.pbx.simulator-demo.cfg';
const pictures = path.join(root, 'docs', 'img');
let world;
let browser;
let supervisor;
let agent;

before(async () => {
  world = World.prepare({ offset: OFFSET, pbx: 'simulator' });
  world.setting(CFG, { name: 'demo', callsPerHour: 0, callsPerSecond: 0, thinkMs: 300, talkSeconds: 4, patienceSeconds: 20, recordingSeconds: 5 });
  await world.up({ agents: 0 });
  browser = await Browser.open(world.hub.base);
  mkdirSync(pictures, { recursive: true });
  const passwords = world.hub.demoAgents();
  supervisor = await browser.page();
  await supervisor.logIn('supervisor', passwords.get('supervisor'), 'menu-wall');
  agent = await browser.page();
  await agent.logIn('agent1001', passwords.get('agent1001'));
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

const figure = async id => Number((await supervisor.text(`figure-${id}`)).split('\n')[1].replace(/[^\d.]/g, ''));

/** A select that is open takes the first Escape, the drawer the next. */
const closeSeat = () => until('the seat is closed', async () => {
  if (await supervisor.page.getByTestId('seat-detail').count() === 0) return true;
  await supervisor.page.keyboard.press('Escape');
  return false;
}, 10_000, 300);

test('the figures move while citizens call, and are those of the table when it is quiet', async () => {
  await supervisor.open('wall');
  await supervisor.text('wall-figures');
  // Not before: in a blank home a service hears of nothing that was told before its own first start.
  world.setting(CFG, { callsPerSecond: 2 });
  await until('calls are answered and ended', async () => await figure('answered') >= 5 && await figure('selfServed') >= 2, 180_000, 500);
  await supervisor.screenshot(path.join(pictures, 'wall.png'));

  world.setting(CFG, { callsPerSecond: 0 });
  await world.quiet(90_000);
  const contacts = await all(world.admin, '/contacts?');
  const count = check => contacts.filter(check).length;
  const expected = {
    offered: contacts.length,
    selfServed: count(c => c.endReason === 'SELF_SERVED'),
    queued: count(c => c.queuedAt),
    answered: count(c => c.answeredAt),
    abandoned: count(c => ['ABANDONED_QUEUED', 'ABANDONED_RINGING'].includes(c.endReason)),
    waiting: 0,
    talking: 0,
  };
  assert.ok(expected.answered >= 5, `only ${expected.answered} were answered`);
  const seen = {};
  await until('the wall tells the same', async () => {
    for (const id of Object.keys(expected)) seen[id] = await figure(id);
    return JSON.stringify(seen) === JSON.stringify(expected);
  }, 20_000, 250).catch(() => {});
  assert.deepEqual(seen, expected);
});

test('a word of the supervisor comes up on the agent\'s screen, and the supervisor learns that it was read', async () => {
  await agent.setState('READY');
  await supervisor.click('seat-1001');
  await supervisor.fill('seat-message', '请转告排队市民稍候，系统正在恢复。');
  await supervisor.click('seat-message-submit');
  assert.match(await agent.text('supervisor-messages'), /系统正在恢复/);
  await agent.click('message-acknowledge');
  await supervisor.page.getByText(/已读|已阅/).first().waitFor();
  await closeSeat();
});

test('by keyboard alone: to the seat by arrows, Enter, another state, Escape', async () => {
  const { keyboard } = supervisor.page;
  const focused = () => supervisor.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
  await until('the seat plan is reached', async () => {
    await keyboard.press('Tab');
    return (await focused()).startsWith('seat-');
  }, 20_000, 0);
  await until('the agent\'s seat is reached', async () => {
    if (await focused() === 'seat-1001') return true;
    await keyboard.press('ArrowRight');
    return false;
  }, 10_000, 20).catch(async () => {
    // It may be before the first that was reached.
    await until('the agent\'s seat is reached backwards', async () => {
      if (await focused() === 'seat-1001') return true;
      await keyboard.press('ArrowLeft');
      return false;
    }, 10_000, 20);
  });
  await keyboard.press('Enter');
  await supervisor.text('seat-detail');
  await until('the choice of states is reached', async () => {
    await keyboard.press('Tab');
    return supervisor.page.evaluate(() => document.activeElement?.getAttribute('role') === 'combobox'
      && document.activeElement.closest('[data-testid="seat-detail"]') !== null);
  }, 10_000, 0);
  await keyboard.press('ArrowDown');
  await supervisor.page.getByRole('listbox').first().waitFor({ state: 'attached' });
  await keyboard.press('Enter');
  await until('the change can be sent', async () => {
    await keyboard.press('Tab');
    return await focused() === 'seat-state-submit';
  }, 10_000, 0);
  await keyboard.press('Enter');
  await until('the agent has another state', async () => await agent.attribute('agent-state', 'data-state') !== 'READY', 10_000, 100);
  await closeSeat();
});

test('the big screen shows the room; both languages and both themes hold', async () => {
  await supervisor.click('wall-big');
  await supervisor.text('wall-screen');
  await supervisor.screenshot(path.join(pictures, 'wall-big.png'));
  await supervisor.page.keyboard.press('Escape');
  await supervisor.page.getByTestId('wall-screen').waitFor({ state: 'detached', timeout: 5_000 });
  await supervisor.click('theme-switch');
  await supervisor.click('language-switch');
  assert.match(await supervisor.text('figure-offered'), /Offered/);
  await supervisor.screenshot(path.join(pictures, 'wall-en.png'));
  assert.deepEqual(supervisor.problems, []);
  assert.deepEqual(agent.problems, []);
});
