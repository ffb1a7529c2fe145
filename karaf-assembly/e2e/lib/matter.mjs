// SPDX-License-Identifier: Apache-2.0
// A hub with its outside world: links to social insurance and departments, a carrier of short messages, the process of
// complaints; set up by files of configuration and by REST, as an administrator does it.

import crypto from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './hub.mjs';
import { Peer } from './peers.mjs';

const FILL = {
  text: () => '测试单位',
  multiline: () => '单位三个月没有发工资。',
  date: () => '2026-01-05',
  select: field => field.options[0].value,
  phone: () => '13800000000',
};

const secret = () => crypto.randomBytes(12).toString('hex');

export class Matter {
  /** What must be in no log. */
  secrets = [];
  #form;

  /** Starts the peers and writes the configuration of a prepared world. */
  static async prepare(world) {
    const matter = new Matter();
    matter.world = world;
    const file = name => path.join(world.folder, name);
    const keys = { insurance: secret(), out: secret(), in: secret(), sms: secret().slice(0, 8) };
    const secrets = path.join(world.hub.home, 'secrets');
    mkdirSync(secrets, { recursive: true, mode: 0o700 });
    for (const [name, value] of Object.entries(keys)) writeFileSync(path.join(secrets, `peer-${name}`), `${value}\n`, { mode: 0o600 });
    matter.insurance = await Peer.start('social-insurance.mjs', ['--log', file('insurance.jsonl'), '--user', 'hotline', '--password', keys.insurance]);
    matter.oa = await Peer.start('oa.mjs', ['--log', file('oa.jsonl'), '--state', file('oa.json'), '--departments', 'rsj,sbj',
      '--callback', `${world.hub.base}/connectors/oa/oa/callback`,
      '--key-id', 'shuniu', '--secret', keys.out, '--callback-key-id', 'oa', '--callback-secret', keys.in]);
    matter.smsc = await Peer.start('smsc.mjs', ['--log', file('smsc.jsonl'), '--user', 'hub', '--password', keys.sms]);
    world.setting('org.shuniu.business.socialinsurance-main.cfg', {
      name: 'socialinsurance', endpoint: `http://127.0.0.1:${matter.insurance.ports.port}/social-insurance`,
      user: 'hotline', password: 'file:secrets/peer-insurance' });
    world.setting('org.shuniu.business.oa-main.cfg', {
      name: 'oa', base: `http://127.0.0.1:${matter.oa.ports.port}/api`, secret: 'file:secrets/peer-out', callbackSecret: 'file:secrets/peer-in' });
    world.setting('org.shuniu.channel.sms-main.cfg', {
      name: 'sms-main', port: matter.smsc.ports.smpp, systemId: 'hub', password: 'file:secrets/peer-sms', sourceAddress: '10612333' });
    return matter;
  }

  /** The links are up, the process is there, departments exist. */
  async ready() {
    const { admin } = this.world;
    await until('the links are up', async () => {
      const plugins = await admin.get('/plugins');
      return ['socialinsurance', 'oa', 'sms-main'].every(name => plugins.some(p => p.instance === name && p.state === 'ONLINE'));
    }, 60_000, 250);
    await until('the process of complaints is there', async () =>
      (await admin.get('/ticket-forms')).some(form => form.process === 'complaint'), 30_000, 250);
    for (const [code, labelZh, labelEn] of [['rsj', '人力资源和社会保障局', 'HR and Social Security Bureau'], ['sbj', '社会保险局', 'Social Insurance Bureau']]) {
      await admin.post('/departments', { code, labelZh, labelEn, link: 'oa', enabled: true });
    }
  }

  /** A person whom the insurance system knows: { identity, password, name, balance }. */
  async person() {
    const person = await this.insurance.control('person', {});
    this.secrets.push(person.identity, person.password.length > 5 ? `"${person.password}"` : person.identity);
    return person;
  }

  /** An agent's session writes a complaint; the form is filled as it asks to be. Gives the ticket. */
  async complain(session, { id = crypto.randomUUID(), phone, department, contact, citizen }) {
    this.secrets.push(phone);
    this.#form ??= await this.#read(session);
    const { category, fields } = this.#form;
    return session.post('/tickets', {
      id, requestType: 'COMPLAINT', category, process: 'complaint', title: '拖欠工资', text: '单位三个月没有发工资。',
      department, confidential: false, contact, citizen, fields, parties: [{ role: 'CALLER', name: '测试市民', phone }] });
  }

  async #read(session) {
    const [{ form }] = (await session.get('/ticket-forms')).filter(each => each.process === 'complaint');
    const [category] = (await session.get('/categories?q=ylbx')).filter(each => each.leaf);
    return { category: category.code,
      fields: Object.fromEntries(form.fields.filter(field => field.required).map(field => [field.name, FILL[field.kind](field)])) };
  }

  async stop() {
    for (const peer of [this.insurance, this.oa, this.smsc]) await peer?.kill();
  }
}
