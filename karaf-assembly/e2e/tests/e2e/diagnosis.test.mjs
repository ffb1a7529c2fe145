// SPDX-License-Identifier: Apache-2.0
// Finding out what is wrong: the log of one call in the browser and as JSON lines, a test of a connection against a living
// and a dead switch, a dead letter of a connector that refuses, and a board whose every metric is exported (M3, P8).

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { bundle, drop } from '../../lib/bundle.mjs';
import { randomNumber } from '../../lib/caller.mjs';
import { root, until } from '../../lib/hub.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 760;
const SWITCH = 'org.shuniu.pbx.asterisk-main';
let world;
let browser;
let seat;
let contact;
const number = randomNumber();
const part = id => seat.page.getByTestId(id).first();
const logFile = name => path.join(world.hub.home, 'data', 'log', name);

before(async () => {
  world = await World.start({ offset: OFFSET, agents: 1 });
  const password = `Aa1-${crypto.randomBytes(9).toString('base64url')}`;
  await world.admin.post('/users', {
    login: 'engineer', name: '工程师', roles: ['administrator'], region: '000000000000', password, mustChangePassword: false });
  browser = await Browser.open(world.hub.base);
  seat = await browser.page();
  await seat.logIn('engineer', password, 'menu-logs');
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

/** Makes the hub log a warning with this text: a hotline that is written wrongly into a file. */
const complain = text => writeFileSync(path.join(world.hub.home, 'etc', 'org.shuniu.services.monitor.cfg'), `lines = ${text}\n`);

/** A call from dialling to its end. */
async function call(from) {
  const [agent] = world.agents;
  if (!agent.session) await world.ready(agent);
  else await world.makeReady(agent);
  const answered = agent.phone.next('ringing', 40_000).then(() => agent.phone.answer());
  const caller = await world.dialHuman({ number: from });
  await answered;
  await world.contactOf(from, c => c.state === 'ACTIVE');
  agent.phone.hangUp();
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
  return world.contactOf(from, c => c.endReason);
}

test('JSON lines are switched on while the hub runs', async () => {
  const file = path.join(world.hub.home, 'etc', 'org.ops4j.pax.logging.cfg');
  assert.ok(!existsSync(logFile('hub.jsonl')));
  writeFileSync(file, readFileSync(file, 'utf8').replace('shuniu.json = OFF', 'shuniu.json = INFO'));
  let tries = 0;
  await until('a line is written', () => {
    complain(`try-${tries++}`);
    return existsSync(logFile('hub.jsonl')) && readFileSync(logFile('hub.jsonl'), 'utf8').includes('Not a line: try-');
  }, 40_000, 3_000);
});

test("a call's log is found by the contact's id, from its detail", async () => {
  contact = await call(number);
  await seat.page.goto(`${world.hub.base}/contacts`);
  await seat.page.getByText(number.slice(-4)).first().click();
  await part('log-link').click();
  await seat.page.waitForURL(`**/logs/${contact.id}`);
  await part('log-entry').waitFor();
  const entries = await seat.page.getByTestId('log-entry').allInnerTexts();
  assert.ok(entries.some(text => text.includes('Offered by main')), entries.join('\n'));
  assert.ok(entries.some(text => /Ended: ENDED_BY_AGENT, agent \S+, waited \d+ s, talked \d+ s/.test(text)), entries.join('\n'));
  await part('logs-text').fill('offered by');
  await until('only the entry with these words is left', async () => (await seat.page.getByTestId('log-entry').count()) === 1);
});

test('who looked is in the audit', async () => {
  const { items } = await world.admin.get('/audit?operation=log:read');
  assert.ok(items.some(entry => entry.actorLogin === 'engineer' && entry.object === `log:${contact.id}`));
});

test('the lines carry ids and types, and no number of the caller', async () => {
  const lines = readFileSync(logFile('hub.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
  const own = lines.filter(line => line.contact === contact.id);
  assert.ok(own.some(line => line.message === 'Offered by main' && line.level === 'INFO' && line.type === 'pbx.call-offered'), JSON.stringify(own));
  assert.ok(own.every(line => Date.parse(line.time) > 0));
  complain(`somebody ${number}`);
  const masked = `Not a line: somebody 138****${number.slice(-4)}`;
  await until('the number is masked', () => readFileSync(logFile('hub.log'), 'utf8').includes(masked), 20_000, 250);
  assert.ok(readFileSync(logFile('hub.jsonl'), 'utf8').includes(masked));
  for (const name of ['hub.log', 'hub.jsonl']) assert.ok(!readFileSync(logFile(name), 'utf8').includes(number), name);
});

/** Opens the switch's settings in the console. */
async function openSwitch() {
  await seat.page.goto(`${world.hub.base}/plugins`);
  await part('plugin-main').click();
  await part('settings-form').waitFor();
}

async function trial() {
  await part('settings-test').click();
  await part('settings-trial').waitFor({ timeout: 15_000 });
  return { works: await seat.attribute('settings-trial', 'data-works'), code: await seat.attribute('settings-trial', 'data-code'), text: await seat.text('settings-trial') };
}

test('a test of the connection tells a living switch from a dead one, and saves nothing', async () => {
  const before = readFileSync(path.join(world.hub.home, 'etc', `${SWITCH}.cfg`), 'utf8');
  const calls = (await world.admin.get('/plugins')).find(plugin => plugin.instance === 'main').since;
  await openSwitch();
  const living = await trial();
  assert.equal(living.works, 'true', living.text);
  assert.match(living.text, /Asterisk Call Manager\/\d/);

  await part('setting-port').fill('9');
  const dead = await trial();
  assert.equal(dead.code, 'probe.refused', dead.text);
  assert.match(dead.text, /没有程序在监听/);

  await part('setting-port').fill(String(world.hub.asterisk.AMI_PORT));
  await part('setting-user').fill('nobody');
  const stranger = await trial();
  assert.equal(stranger.code, 'pbx.login.refused', stranger.text);

  assert.equal(readFileSync(path.join(world.hub.home, 'etc', `${SWITCH}.cfg`), 'utf8'), before);
  const plugin = (await world.admin.get('/plugins')).find(each => each.instance === 'main');
  assert.equal(plugin.state, 'ONLINE');
  assert.equal(plugin.since, calls, 'the driver was not disturbed');
  const { items } = await world.admin.get('/audit?operation=config:test');
  assert.equal(items.length, 3);
});

test('a switch that dies is told as dead', async () => {
  const asterisk = path.join(root, 'karaf-assembly', 'asterisk', 'asterisk.sh');
  await world.run(asterisk, 'stop', '--home', world.hub.home);
  try {
    await openSwitch();
    const dead = await trial();
    assert.equal(dead.works, 'false');
    assert.equal(dead.code, 'probe.refused', dead.text);
    await until('agents are told whose switch is away', async () =>
      (await world.agents[0].session.get('/plugins/outages')).switches.includes('main'), 15_000, 250);
  } finally {
    await world.run(asterisk, 'start', '--home', world.hub.home, '--port-offset', String(OFFSET));
  }
  await until('the hub has its switch again', async () =>
    (await world.admin.get('/plugins')).find(plugin => plugin.instance === 'main').state === 'ONLINE', 30_000, 250);
});

test('a dead letter of a connector that refuses is seen, redelivered and gone', async () => {
  const refuses = path.join(world.folder, 'refuses');
  writeFileSync(refuses, '');
  drop(world.hub.home, await bundle({
    folder: world.folder, name: 'sample.refusing', activator: 'Refusing',
    imports: ['org.osgi.framework', 'org.shuniu.api.base', 'org.shuniu.api.hub', 'org.shuniu.api.services.contact'],
    source: `
import java.nio.file.*;
import java.util.*;
import org.osgi.framework.*;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.*;
import org.shuniu.api.services.contact.ContactEnded;
public final class Refusing implements BundleActivator, BusConsumer {
  public void start(BundleContext context) { context.registerService(BusConsumer.class, this, null); }
  public void stop(BundleContext context) {}
  public String name() { return "sample.refusing"; }
  public List<Subscription<?>> subscriptions() {
    return List.of(Subscription.of(ContactEnded.class, message -> {
      if (Files.exists(Path.of("${refuses}"))) {
        throw HubException.conflict("sample.refused", Map.of());
      }
      Files.writeString(Path.of("${refuses}.taken"), message.data().contact());
    }));
  }
}
` }));
  await until('the connector is fed', async () => /sample\.refusing/.test(await (await fetch(`${world.hub.base}/metrics`)).text()), 30_000, 500);
  const ended = await call(randomNumber());
  const letter = await until('the letter is there', async () =>
    (await world.admin.get('/dead-letters')).items.find(each => each.consumer === 'sample.refusing'), 20_000, 250);
  assert.equal(letter.key, ended.id);

  await seat.page.goto(`${world.hub.base}/dead-letters`);
  assert.match(await seat.text(`letter-${letter.messageId}`), /sample\.refused/);
  await seat.page.goto(`${world.hub.base}/logs/${ended.id}`);
  await seat.page.getByText('which is a dead letter now').first().waitFor();

  rmSync(refuses);
  await seat.page.goto(`${world.hub.base}/dead-letters`);
  await part(`letter-${letter.messageId}`).getByRole('checkbox').check();
  await part('dead-redeliver').click();
  await until('the connector has it', () => existsSync(`${refuses}.taken`) && readFileSync(`${refuses}.taken`, 'utf8') === ended.id, 15_000);
  await until('it is gone', async () => (await world.admin.get('/dead-letters')).items.length === 0, 15_000, 250);
  await until('the page shows it', async () => (await seat.page.getByTestId(`letter-${letter.messageId}`).count()) === 0, 20_000, 250);
});

test('every metric of the sample board is exported', async () => {
  const board = JSON.parse(readFileSync(path.join(root, 'docs', 'monitoring', 'grafana-hub.json'), 'utf8'));
  const expressions = board.panels.flatMap(panel => panel.targets ?? []).map(target => target.expr);
  assert.ok(expressions.length > 20);
  const exported = new Set([...(await (await fetch(`${world.hub.base}/metrics`)).text()).matchAll(/^([a-z_:][a-z0-9_:]*)[{ ]/gim)].map(match => match[1]));
  const named = new Set(expressions.flatMap(text =>
    [...text.replace(/\{[^}]*\}|\bby \([^)]*\)|"[^"]*"/g, '').matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b/g)].map(match => match[0])).filter(name => !FUNCTIONS.has(name)));
  assert.deepEqual([...named].filter(name => !exported.has(name)), []);
});

const FUNCTIONS = new Set(['histogram_quantile', 'label_replace', 'sum_over_time', 'max_over_time']);

test('the pages had no errors', () => assert.deepEqual(seat.problems, []));
