// SPDX-License-Identifier: Apache-2.0
// An administrator changes settings in the console: the file changes and keeps its comments, the change is in force, what
// cannot be is refused at its field, a version is rolled back to, a connector comes and goes (P8).

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { Hub, until } from '../../lib/hub.mjs';

const OFFSET = 1720;
const RULES = 'org.shuniu.core.security';
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-settings-'));
const hub = new Hub({ home: path.join(folder, 'home'), offset: OFFSET, pbx: 'simulator' });
const file = id => path.join(hub.home, 'etc', `${id}.cfg`);
const text = id => readFileSync(file(id), 'utf8');
const part = id => seat.page.getByTestId(id).first();
let admin;
let browser;
let seat;

before(async () => {
  await hub.up();
  admin = await hub.admin();
  browser = await Browser.open(hub.base);
  seat = await browser.page();
  await seat.logIn('admin', hub.adminPassword, 'menu-settings');
});

after(async () => {
  await browser?.close();
  await hub.down().catch(() => {});
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a configuration's form from the page of all of them. */
async function open(id) {
  await seat.page.goto(`${hub.base}/settings`);
  await part('settings-search').locator('input').fill(id);
  await part(`open-${id}`).click();
  await part('settings-form').waitFor();
}

async function save(key, value) {
  await part(`setting-${key}`).fill(value);
  await part('settings-save').click();
  await part('settings-confirm').click();
}

const shortest = async () => (await admin.get('/session/password-rules')).minLength;

test('a change is in the file and in force, and comments stay', async () => {
  writeFileSync(file(RULES), '# 我们的口令规则\npasswordMinLength = 11\n');
  await until('the file is in force', async () => (await shortest()) === 11, 15_000, 250);
  await open(RULES);
  await save('passwordMinLength', '12');
  await until('the change is in force', async () => (await shortest()) === 12, 15_000, 250);
  assert.match(text(RULES), /# 我们的口令规则\npasswordMinLength = 12/);
});

test('what cannot be is refused at its field', async () => {
  await open(RULES);
  await save('passwordMinLength', 'twelve');
  await part('problem-passwordMinLength').waitFor();
  assert.match(text(RULES), /passwordMinLength = 12/);
});

test('history tells who did what, and rolls back', async () => {
  await open(RULES);
  await seat.page.getByRole('tab').nth(1).click();
  const history = await seat.text('settings-history');
  assert.match(history, /admin/);
  assert.match(history, /passwordMinLength\s+11\s+→\s+12/);
  const { items } = await admin.get(`/settings/${RULES}/versions`);
  const former = items.find(version => version.sincePresent.some(change => change.after?.[0] === '11'));
  await part(`roll-back-${former.number}`).click();
  await part('roll-back-confirm').click();
  await until('the former rule is in force', async () => (await shortest()) === 11, 15_000, 250);
});

test('a connector comes and goes', async () => {
  const id = 'org.shuniu.pbx.simulator-second';
  await seat.page.goto(`${hub.base}/settings`);
  await part('settings-new').click();
  await seat.choose('settings-new-pid', 'org.shuniu.pbx.simulator');
  await part('settings-new-name').fill('second');
  await part('settings-create').click();
  await part('settings-form').waitFor();
  const running = async () => (await admin.get('/plugins')).some(plugin => plugin.instance === 'second');
  await until('the instance runs', running, 20_000, 250);
  assert.match(text(id), /name = second/);
  await part('settings-delete').click();
  await part('settings-delete-name').fill('second');
  await part('settings-delete-confirm').click();
  await until('the instance is gone', async () => !(await running()), 20_000, 250);
  assert.ok(!existsSync(file(id)));
});

test('the pages had no errors', () => assert.deepEqual(seat.problems, []));
