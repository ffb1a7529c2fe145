// SPDX-License-Identifier: Apache-2.0
// Fills a demonstration home by the doors that an administrator uses: agents that the simulator plays, and agents for the
// people who look around, with passwords made here and kept in HOME/secrets/demo-agents. Harmless when run again.
// node seed.mjs HOME BASE_URL

import crypto from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [home, base] = process.argv.slice(2);
const PEOPLE = 4;
const PLAYED = 8;
const SKILLS = ['general', 'social-insurance', 'employment', 'labour-relations'];

let cookie = '';
let csrf = '';

const PATIENCE_MS = 60_000;

/** A part of the hub that still starts says 503, and when to ask again. */
async function ask(method, where, body) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const reply = await fetch(`${base}/api/v1${where}`, {
      method,
      headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf },
      body: body === undefined ? undefined : JSON.stringify(body) });
    if (reply.status !== 503 || Date.now() > end) return reply;
    await reply.text();
    await new Promise(resolve => setTimeout(resolve, 1000 * (Number(reply.headers.get('retry-after')) || 1)));
  }
}

async function call(method, where, body) {
  const reply = await ask(method, where, body);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${where}: ${reply.status} ${text}`);
  if (where === '/session' && method === 'POST') {
    cookie = reply.headers.getSetCookie().map(c => c.split(';')[0]).join('; ');
    csrf = JSON.parse(text).csrfToken;
  }
  return text ? JSON.parse(text) : undefined;
}

const newPassword = () => `Demo-${crypto.randomBytes(9).toString('base64url')}7`;

async function items(where) {
  const list = await call('GET', where);
  return Array.isArray(list) ? list : list.items;
}

const adminPassword = process.env.SHUNIU_ADMIN_PASSWORD
  ?? readFileSync(path.join(home, 'secrets', 'admin-password'), 'utf8').trim();
await call('POST', '/session', { login: 'admin', password: adminPassword });

const file = path.join(home, 'secrets', 'demo-agents');
const known = new Map(existsSync(file)
  ? readFileSync(file, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split(/\s+/)) : []);
const users = new Map((await items('/users?limit=200')).map(user => [user.login, user]));
const agents = new Map((await items('/acd/agents?limit=200')).map(agent => [agent.number, agent]));

async function ensure(login, name, roles) {
  if (users.has(login)) return users.get(login);
  const password = newPassword();
  const user = await call('POST', '/users', { login, name, roles, region: '000000000000', password, mustChangePassword: false });
  users.set(login, user);
  known.set(login, password);
  return user;
}

async function ensureAgent(number, name, unattended) {
  const user = await ensure(`agent${number}`, name, ['agent']);
  if (!agents.has(number)) {
    agents.set(number, await call('POST', '/acd/agents', {
      userId: user.id, number, device: number, pbx: 'demo', unattended,
      skills: SKILLS.map(skill => ({ skill, level: 1 })) }));
  }
  return agents.get(number);
}

await ensure('supervisor', '班长', ['supervisor']);
for (let i = 1; i <= PEOPLE; i++) await ensureAgent(`${1000 + i}`, `体验坐席${i}`, false);
for (let i = 1; i <= PLAYED; i++) {
  const agent = await ensureAgent(`${1100 + i}`, `模拟坐席${i}`, true);
  if (agent.state !== 'READY' && agent.state !== 'BUSY' && agent.state !== 'RESERVED') {
    await call('PUT', `/acd/agents/${agent.agentId}/state`, { state: 'READY' });
  }
}

// Nobody logs in as an agent that the simulator plays.
const lines = [...known].filter(([login]) => !/^agent11/.test(login)).map(([login, password]) => `${login} ${password}`);
writeFileSync(file, `# login password\n${lines.join('\n')}\n`, { mode: 0o600 });
await call('DELETE', '/session');
