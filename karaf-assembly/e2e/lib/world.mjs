// SPDX-License-Identifier: Apache-2.0
// A hub with a real Asterisk and a few agents, set up the way an administrator does it: by the REST interface.

import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Caller, randomNumber } from './caller.mjs';
import { Hub, root, until } from './hub.mjs';
import { Phone } from './phone.mjs';

export class World {
  phones = [];
  callers = [];
  agents = [];

  /** Starts everything; `agents` is how many there are. */
  static async start({ offset, agents = 1, env = {} }) {
    const world = World.prepare({ offset, env });
    await world.up({ agents });
    return world;
  }

  /** A home that is not started yet: for settings that the hub shall find. */
  static prepare({ offset, pbx = 'asterisk', env = {} }) {
    const world = new World();
    world.folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-e2e-'));
    world.hub = new Hub({ home: path.join(world.folder, 'home'), offset, pbx, env });
    return world;
  }

  /** Starts the prepared home. */
  async up({ agents = 1, skills } = {}) {
    try {
      await this.hub.up();
      this.admin = await this.hub.admin();
      for (let i = 0; i < agents; i++) await this.addAgent(`${1001 + i}`, skills);
    } catch (error) {
      await this.stop().catch(() => {});
      throw error;
    }
  }

  /** Changes keys of a configuration file of the home, as an administrator does with an editor. */
  setting(file, keys) {
    const etc = path.join(this.hub.home, 'etc');
    mkdirSync(etc, { recursive: true });
    const full = path.join(etc, file);
    const lines = existsSync(full) ? readFileSync(full, 'utf8').split('\n') : [];
    const kept = lines.filter(line => line.trim() && !Object.keys(keys).some(key => line.replace(/\s/g, '').startsWith(`${key}=`)));
    writeFileSync(full, [...kept, ...Object.entries(keys).map(([key, value]) => `${key} = ${value}`), ''].join('\n'));
  }

  /**
   * Ends all calls at the switch, closes the callers and waits until the hub knows: what one test leaves must not ring in
   * the next. Gives the callers.
   */
  async clear() {
    const callers = this.callers.splice(0);
    this.phones.forEach(phone => phone.hangUp());
    await this.run(path.join(root, 'karaf-assembly', 'asterisk', 'asterisk.sh'), 'cli', '--home', this.hub.home, 'channel', 'request', 'hangup', 'all');
    for (const caller of callers) await caller.close();
    await this.quiet(30_000);
    return callers;
  }

  /** Returns when nobody is on the line. */
  quiet(ms) {
    return until('no contact is open', async () => {
      for (const state of ['OFFERED', 'SELF_SERVICE', 'QUEUED', 'RESERVED', 'ACTIVE']) {
        if ((await this.admin.get(`/contacts?state=${state}&limit=1`)).items.length > 0) return false;
      }
      return true;
    }, ms, 250);
  }

  /** Runs a program. */
  run(...command) {
    return new Promise((resolve, reject) => execFile(command[0], command.slice(1), (error, stdout, stderr) =>
      error ? reject(new Error(`${command.join(' ')}: ${stderr || error.message}`)) : resolve(stdout)));
  }

  /** What a command of the hub's shell prints. */
  shell(command) {
    const { shell } = this.hub;
    return this.run('ssh', '-p', String(shell.port), '-i', shell.key, '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null',
      '-o', 'LogLevel=ERROR', 'admin@127.0.0.1', command);
  }

  /** A citizen dials and asks for a human. */
  async dialHuman(options) {
    const caller = await this.dial(options);
    await this.askForHuman(caller);
    return caller;
  }

  /** A caller in the menu presses 0 until it is taken. */
  async askForHuman(caller) {
    await until('the menu takes 0', async () => {
      await caller.rtp.press('0');
      return !['OFFERED', 'SELF_SERVICE'].includes((await this.contactOf(caller.number)).state);
    }, 30_000, 1000);
  }

  /** All that the hub has logged, as one text. */
  logs() {
    const folder = path.join(this.hub.home, 'data', 'log');
    return readdirSync(folder).map(file => readFileSync(path.join(folder, file), 'utf8')).join('\n');
  }

  /** A user who is an agent with these skills, a telephone that is registered, a session. */
  async addAgent(number, skills = ['general']) {
    const password = `Aa1-${crypto.randomBytes(9).toString('base64url')}`;
    const login = `agent${number}`;
    const user = await this.admin.post('/users', {
      login, name: `坐席${number}`, roles: ['agent'], region: '000000000000', password, mustChangePassword: false });
    await this.admin.post('/acd/agents', {
      userId: user.id, number, device: number, pbx: 'main', skills: skills.map(skill => ({ skill, level: 1 })) });
    const phone = new Phone(number, this.hub.phonePassword(number), this.hub.sip);
    this.phones.push(phone);
    await phone.register();
    const agent = { number, login, password, phone, userId: user.id };
    this.agents.push(agent);
    return agent;
  }

  /** The agent logs in by REST and becomes ready. */
  async ready(agent) {
    agent.session = await this.hub.login(agent.login, agent.password);
    await this.makeReady(agent);
  }

  /** Returns when the agent is ready, or already chosen for somebody who waited. */
  async makeReady(agent) {
    let asked = false;
    await until(`agent ${agent.number} is ready`, async () => {
      const me = await agent.session.get('/acd/me');
      if (me.state === 'READY' || (asked && (me.state === 'RESERVED' || me.state === 'BUSY'))) return true;
      if (me.state !== 'RESERVED' && me.state !== 'BUSY') {
        await agent.session.put('/acd/me/state', { state: 'READY' });
        asked = true;
      }
      return false;
    }, 15_000, 200);
  }

  /** A citizen dials. */
  async dial(options = {}) {
    const caller = await Caller.dial({
      number: randomNumber(), sip: this.hub.sip, folder: path.join(this.folder, 'sipp'), ...options });
    this.callers.push(caller);
    return caller;
  }

  /** The hub's contact of a caller's number, when the check holds for it. */
  contactOf(number, check = () => true, ms = 15_000) {
    return until(`contact of ${number}`, async () => {
      const page = await this.admin.get(`/contacts?number=${number}&limit=10`);
      if (page.items.length === 0) return undefined;
      const contact = await this.admin.get(`/contacts/${page.items[0].id}`);
      if (!check(contact)) throw new Error(`it is ${contact.state}${contact.endReason ? `, ${contact.endReason}` : ''}`);
      return contact;
    }, ms, 100);
  }

  /** Ends all; `andThen` ends what else lies in its folder before that goes. */
  async stop(andThen = async () => {}) {
    for (const caller of this.callers) await caller.close();
    for (const phone of this.phones) phone.close();
    await this.hub.down();
    await andThen();
    if (!process.env.SHUNIU_KEEP) rmSync(this.folder, { recursive: true, force: true });
  }
}
