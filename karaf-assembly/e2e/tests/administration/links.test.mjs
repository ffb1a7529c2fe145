// SPDX-License-Identifier: Apache-2.0
// docs/guide-links.md, followed: two systems whose interfaces nobody has seen before are linked by a file of settings and a
// mapping each; an administrator tries, publishes, is refused, rolls back; the voice menu and an agent ask; what went over the
// wire is masked; a system that is slow or gone harms nobody else (L1 L4 L6).

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { root, until } from '../../lib/hub.mjs';
import { examCentre, jobMarket } from '../../lib/strangers.mjs';
import { shareHeard, speak } from '../../lib/speech.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 1750;
const PERSON = '999999199001011238';
const NOBODY = '999999198505050017';
const PASSWORD = 'long-enough-secret';
const GUIDE = readFileSync(path.join(root, 'docs', 'guide-links.md'), 'utf8');
const pictures = path.join(root, 'docs', 'img');

let world;
let exams;
let jobs;
let browser;
let page;
let desk;

/** A block of the guide, by its chapter and language. */
function block(chapter, language) {
  const text = GUIDE.split(/^## /m).find(each => each.startsWith(`${chapter}.`));
  return text.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'ms'))[1];
}

const etc = name => path.join(world.hub.home, 'etc', name);
const mappingFile = () => readFileSync(etc('links/exams.yaml'), 'utf8');
const part = (id, on = page) => on.page.getByTestId(id).first();
const link = async name => (await world.admin.get('/links')).find(each => each.name === name);
const online = name => until(`${name} is online`, async () => (await link(name))?.state === 'ONLINE', 40_000, 250);

before(async () => {
  mkdirSync(pictures, { recursive: true });
  [exams, jobs] = [await examCentre('hotline', PASSWORD), await jobMarket()];
  exams.person(PERSON);
  world = World.prepare({ offset: OFFSET });
  mkdirSync(etc('links'), { recursive: true });
  writeFileSync(etc('org.shuniu.services.citizen.cfg'), block(6, 'properties'));
  await world.up({ agents: 1 });
  browser = await Browser.open(world.hub.base);
  page = await browser.page();
  await page.logIn('admin', world.hub.adminPassword, 'menu-links');
});

after(async () => {
  await browser?.close();
  await world?.stop();
  await exams?.down();
  await jobs?.down();
});

test('settings and a mapping make a link, while the hub runs', async () => {
  writeFileSync(path.join(world.hub.home, 'secrets', 'exams'), `${PASSWORD}\n`, { mode: 0o600 });
  writeFileSync(etc('links/exams.yaml'), block(3, 'yaml'));
  writeFileSync(etc('org.shuniu.business.soap-exams.cfg'), block(2, 'properties').replace('https://exams.example.gov.cn', exams.base));
  writeFileSync(etc('links/jobs.yaml'), block(10, 'yaml'));
  writeFileSync(etc('org.shuniu.business.rest-jobs.cfg'), block(10, 'properties').replace('https://jobs.example.gov.cn', jobs.base));
  await online('exams');
  await online('jobs');
  await page.open('links');
  await page.text('link-exams');
  await page.screenshot(path.join(pictures, 'links.png'));
});

/** Opens a link's drawer at one of its tabs. */
async function open(name, tab) {
  await page.page.goto(`${world.hub.base}/links`);
  await page.click(`link-${name}`);
  await page.click(`tab-${tab}`);
}

test('the bench shows each step, dry and for real', async () => {
  await open('exams', 'mapping');
  await page.choose('bench-example', 'one passed');
  await page.click('bench-try');
  assert.match(await page.text('bench-sent'), /<idCard>999999199001011238<\/idCard>/);
  assert.match(await page.text('bench-received'), /<pass>9<\/pass>/);
  assert.match(await page.text('bench-reply'), /"result": "absent"/);
  await part('bench-result').scrollIntoViewIfNeeded();
  await page.screenshot(path.join(pictures, 'links-bench.png'));
  const asked = exams.requests.length;

  const live = await world.admin.post('/links/exams/mapping/trials', {
    operation: 'exam-result.query', content: { identity: PERSON, year: '2025' }, live: true });
  assert.equal(live.outcome, 'answered');
  assert.equal(live.reply.items[0].score, '91');
  assert.equal(exams.requests.length, asked + 1);
  assert.ok(!JSON.stringify(live).includes(PERSON), 'what came of it is masked');
});

const typed = () => part('mapping-text').inputValue();

test('a wrong mapping is refused with its place, and changes nothing', async () => {
  const before = mappingFile();
  await open('exams', 'mapping');
  await part('mapping-text').waitFor();
  const wrong = before.replace("m:ours('result', *:pass)", "m:ours('outcome', *:pass)");
  const line = wrong.split('\n').findIndex(each => each.includes('reply: |')) + 2;
  await page.fill('mapping-text', wrong);
  await page.click('mapping-publish');
  const faults = await page.text('mapping-faults');
  assert.match(faults, new RegExp(`第 ${line} 行`));
  await part('mapping-faults').scrollIntoViewIfNeeded();
  await page.screenshot(path.join(pictures, 'links-fault.png'));
  const { revision } = await world.admin.get('/links/exams/mapping');
  const refused = await world.admin.raw('PUT', '/links/exams/mapping', { revision, text: wrong });
  assert.equal(refused.status, 422);
  assert.equal((await refused.json()).args.line, line);
  assert.equal(mappingFile(), before);
  assert.equal((await link('exams')).state, 'ONLINE');
});

test('published it is in force and in the file, and the way back is there', async () => {
  const before = mappingFile();
  await open('exams', 'mapping');
  await part('mapping-text').waitFor();
  await page.fill('mapping-text', (await typed()).replace('cache: 60s', 'cache: 30s'));
  await page.click('mapping-publish');
  await page.text('mapping-diff');
  await page.click('mapping-publish-confirm');
  await until('it is in the file', () => mappingFile().includes('cache: 30s'));
  const { items } = await until('the history has it', async () => {
    const found = await world.admin.get('/links/exams/mapping/versions');
    return found.items[0]?.kind === 'PUBLISHED' && found;
  });
  const former = items.find(version => version.number !== items[0].number);
  await page.click(`version-${former.number}`);
  await page.click('mapping-roll-back');
  await until('the file is as it was', () => mappingFile() === before);
  const now = await world.admin.get('/links/exams/mapping');
  assert.equal(now.inForce, now.revision);
});

test('the voice menu tells what the system knows, and the agent asks by a form that nobody drew', async t => {
  const { version } = await world.admin.post('/ivr/flows/exams', JSON.parse(block(7, 'json')));
  await world.admin.post(`/ivr/flows/exams/${version}/publish`);
  await world.admin.put('/ivr/lines/12333', { flow: 'exams', labelZh: '考试热线', labelEn: 'Examinations', skill: 'general', enabled: true });
  const [agent] = world.agents;
  desk = await browser.page();
  await desk.logIn(agent.login, agent.password);
  await desk.setState('READY');

  const caller = await world.dial({ stayMs: 170_000 });
  const at = node => world.contactOf(caller.number, contact => contact.trail.some(step => step.node === node), 30_000);
  await at('identity');
  const mark = caller.rtp.mark();
  await caller.rtp.press(`${PERSON}#`);
  await t.test('the flow goes by what the system has answered, in the words of the hub', async () => {
    const { trail } = await at('tell');
    const ended = node => trail[trail.findIndex(step => step.node === node) + 1].input;
    assert.equal(ended('ask'), 'answered');
    assert.equal(ended('who'), 'verified');
    assert.ok(!trail.some(step => step.node === 'regret'));
  });
  await t.test('the caller hears it', async () => {
    const said = speak('您的一级建造师成绩为8 6分。人工服务请按0。', world.folder);
    await until('the score is heard', () => shareHeard(said, caller.rtp.heard(mark)) > 0.8, 40_000, 1000);
  });
  const answered = agent.phone.next('answered', 30_000);
  await world.askForHuman(caller);
  await answered;
  const contact = await world.contactOf(caller.number, each => each.state === 'ACTIVE');

  await t.test('the agent sees the same, and asks about another year', async () => {
    await desk.click('tab-insurance');
    await until('the results are there', async () => /工程经济/.test(await desk.text('insurance', 15_000)));
    await desk.fill('business-exam-result.query-year', '2025');
    await desk.click('business-exam-result.query-ask');
    await until('the other year is there', async () => /二级建造师/.test(await desk.text('insurance')));
    await desk.screenshot(path.join(pictures, 'links-desk.png'));
  });
  await t.test('a system that is slow is given up, and slows nobody', () => slow(agent, contact));
  await t.test('a system that is gone costs nobody time, shows why, and comes back', () => gone(agent, contact));
  await desk.click('control-hangup');
  assert.equal(await caller.ended(), 0, caller.output.slice(-2000));
});

/** Asks as the agent's screen does; gives the code and how long it took. */
async function ask(session, contact, about) {
  const began = performance.now();
  const reply = await session.raw('POST', `/citizens/${contact.citizenId}/business`, { contact: contact.id, fresh: true, ...about });
  const body = await reply.json();
  return { code: reply.ok ? 'answered' : body.code, ms: performance.now() - began };
}

const EXAM = year => ({ link: 'exams', operation: 'exam-result.query', content: { year } });
const JOB = { link: 'jobs', operation: 'vacancies.query', content: { keyword: '焊工' } };
const worst = answers => Math.max(...answers.map(({ ms }) => ms));

async function slow(agent, contact) {
  const session = await world.hub.login(agent.login, agent.password);
  exams.mood = 'slow';
  const slowly = Promise.all(['2001', '2002', '2003'].map(year => ask(session, contact, EXAM(year))));
  const others = [];
  for (let i = 0; i < 20; i++) others.push(await ask(session, contact, JOB));
  assert.ok(others.every(({ code }) => code === 'answered'), JSON.stringify(others));
  assert.ok(worst(others) < 1000, `the other link answers within ${worst(others)} ms`);
  const given = await slowly;
  assert.deepEqual(given.map(({ code }) => code), Array(3).fill('business.timeout'));
  assert.ok(worst(given) < 4000, `given up after ${worst(given)} ms`);
  // Three in a row: now nobody waits.
  const broken = await ask(session, contact, EXAM('2004'));
  assert.equal(broken.code, 'business.link.offline');
  assert.ok(broken.ms < 500, `told within ${broken.ms} ms`);
  assert.notEqual((await link('exams')).state, 'ONLINE');
  exams.mood = 'well';
  await until('it is asked again', async () => (await ask(session, contact, EXAM('2006'))).code === 'answered', 30_000, 500);
  await online('exams');
}

async function gone(agent, contact) {
  const session = await world.hub.login(agent.login, agent.password);
  await exams.down();
  const answers = [];
  for (let i = 0; i < 6; i++) answers.push(await ask(session, contact, EXAM('2005')));
  assert.ok(answers.every(({ code }) => code === 'business.link.offline'), JSON.stringify(answers));
  assert.ok(worst(answers) < 1000, `told within ${worst(answers)} ms`);
  const { state, reason } = await link('exams');
  assert.equal(state, 'OFFLINE');
  assert.ok(reason);
  assert.equal((await ask(session, contact, JOB)).code, 'answered');
  await exams.up();
  await online('exams');
  assert.equal((await ask(session, contact, EXAM('2025'))).code, 'answered');
}

test('who is not known is told so', async () => {
  const refused = await world.admin.post('/links/exams/mapping/trials', {
    operation: 'exam-result.query', content: { identity: NOBODY }, live: true });
  assert.equal(refused.outcome, 'business.refused');
  assert.equal(refused.reply.reason, 'person-unknown');
});

test('the log of exchanges has all of it, and nobody\'s number', async () => {
  const { items } = await until('what was asked is in the log', async () => {
    const found = await world.admin.get('/links/exams/exchanges?limit=200');
    return found.items.some(each => each.outcome === 'answered') && found.items.some(each => each.outcome === 'business.timeout') && found;
  });
  const whole = [];
  for (const { id } of items) whole.push(await world.admin.get(`/links/exams/exchanges/${id}`));
  for (const secret of [PERSON, NOBODY, PASSWORD]) assert.ok(!JSON.stringify(whole).includes(secret), `${secret.slice(0, 3)}… is in an exchange`);
  // An answer from the link's cache has no messages.
  const shown = whole.find(({ exchange, sent, received }) => exchange.outcome === 'answered' && sent && received.includes('工程经济'));
  await open('exams', 'exchanges');
  await page.click(`exchange-${shown.exchange.id}`);
  assert.match(await page.text('exchange-sent'), /<idCard>\*+<\/idCard>/);
  await page.screenshot(path.join(pictures, 'links-exchange.png'));
  const logs = world.logs();
  for (const secret of [PERSON, NOBODY, PASSWORD]) assert.ok(!logs.includes(secret), `${secret.slice(0, 3)}… is in a log`);
});

test('a link goes with its file, and the other stays', async () => {
  rmSync(etc('org.shuniu.business.soap-exams.cfg'));
  await until('the link is gone', async () => !(await link('exams')), 20_000, 250);
  assert.equal((await link('jobs')).state, 'ONLINE');
});

test('the pages had no errors', () => assert.deepEqual([...page.problems, ...desk.problems], []));
