// SPDX-License-Identifier: Apache-2.0
// The route map while citizens call: its counts are those of the contacts' table, one contact is followed through it, what
// messages say is masked without the right, a bundle that listens is there at once, all of it by keyboard (P2).

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { bundle } from '../../lib/bundle.mjs';
import { root, until } from '../../lib/hub.mjs';
import { all } from '../../lib/look.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 800;
const CFG = 'org.shuniu.pbx.simulator-demo.cfg';
const OPEN = ['OFFERED', 'SELF_SERVICE', 'QUEUED', 'RESERVED', 'ACTIVE'];
const CONTACT = 'org.shuniu.services.contact';
const HOSTS = 'org.shuniu.core.plugins';
const SWITCH = 'org.shuniu.pbx.simulator';
const LISTENER = 'com.example.listener';
const CALLERS = '1380000';
const pictures = path.join(root, 'docs', 'img');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'shuniu-routes-'));
let world;
let browser;
let page;
let watcher;
let contact;

before(async () => {
  world = World.prepare({ offset: OFFSET, pbx: 'simulator' });
  world.setting(CFG, {
    name: 'demo', callsPerHour: 0, callsPerSecond: 0, thinkMs: 300, talkSeconds: 3, patienceSeconds: 20, recordingSeconds: 5, callerPrefix: CALLERS });
  await world.up({ agents: 0 });
  const password = `Aa1-${crypto.randomBytes(9).toString('base64url')}`;
  await world.admin.post('/users', {
    login: 'watcher', name: '看图的人', roles: ['system-administrator'], region: '000000000000', password, mustChangePassword: false });
  watcher = await world.hub.login('watcher', password);
  browser = await Browser.open(world.hub.base);
  page = await browser.page();
  await page.logIn('watcher', password, 'menu-routes');
  mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await world?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** One count of the map. */
async function count(list, figure, check) {
  const map = await watcher.get('/routes');
  return map[list].reduce((sum, each, place) => sum + (check(each) ? map.figures[figure][place] : 0), 0);
}

const published = (bundle, type) => count('publications', 'published', each => each.bundle === bundle && each.type === `${type}/1`);
const handled = (consumer, type) => count('subscriptions', 'handled', each => each.consumer === consumer && each.type === `${type}/1`);
const focused = () => page.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
const total = async edge => Number(await page.attribute(`route-edge-${edge}`, 'data-total'));

/** Calls come until some more have been answered and ended, then the line falls silent. */
async function calls(more) {
  const served = async () => (await all(world.admin, '/contacts?')).filter(each => each.answeredAt && each.endReason).length;
  const enough = await served() + more;
  world.setting(CFG, { callsPerSecond: 2 });
  await until('calls are answered and ended', async () => await served() >= enough, 180_000, 500);
  world.setting(CFG, { callsPerSecond: 0 });
  await until('nobody is on the line', async () => {
    for (const state of OPEN) if ((await world.admin.get(`/contacts?state=${state}&limit=1`)).items.length > 0) return false;
    return true;
  }, 90_000, 500);
}

test('the map moves while citizens call, and its counts are those of the table when it is quiet', async () => {
  await page.open('routes');
  await page.attribute(`route-node-${SWITCH}`, 'data-state');
  const coming = calls(3);
  await until('the way of a call is drawn, without a reload', async () => await total(`${HOSTS}>${CONTACT}`) > 20, 120_000, 500);
  await page.screenshot(path.join(pictures, 'routes.png'));
  await coming;
  const contacts = await all(world.admin, '/contacts?');
  contact = contacts.find(each => each.answeredAt);
  for (const [what, figure] of [
    ['the switch told the host', () => count('seams', 'passed', each => each.bundle === SWITCH && !each.asked && each.type === 'pbx.call-offered')],
    ['the host told the bus', () => published(HOSTS, 'pbx.call-offered')],
    ['the contact service took it', () => handled('services.contact', 'pbx.call-offered')],
    ['and noted it', () => published(CONTACT, 'contact.offered')],
    ['the figures took that', () => handled('services.monitor', 'contact.offered')],
  ]) {
    await until(`${what}: ${contacts.length}`, async () => await figure() === contacts.length, 15_000, 250);
  }
  await until('the page tells the same', async () => await total(`${CONTACT}>org.shuniu.services.monitor`) > 0);
  assert.equal(await page.attribute(`route-node-${CONTACT}`, 'data-state'), 'well');
});

test('a contact is followed through it', async () => {
  await page.fill('routes-follow', contact.id);
  await page.page.keyboard.press('Enter');
  await page.text('route-steps');
  const steps = page.page.getByTestId('route-step');
  const types = await steps.evaluateAll(all => all.map(each => each.getAttribute('data-type')));
  for (const wanted of ['pbx.call-offered', 'contact.offered', 'ivr.start-flow', 'acd.agent-reserved', 'pbx.connect-legs', 'contact.answered', 'contact.ended']) {
    assert.ok(types.includes(wanted), `${wanted} in ${types}`);
  }
  assert.ok(types.indexOf('contact.offered') < types.indexOf('contact.answered') && types.indexOf('contact.answered') < types.indexOf('contact.ended'));
  assert.equal(await page.attribute(`route-edge-${HOSTS}>${CONTACT}`, 'data-path'), 'true');
  const { steps: told } = await watcher.get(`/trace/${contact.id}`);
  const offered = told.find(step => step.type === 'contact.offered/1');
  const outcome = offered.outcomes.find(each => each.consumer === 'services.monitor');
  assert.equal(outcome.result, 'HANDLED');
  assert.ok(Date.parse(outcome.at) >= Date.parse(offered.at) && outcome.micros > 0, JSON.stringify(outcome));
  await page.screenshot(path.join(pictures, 'routes-follow.png'));
});

test('what a message says is masked without the right, and each look is noted', async () => {
  const { steps } = await watcher.get(`/trace/${contact.id}`);
  const { id } = steps.find(step => step.type === 'pbx.call-offered/1');
  const masked = await watcher.get(`/trace/messages/${id}`);
  assert.equal(masked.masked, true);
  assert.ok(!masked.envelope.includes(CALLERS), masked.envelope);
  assert.ok(masked.envelope.includes(contact.id), 'ids are shown');
  const clear = await world.admin.get(`/trace/messages/${id}`);
  assert.equal(clear.masked, false);
  assert.ok(clear.envelope.includes(CALLERS), clear.envelope);
  const looks = await until('both looks are in the audit', async () => {
    const { items } = await world.admin.get('/audit?operation=trace:look&limit=50');
    return items.length >= 2 && items;
  });
  assert.ok(looks.every(each => each.object.startsWith('message:')), JSON.stringify(looks));
});

test('by keyboard alone: along the messages to what one says, from box to box to its details', async () => {
  const { keyboard } = page.page;
  await page.page.getByTestId('route-steps').focus();
  await keyboard.press('Home');
  await keyboard.press('Enter');
  await page.text('trace-content');
  assert.equal(await page.attribute('trace-content', 'data-masked'), 'true');
  assert.ok(!(await page.text('trace-content')).includes(CALLERS));
  await keyboard.press('Escape');
  await until('the content is closed', async () => await page.page.getByTestId('trace-content').count() === 0);

  await until('a box is reached', async () => {
    await keyboard.press('Tab');
    return (await focused()).startsWith('route-node-');
  }, 20_000, 0);
  await keyboard.press('Home');
  await until('the service of contacts is reached', async () => {
    if (await focused() === `route-node-${CONTACT}`) return true;
    await keyboard.press('ArrowRight');
    if (await focused() !== `route-node-${CONTACT}`) await keyboard.press('ArrowUp');
    return await focused() === `route-node-${CONTACT}`;
  }, 10_000, 50).catch(async () => page.page.getByTestId(`route-node-${CONTACT}`).focus());
  await keyboard.press('Enter');
  assert.match(await page.text('route-detail'), /services\.contact/);
  await keyboard.press('Escape');
  await page.click('route-unfollow');
});

/** A bundle of somebody else's that only registers a handler. */
const listener = () => bundle({
  folder: scratch, name: LISTENER, activator: 'Listener', imports: ['org.osgi.framework', 'org.shuniu.api.base', 'org.shuniu.api.hub'], source: `
import java.util.List;
import org.osgi.framework.*;
import org.shuniu.api.base.*;
import org.shuniu.api.hub.*;
public class Listener implements BundleActivator, BusConsumer {
  @MessageType(value = "contact.offered", durable = true)
  public record Offered(String contact) implements Event {
    public String key() { return contact; }
  }
  public void start(BundleContext context) { context.registerService(BusConsumer.class, this, null); }
  public void stop(BundleContext context) {}
  public String name() { return "example.listener"; }
  public List<Subscription<?>> subscriptions() { return List.of(Subscription.of(Offered.class, message -> {})); }
}
` });

test('a connector that registers a handler is on the map without anything else, and gone with it', async () => {
  const file = await listener();
  await world.shell(`bundle:install -s file:${file}`);
  assert.equal(await page.attribute(`route-node-${LISTENER}`, 'data-state'), 'well');
  await calls(2);
  await until('it takes what is published', async () => await handled('example.listener', 'contact.offered') > 0, 15_000, 250);
  await until('the line to it is drawn', async () => await total(`${CONTACT}>${LISTENER}`) > 0);
  const told = await world.shell('shuniu:routes');
  for (const wanted of [LISTENER, 'consumer example.listener: 0 waiting', 'pbx/demo ONLINE']) assert.ok(told.includes(wanted), `${wanted} in ${told}`);
  await world.shell(`bundle:uninstall ${LISTENER}`);
  await until('it is gone', async () => await page.page.getByTestId(`route-node-${LISTENER}`).count() === 0, 15_000);
  assert.deepEqual(page.problems, []);
});
