// SPDX-License-Identifier: Apache-2.0
// The agent takes the call with the button on the screen; the hand never touches the telephone (T3).

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { randomNumber } from '../../lib/caller.mjs';
import { until } from '../../lib/hub.mjs';
import { secondsOf, sine } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 610;
const CALLER_TONE = 1000;
const AGENT_TONE = 620;
let world;
let browser;

before(async () => {
  world = await World.start({ offset: OFFSET, agents: 1 });
  browser = await Browser.open(world.hub.base);
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

test('the button answers the ringing telephone, and both talk', async () => {
  const [agent] = world.agents;
  agent.phone.behaviour = 'ring';
  const page = await browser.page();
  await page.logIn(agent.login, agent.password);
  await page.setState('READY');

  const rings = agent.phone.next('ringing', 60_000);
  const number = randomNumber();
  const caller = await world.dialHuman({ number });
  await rings;
  assert.equal(agent.phone.state, 'ringing');

  const answered = agent.phone.next('answered', 5_000);
  await page.click('control-answer');
  await answered;
  await world.contactOf(number, c => c.state === 'ACTIVE');
  caller.rtp.play(sine(CALLER_TONE, 1));
  agent.phone.rtp.play(sine(AGENT_TONE, 1));
  const from = caller.rtp.mark();
  await until("the agent hears the caller's tone", () => secondsOf(agent.phone.rtp.heard(), CALLER_TONE) >= 2, 10_000);
  await until("the caller hears the agent's tone", () => secondsOf(caller.rtp.heard(from), AGENT_TONE) >= 2, 10_000);

  await page.click('control-hangup');
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  assert.equal((await world.contactOf(number, c => c.endReason)).endReason, 'ENDED_BY_AGENT');
  assert.deepEqual(page.problems, []);
});
