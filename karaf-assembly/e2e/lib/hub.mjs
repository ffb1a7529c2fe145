// SPDX-License-Identifier: Apache-2.0
// The hub as its users have it: the `hub` command and the REST interface.

import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..', '..', '..');
const HTTP_PORT = 8181;
const SSH_PORT = 8101;

/** Waits until the check gives something true; fails with what it saw last. */
export async function until(what, check, ms = 10_000, pause = 50) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${ms} ms: ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** Does the work for each item, so many at once. */
export async function pool(items, size, work) {
  const left = [...items];
  await Promise.all(Array.from({ length: size }, async () => {
    while (left.length > 0) await work(left.pop());
  }));
}

/** Runs `hub` with arguments; the promise has its output. */
export function hub(args, { env = {}, ms = 240_000 } = {}) {
  return new Promise((resolve, reject) => execFile(path.join(root, 'hub'), args,
    { cwd: root, env: { ...process.env, ...env }, timeout: ms, maxBuffer: 10_000_000 },
    (error, stdout, stderr) => error
      ? reject(new Error(`hub ${args.join(' ')} failed: ${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout)));
}

/** A running hub in a home of its own. */
export class Hub {
  constructor({ home, offset, pbx = 'asterisk', env = {} }) {
    Object.assign(this, { home, offset, pbx, env });
    this.base = `http://127.0.0.1:${HTTP_PORT + offset}`;
  }

  /** What `hub test` has built; a hub that comes back after a kill is the same one. */
  up() {
    return hub(['up', '--no-build', '--detach', '--pbx', this.pbx, '--home', this.home, '--port-offset', String(this.offset)], { env: this.env });
  }

  async down() {
    await hub(['down', '--home', this.home]);
    this.#keepLog();
  }

  /** For the runner, which shows it when a test of the file has failed. */
  #keepLog() {
    const log = path.join(this.home, 'data', 'log', 'hub.log');
    const folder = process.env.SHUNIU_E2E_LOGS;
    if (folder && existsSync(log)) appendFileSync(path.join(folder, `${path.basename(process.argv[1])}.log`), readFileSync(log));
  }

  async status() {
    return JSON.parse(await hub(['status', '--json', '--home', this.home]));
  }

  /** The hub's process. */
  async pid() {
    return Number((await this.status()).pid);
  }

  get adminPassword() {
    return readFileSync(path.join(this.home, 'secrets', 'admin-password'), 'utf8').trim();
  }

  /** Logins and passwords of the demonstration's people. */
  demoAgents() {
    const text = readFileSync(path.join(this.home, 'secrets', 'demo-agents'), 'utf8');
    return new Map(text.split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split(' ')));
  }

  /** KEY=VALUE lines that tell where the switch is. */
  get asterisk() {
    const text = readFileSync(path.join(this.home, 'asterisk', 'hub.cfg.env'), 'utf8');
    return Object.fromEntries(text.split('\n').filter(line => line.includes('=')).map(line => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1).replace(/^"|"$/g, '')];
    }));
  }

  get sip() {
    return { host: '127.0.0.1', port: Number(this.asterisk.SIP_PORT) };
  }

  /** Where the shell is, and the key to it. */
  get shell() {
    return { port: SSH_PORT + this.offset, key: path.join(this.home, 'secrets', 'shell-key') };
  }

  /** Password of a telephone. */
  phonePassword(number) {
    const line = readFileSync(path.join(this.home, 'asterisk', 'phones'), 'utf8').split('\n').find(l => l.startsWith(`${number} `));
    return line.split(' ')[1];
  }

  /** The switch's call detail records: one object a leg. */
  cdr() {
    const file = path.join(this.home, 'asterisk', 'log', 'cdr-custom', 'calls.csv');
    if (!existsSync(file)) return [];
    const names = ['uniqueid', 'linkedid', 'call', 'src', 'dst', 'channel', 'dstchannel', 'start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'userfield'];
    return readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map(line => {
      const values = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(m => m[1].replaceAll('""', '"'));
      return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
    });
  }

  healthy() {
    return until('the hub is healthy', async () => (await fetch(`${this.base}/health`)).status === 200, 60_000, 200);
  }

  /** Kills the hub's process, as a power cut would, and gives its id. */
  async kill() {
    const pid = await this.pid();
    process.kill(pid, 'SIGKILL');
    await until('the process is gone', () => !existsSync(`/proc/${pid}`));
    return pid;
  }

  async login(login, password) {
    const session = new Session(this.base);
    await session.login(login, password);
    return session;
  }

  admin() {
    return this.login('admin', this.adminPassword);
  }
}

/** A hub that does not answer is to be told as such, not as a test that took long. */
const answerWithin = () => AbortSignal.timeout(30_000);

/** A user's session with the REST interface. */
export class Session {
  #cookie = '';
  #csrf = '';

  constructor(base) {
    this.base = base;
  }

  async login(login, password) {
    const reply = await fetch(`${this.base}/api/v1/session`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }), signal: answerWithin() });
    const body = await reply.json();
    if (!reply.ok) throw new Error(`login of ${login}: ${reply.status} ${JSON.stringify(body)}`);
    this.#cookie = reply.headers.getSetCookie().map(c => c.split(';')[0]).join('; ');
    this.#csrf = body.csrfToken;
    this.user = body.user;
    return body;
  }

  /** What shows whose session it is. */
  get headers() {
    return { cookie: this.#cookie, 'x-csrf-token': this.#csrf };
  }

  /** The reply, whatever its status. */
  raw(method, where, body, headers = {}) {
    return fetch(`${this.base}/api/v1${where}`, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body), signal: answerWithin() });
  }

  /** The JSON of a successful reply. */
  async call(method, where, body) {
    const reply = await this.raw(method, where, body);
    const text = await reply.text();
    if (!reply.ok) {
      // All that the hub says is JSON: anything else comes from a server whose hub is still on its way.
      const status = /json/.test(reply.headers.get('content-type')) ? reply.status : undefined;
      throw Object.assign(new Error(`${method} ${where}: ${reply.status} ${text}`), { status });
    }
    return text ? JSON.parse(text) : undefined;
  }

  get(where) { return this.call('GET', where); }
  post(where, body) { return this.call('POST', where, body); }
  put(where, body) { return this.call('PUT', where, body); }
}
