// SPDX-License-Identifier: Apache-2.0
// A citizen proves himself by keys and hears his balance from the social insurance system (T11 I2 I3 L1), then speaks with an
// agent who sees that he is verified, and never what he keyed.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { until } from '../../lib/hub.mjs';
import { Matter } from '../../lib/matter.mjs';
import { money, shareHeard, speak } from '../../lib/speech.mjs';
import { longestSilence } from '../../lib/tones.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 630;
let world;
let matter;

before(async () => {
  world = World.prepare({ offset: OFFSET });
  matter = await Matter.prepare(world);
  await world.up({ agents: 1 });
  await matter.ready();
});

after(async () => {
  await world?.stop(() => matter?.stop());
});

/** Keys as a telephone has them. */
const keys = text => text.replace('X', '*');

/** Dials, chooses the account and keys the identity; gives the caller when the password is asked for. */
async function identified(person) {
  const caller = await world.dial({ stayMs: 120_000 });
  const at = node => world.contactOf(caller.number, contact => contact.trail.some(step => step.node === node), 30_000);
  await at('main');
  await caller.rtp.press('2');
  await at('account-identity');
  await caller.rtp.press(`${keys(person.identity)}#`);
  await at('account-password');
  return { caller, at };
}

test('the caller keys identity and password and hears the balance that the system gave', async t => {
  const person = await matter.person();
  const { caller, at } = await identified(person);
  const mark = caller.rtp.mark();
  await caller.rtp.press(`${person.password}#`);
  await at('account-result');
  const amount = money(person.balance);
  await t.test(`heard: ${'*'.repeat(amount.length)}, spoken from the reply`, async () => {
    const said = speak(sentence(amount), world.folder);
    await until('the balance is heard', () => shareHeard(said, caller.rtp.heard(mark)) > 0.8, 40_000, 1000);
    const other = speak(sentence(money(person.balance === '77777.77' ? '11111.11' : '77777.77')), world.folder);
    assert.ok(shareHeard(other, caller.rtp.heard(mark)) < 0.8, 'another balance is told apart');
  });
  await t.test('he is verified for this contact', async () => {
    const verified = await world.contactOf(caller.number, each => each.verification?.level === 'STRONG', 15_000);
    assert.ok(verified.citizenId);
    assert.equal(verified.verification.method, 'ivr-password');
  });
  await t.test('what he keyed and heard is in no record of the contact', async () => {
    const record = JSON.stringify(await world.contactOf(caller.number));
    for (const secret of [person.identity, person.password, person.balance, person.name]) {
      assert.ok(!record.includes(secret), `${secret.slice(0, 2)}…`);
    }
  });
  assert.ok(longestSilence(caller.rtp.heard()) <= 5, `${longestSilence(caller.rtp.heard())} s`);
});

/** The beginning of the flow's node account-result. */
function sentence(amount) {
  const now = new Date();
  const year = [...String(now.getFullYear())].map(digit => '零一二三四五六七八九'[digit]).join('');
  const month = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][now.getMonth()];
  return `截至${year}年${month}月，您的个人账户余额为${amount}。重听请按1，返回主菜单请按9，人工服务请按0。`;
}

test('a wrong password three times: no balance, and the caller gets a human', async () => {
  const person = await matter.person();
  const { caller } = await identified(person);
  const wrong = person.password === '000000' ? '111111' : '000000';
  const rejected = () => world.contactOf(caller.number).then(contact =>
    contact.trail.filter(step => step.node === 'account-password-wrong' || step.node === 'account-help' || step.node === 'account-locked').length);
  for (let attempt = 1; attempt <= 3; attempt++) {
    await caller.rtp.press(`${wrong}#`);
    await until(`attempt ${attempt} is refused`, async () => (await rejected()) >= attempt, 30_000, 200);
  }
  const contact = await world.contactOf(caller.number, each => each.state === 'QUEUED', 30_000);
  assert.equal(contact.verification, undefined);
});

test('no log has what was keyed or heard', () => {
  const folder = path.join(world.hub.home, 'data', 'log');
  const logs = readdirSync(folder).map(file => readFileSync(path.join(folder, file), 'utf8')).join('\n');
  assert.ok(logs.length > 0);
  for (const secret of matter.secrets) assert.ok(!logs.includes(secret), `${secret.slice(0, 3)}… is in a log`);
});
