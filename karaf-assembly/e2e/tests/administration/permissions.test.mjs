// SPDX-License-Identifier: Apache-2.0
// Who may do what (P6, P13): every operation of the hub tried with every role, with no role and without a session, about
// matters of the own and of a foreign region; a role made and changed on the screen; the three administrators put in
// different hands without locking anybody out.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { Hub, root, until } from '../../lib/hub.mjs';
import { attempts, operations, run } from '../../lib/matrix.mjs';
import { Matter } from '../../lib/matter.mjs';

const REGIONS = { own: '440300000000', foreign: '110000000000' };
const NATION = '000000000000';
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-permissions-'));
const hub = new Hub({ home: path.join(folder, 'home'), offset: 1710, pbx: 'simulator' });
const pictures = path.join(root, 'docs', 'img');
let admin;
let roles;
let browser;

before(async () => {
  await hub.up();
  admin = await hub.admin();
  await until('the process of complaints is there', async () =>
    (await admin.get('/ticket-forms')).some(form => form.process === 'complaint'), 30_000, 250);
  roles = await admin.get('/roles');
});

after(async () => {
  await browser?.close();
  await hub.down();
  rmSync(folder, { recursive: true, force: true });
});

/** A user who has just logged in. */
async function user(login, region, ...codes) {
  const password = `Aa1-${crypto.randomBytes(9).toString('base64url')}`;
  const { id } = await admin.post('/users', { login, name: login, roles: codes, region, password, mustChangePassword: false });
  return { id, name: login, login, password, session: await hub.login(login, password) };
}

/** One user for each role that every hub has, one without a role, and one who is not logged in. */
async function everybody() {
  const actors = [{ name: 'nobody', permissions: new Set() }, { ...await user('roleless', REGIONS.own), permissions: new Set() }];
  for (const role of roles) {
    actors.push({ ...await user(`r-${role.code}`, REGIONS.own, role.code), permissions: new Set(role.permissions) });
  }
  return actors;
}

/** A user, a seat and a ticket in a region. */
async function place(region, number) {
  const target = await user(`target-${number}`, region);
  const writer = await user(`writer-${number}`, region, 'agent');
  const [{ pbx }] = await admin.get('/acd/agents');
  const seat = await admin.post('/acd/agents', { userId: writer.id, number, device: number, pbx, skills: [] });
  const ticket = await new Matter().complain(writer.session, { phone: `1390000${number}` });
  return { region, user: target.id, userName: target.name, seat: seat.agentId, ticket: ticket.id };
}

test('every operation, every role, own and foreign region', async t => {
  const document = await (await admin.raw('GET', '/openapi.json')).json();
  const entries = operations(document);
  const actors = await everybody();
  const places = { own: await place(REGIONS.own, '7001'), foreign: await place(REGIONS.foreign, '7002') };
  const supervisor = actors.find(({ name }) => name === 'r-supervisor').session;
  await until('the wall knows the seats', async () => (await supervisor.get('/wall/seats')).some(seat => seat.number === '7001'), 20_000, 250);
  const { tried, untested } = attempts(entries, actors, places);
  const wrong = await run(tried, hub.base, actor => hub.login(actor.login, actor.password));
  t.diagnostic(`${entries.length} operations × ${actors.length} roles × ${Object.keys(places).length} regions: ${tried.length} tried, ${untested.length} untested`);
  assert.deepEqual(untested, []);
  assert.deepEqual(wrong, []);

  await t.test('what operations need is in the catalogue, and some role has it', async () => {
    const catalogue = new Set((await admin.get('/permissions')).map(({ code }) => code));
    const needed = entries.flatMap(({ needs }) => needs).filter(code => code !== 'session' && code !== 'nothing');
    assert.deepEqual(needed.filter(code => !catalogue.has(code)), []);
  });
});

test('a role made on the screen holds at the next request', async () => {
  browser = await Browser.open(hub.base);
  const page = await browser.page();
  await page.logIn('admin', hub.adminPassword, 'menu-roles');
  await page.open('roles');
  await page.click('role-copy-audit-administrator');
  await page.fill('role-code', 'inspector');
  await page.fill('role-zh', '质检员');
  await page.fill('role-en', 'Inspector');
  await page.click('permission-wall:read');
  await page.screenshot(path.join(pictures, 'role-editor.png'));
  await page.click('role-save');
  await page.text('role-edit-inspector');
  await page.screenshot(path.join(pictures, 'roles.png'));

  const inspector = await user('inspector', REGIONS.own, 'inspector');
  assert.equal((await inspector.session.raw('GET', '/wall/seats')).status, 200);
  await page.click('role-edit-inspector');
  await page.click('permission-wall:read');
  await page.click('role-save');
  await until('the right is gone', async () => (await inspector.session.raw('GET', '/wall/seats')).status === 403);
  assert.equal((await inspector.session.raw('GET', '/audit')).status, 200);
  const { items: [entry] } = await admin.get('/audit?operation=role%3Achange&limit=1');
  assert.deepEqual(entry.detail, { added: '-', removed: 'wall:read' });
  assert.deepEqual(page.problems, []);
});

test('three administrators in different hands, and nobody locked out', async t => {
  const page = await browser.page();
  await page.logIn('admin', hub.adminPassword, 'menu-roles');
  await page.open('roles');
  assert.equal((await admin.raw('PUT', '/separation', { active: true })).status, 409);
  const three = {};
  for (const duty of ['system', 'security', 'audit']) three[duty] = await user(duty, NATION, `${duty}-administrator`);
  await page.page.reload();
  await page.click('separation-begin');
  await page.page.getByRole('tooltip').getByRole('button').last().click();
  await until('the duties are separated', async () => (await three.security.session.get('/separation')).active);

  const may = async (session, where) => (await session.raw('GET', where)).status === 200;
  await t.test('each may do the own part', async () => {
    assert.deepEqual(
      await Promise.all(Object.values(three).flatMap(({ session }) => ['/plugins', '/permissions', '/audit'].map(where => may(session, where)))),
      [true, false, false, false, true, false, false, false, true]);
    assert.equal(await may(admin, '/users'), false);
  });
  await t.test('nobody takes a second duty or gives themselves rights', async () => {
    const change = (who, target, codes) => who.session.raw('PUT', `/users/${target.id}`, { name: target.name, roles: codes, region: NATION, enabled: true });
    assert.equal((await change(three.security, three.system, ['system-administrator', 'audit-administrator'])).status, 409);
    assert.equal((await change(three.security, three.security, ['security-administrator', 'agent'])).status, 409);
    assert.equal((await change(three.security, three.audit, [])).status, 409);
    assert.equal((await three.system.session.raw('POST', '/users', { login: 'spare', name: 'spare', roles: ['audit-administrator'], password: 'Long-enough-42' })).status, 403);
  });
  await t.test('the security administrator sees who has which role', async () => {
    const security = await browser.page();
    await security.logIn(three.security.login, three.security.password, 'menu-roles');
    await security.open('roles');
    await security.text('separation');
    await security.screenshot(path.join(pictures, 'separation.png'));
    await security.open('users');
    assert.equal(await security.page.getByTestId('user-new').count(), 0);
    assert.deepEqual(security.problems, []);
  });
});
