// SPDX-License-Identifier: Apache-2.0
// One matter: from the question to the solved ticket. A citizen proves himself by password, hears his balance, speaks with an
// agent; the agent writes a complaint, a process gives it to the department's system, the answer is reviewed, a short message
// tells the citizen, the ticket is closed (T11 I2 Z1 Z2 W1 W4 L1 L3 L4 C3 P2 P11).

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, test } from 'node:test';
import { until } from '../../lib/hub.mjs';
import { Matter } from '../../lib/matter.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 680;
let world;
let matter;
let agent;

before(async () => {
  world = World.prepare({ offset: OFFSET });
  matter = await Matter.prepare(world);
  await world.up({ agents: 1 });
  await matter.ready();
  [agent] = world.agents;
  await world.ready(agent);
});

after(async () => {
  await world?.stop(() => matter?.stop());
});

const ticketWhen = (id, check, ms = 30_000) => until(`ticket ${id}`, async () => {
  const ticket = await agent.session.get(`/tickets/${id}`);
  return check(ticket) ? ticket : undefined;
}, ms, 100);

const review = ticket => agent.session.post(`/tickets/${ticket.id}/review`, {
  outcome: 'accepted', reply: `您反映的问题已办结，工单号${ticket.number}。`, version: ticket.version });

test('a complaint goes to the department and comes back, the citizen is told, all of it in one history', async t => {
  const phone = `1380000${String(crypto.randomInt(10_000)).padStart(4, '0')}`;
  const opened = await matter.complain(agent.session, { phone, department: 'rsj' });
  const answered = await ticketWhen(opened.id, ticket => ticket.allowed.includes('review'));
  await t.test('the department has it once, under the id that the hub knows', async () => {
    const there = (await matter.oa.control('tickets')).filter(ticket => ticket.matter === opened.id);
    assert.equal(there.length, 1);
    assert.equal(answered.exchanges[0].foreignId, there[0].foreignId);
  });
  await review(answered);
  const closed = await ticketWhen(opened.id, ticket => ticket.state === 'CLOSED');
  await t.test('the citizen has one message, and its delivery is on record', async () => {
    const submits = (await matter.smsc.log()).filter(line => line.event === 'submit' && line.to?.endsWith(phone));
    assert.equal(new Set(submits.map(line => line.reference ?? line.id)).size >= 1, true);
    const [notice, ...more] = (await agent.session.get(`/notices?reference=${opened.id}`)).items;
    assert.deepEqual(more, []);
    assert.equal(notice.state, 'DELIVERED');
    assert.ok(!JSON.stringify(notice).includes(phone), 'the number is masked');
  });
  await t.test('the history tells each step with its actor and duration', () => {
    const operations = closed.history.map(line => line.operation);
    for (const wanted of ['open', 'dispatch', 'resolve', 'review', 'notify', 'notify-delivered', 'close']) {
      assert.ok(operations.includes(wanted), `${wanted} in ${operations}`);
    }
    // That the department works on it may be overtaken on the way by its answer: then it is noted, and changes nothing.
    assert.ok(operations.includes('accept') || operations.indexOf('told') > operations.indexOf('resolve'), `${operations}`);
    assert.deepEqual(closed.history.map(line => line.sequence), closed.history.map((_, i) => i + 1));
  });
  await t.test('the matter can be followed through the hub', async () => {
    const types = (await until('the trace is whole', async () => {
      const { steps } = await world.admin.get(`/trace/${opened.id}`);
      return steps.some(step => step.type.startsWith('workflow.process-ended')) && steps;
    })).map(step => step.type.split('/')[0]);
    for (const wanted of ['ticket.opened', 'workflow.start-process', 'workflow.work-requested', 'business.order', 'business.order-done',
      'business.told', 'outreach.send-notice', 'channel.send-text', 'channel.text-sent', 'channel.text-delivered', 'outreach.notice-changed']) {
      assert.ok(types.includes(wanted), `${wanted} in ${types}`);
    }
  });
});

test('a department that nobody knows: a person decides, and the ticket goes on', async () => {
  await world.admin.post('/departments', { code: 'wrong', labelZh: '不存在的部门', labelEn: 'Nobody', link: 'oa', enabled: true });
  const { id } = await matter.complain(agent.session, { phone: '13800005555', department: 'wrong' });
  const stuck = await ticketWhen(id, ticket => ticket.state === 'ATTENTION');
  await agent.session.post(`/tickets/${id}/decide`, { outcome: 'dispatch', department: 'sbj', version: stuck.version });
  await review(await ticketWhen(id, ticket => ticket.allowed.includes('review')));
  await ticketWhen(id, ticket => ticket.state === 'CLOSED');
});

test('a department that is down gets the ticket when it comes back, once', async () => {
  await matter.oa.kill();
  const { id } = await matter.complain(agent.session, { phone: '13800005556', department: 'rsj' });
  await ticketWhen(id, ticket => ticket.exchanges.length === 1);
  await matter.oa.comeBack();
  await review(await ticketWhen(id, ticket => ticket.allowed.includes('review'), 60_000));
  await ticketWhen(id, ticket => ticket.state === 'CLOSED');
  assert.equal((await matter.oa.control('tickets')).filter(ticket => ticket.matter === id).length, 1);
});

test('a link that breaks between the message and its answer: nobody sends it twice but a person', async () => {
  await matter.smsc.control('rules', [{ submit: 'cut', count: 1 }]);
  const { id } = await matter.complain(agent.session, { phone: '13800005557', department: 'rsj' });
  await review(await ticketWhen(id, ticket => ticket.allowed.includes('review')));
  const stuck = await ticketWhen(id, ticket => ticket.state === 'ATTENTION');
  const [notice] = (await agent.session.get(`/notices?reference=${id}`)).items;
  assert.equal(notice.state, 'UNCERTAIN');
  await agent.session.post(`/tickets/${id}/decide`, { outcome: 'close', version: stuck.version });
  await ticketWhen(id, ticket => ticket.state === 'CLOSED');
});

test('no log has a number of a person', () => {
  const logs = world.logs();
  assert.ok(logs.length > 0);
  for (const secret of matter.secrets) assert.ok(!logs.includes(secret), `${secret.slice(0, 3)}… is in a log`);
});
