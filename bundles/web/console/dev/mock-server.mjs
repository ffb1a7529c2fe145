// SPDX-License-Identifier: Apache-2.0
// A back end for development and screenshots, never part of the bundle: node dev/mock-server.mjs [port]
// Any password but "wrong" is right; login "8001" is an agent, "banzhang" a supervisor, "admin" an administrator.
// The password "code" asks for a code then; any but 000000 is right.
// An agent who becomes ready gets a call after a moment. POST /mock/{ring|answer|caller-hangs-up|drop-streams}.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import * as data from './mock-data.mjs';
import { accountRoutes } from './mock-account.mjs';
import { routes as matterRoutes } from './mock-matters.mjs';
import { routes as linkRoutes } from './mock-links.mjs';
import { routes as mapRoutes } from './mock-routes.mjs';
import { routes as wallRoutes } from './mock-wall.mjs';

const PORT = Number(process.argv[2] ?? process.env.SHUNIU_MOCK_PORT ?? 8181);
const DIST = new URL('../dist', import.meta.url).pathname;
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };
const { iso } = data;

const sessions = new Map();
const streams = new Set();
const past = data.pastContacts();
let users = [...data.users];
const roles = () => Object.entries(data.permissions).map(([code, permissions]) => (
  { code, permissions, builtIn: true, retired: false, users: users.filter((user) => user.roles.includes(code)).length, version: 0 }));
let failedLogins = 0;
let eventId = 0;
let contact;
const agent = {
  agentId: 'a1', userId: 'u1', name: '林晓', number: '8001', device: 'PJSIP/8001', pbx: 'main', deviceState: 'AVAILABLE',
  skills: [{ skill: 'social-insurance', level: 5 }, { skill: 'general', level: 3 }],
  state: 'NOT_READY', reason: 'meeting', since: iso(75), contactId: null, afterCallUntil: null, allowed: [],
};
const others = ['READY', 'BUSY', 'BUSY', 'AFTER_CALL_WORK', 'BREAK', 'NOT_READY', 'LOGGED_OUT', 'RESERVED'].map((state, index) => ({
  ...agent, agentId: `a${index + 2}`, name: ['何静', '赵敏', '孙悦', '吴昊', '郑丽', '冯涛', '陈洁', '卫平'][index], number: String(8002 + index),
  device: `PJSIP/${8002 + index}`, state, reason: state === 'BREAK' ? 'meal' : null, since: iso(40 * (index + 1)),
  deviceState: index === 5 ? 'UNREGISTERED' : state === 'BUSY' ? 'BUSY' : 'AVAILABLE', allowed: [],
}));

const ALLOWED = {
  LOGGED_OUT: ['NOT_READY', 'READY'], NOT_READY: ['READY', 'BREAK', 'NOT_READY', 'LOGGED_OUT'], READY: ['NOT_READY', 'BREAK', 'LOGGED_OUT'],
  BREAK: ['READY', 'NOT_READY', 'BREAK', 'LOGGED_OUT'], AFTER_CALL_WORK: ['READY', 'NOT_READY', 'BREAK'], RESERVED: ['NOT_READY', 'BREAK'], BUSY: ['NOT_READY', 'BREAK'],
};

function send(event, payload) {
  eventId += 1;
  for (const stream of streams) stream.write(`id: ${eventId}\nevent: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
}

function agentTo(state, change = {}) {
  Object.assign(agent, { state, since: iso(), reason: null, afterCallUntil: null }, change, { allowed: ALLOWED[state] });
  send('agent.state', agent);
}
agent.allowed = ALLOWED[agent.state];

const controls = (names) => Object.fromEntries(['answer', 'hold', 'retrieve', 'mute', 'unmute', 'hangup', 'verifyCaller'].map((name) => [name, names.includes(name)]));

function ring(number = '13812345678') {
  if (contact && contact.state !== 'CLOSED') return;
  contact = {
    id: `k-${Date.now()}`, medium: 'VOICE', direction: 'INBOUND', caller: number, called: '12333', region: '440300000000', state: 'RESERVED',
    agentId: 'a1', agentName: '林晓', offeredAt: iso(31), queuedAt: iso(18), answeredAt: null, endedAt: null, category: null, waitSeconds: 18,
    talkSeconds: null, hasRecording: false, citizenId: null, held: false, muted: false, checking: false,
    attachedData: { 'ivr.choice': '0', skill: 'social-insurance', region: '440300', '咨询事项': '养老保险' },
    legs: [{ id: 'l1', kind: 'CALLER', device: 'PJSIP/trunk', startedAt: iso(31), answeredAt: iso(30) }, { id: 'l2', kind: 'AGENT', device: 'PJSIP/8001', startedAt: iso(2), ringingAt: iso(1) }],
    trail: [
      { flow: 'main-menu', version: 2, node: 'welcome', kind: 'menu', label: '欢迎词与主菜单', at: iso(30), input: '1' },
      { flow: 'main-menu', version: 2, node: 'hours', kind: 'play', label: '播报办公时间', at: iso(26) },
      { flow: 'main-menu', version: 2, node: 'again', kind: 'menu', label: '返回主菜单', at: iso(21), input: '0' },
      { flow: 'main-menu', version: 2, node: 'queue', kind: 'queue', label: '转人工:社会保险', at: iso(18) },
    ],
    recordings: [], wrapUp: null, controls: controls(['answer']),
  };
  agentTo('RESERVED', { contactId: contact.id, deviceState: 'RINGING' });
  send('contact.offered', contact);
}

function answer() {
  Object.assign(contact, { state: 'ACTIVE', answeredAt: iso(), controls: controls(['hold', 'mute', 'hangup', 'verifyCaller']) });
  contact.legs[1].answeredAt = iso();
  send('contact.updated', contact);
  agentTo('BUSY', { contactId: contact.id, deviceState: 'BUSY' });
}

function end(reason) {
  Object.assign(contact, { state: 'AFTER_CONTACT_WORK', endedAt: iso(), endReason: reason, controls: controls([]), held: false, muted: false, hasRecording: true,
    talkSeconds: Math.round((Date.now() - Date.parse(contact.answeredAt)) / 1000), recordings: [recording(contact.answeredAt)] });
  send('contact.ended', contact);
  agentTo('AFTER_CALL_WORK', { contactId: contact.id, deviceState: 'AVAILABLE', afterCallUntil: iso(-45) });
}

const recording = (at) => ({ id: 'r1', startedAt: at, seconds: 8, bytes: 128044, state: 'COMPLETE' });

function putAway() {
  if (!contact) return;
  contact.state = 'CLOSED';
  past.unshift(contact);
  contact = undefined;
}

function control(name) {
  if (!contact?.controls[name]) return problem(409, 'contact.order.rejected');
  if (name === 'answer') answer();
  else if (name === 'hangup') end('ENDED_BY_AGENT');
  else if (name === 'verifyCaller') check();
  else {
    if (name === 'hold' || name === 'retrieve') contact.held = name === 'hold';
    else contact.muted = name === 'mute';
    contact.checking = false;
    contact.controls = controls([contact.held ? 'retrieve' : 'hold', contact.muted ? 'unmute' : 'mute', 'hangup', 'verifyCaller']);
    send('contact.updated', contact);
  }
  return [202];
}

/** The caller keys in a password for a moment. */
function check() {
  Object.assign(contact, { checking: true, controls: controls(['retrieve', 'hangup']) });
  send('contact.updated', contact);
  setTimeout(() => {
    if (!contact?.checking) return;
    Object.assign(contact, { checking: false, controls: controls(['hold', 'mute', 'hangup', 'verifyCaller']) });
    matters.mock['verified-by-ivr']();
    send('contact.updated', contact);
  }, 2500);
}

const problem = (status, code, args = {}) => [status, { code, args, traceId: 'demo-0001' }];
const full = (summary) => ({
  attachedData: { skill: 'social-insurance' }, trail: [{ flow: 'main-menu', version: 2, node: 'queue', kind: 'queue', label: '转人工', at: summary.queuedAt, input: '0' }],
  legs: [{ id: 'l1', kind: 'CALLER', device: 'PJSIP/trunk', startedAt: summary.offeredAt, answeredAt: summary.offeredAt, endedAt: summary.endedAt, cause: 'NORMAL', endedBy: 'PARTY' }],
  recordings: summary.hasRecording ? [recording(summary.answeredAt)] : [], controls: controls([]), held: false, muted: false,
  wrapUp: summary.category ? { category: summary.category, summary: '咨询待遇资格认证的办理方式,已告知手机办理步骤。', resolved: true, by: '林晓', at: summary.endedAt } : null, ...summary,
});

function page(items, query) {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const wanted = items.filter((item) => (!query.get('agentId') || item.agentId === query.get('agentId')) && (!query.get('number') || item.caller?.includes(query.get('number'))) && (!query.get('state') || item.state === query.get('state')));
  return { items: wanted.slice(from, from + limit), next: from + limit < wanted.length ? String(from + limit) : null, total: wanted.length };
}

function session(user) {
  return { user, permissions: [...new Set(user.roles.flatMap((role) => data.permissions[role]))], csrfToken: 'demo-csrf', expiresAt: iso(-28800) };
}

/** Method and path to handler; answers are [status, body]. */
const matters = matterRoutes({ send, contactNow: () => contact });
const routes = [
  ...matters.list,
  ...linkRoutes(),
  ...mapRoutes({ send, empty: Boolean(process.env.SHUNIU_MOCK_EMPTY) }),
  ...wallRoutes({ send, empty: Boolean(process.env.SHUNIU_MOCK_EMPTY) }),
  ['GET', /^\/session$/, ({ user }) => [200, session(user)]],
  ['PUT', /^\/session\/password$/, ({ user }) => { user.mustChangePassword = false; return [204]; }],
  ...accountRoutes().list,
  ['GET', /^\/roles$/, () => [200, roles()]],
  ['GET', /^\/roles\/(.+)\/users$/, ({ match }) => [200, { items: users.filter((user) => user.roles.includes(match[1])) }]],
  ['GET', /^\/permissions$/, () => [200, [...new Set(Object.values(data.permissions).flat())].sort().map((code) => ({ code }))]],
  ['GET', /^\/separation$/, () => [200, { active: false, possible: false, missing: ['system', 'security', 'audit'], conflicts: [] }]],
  ['GET', /^\/users$/, ({ query }) => [200, page(users, query)]],
  ['POST', /^\/users$/, ({ body }) => { users = [...users, { ...body, id: `u${users.length + 1}`, enabled: true, createdAt: iso() }]; return [201, users.at(-1)]; }],
  ['PUT', /^\/users\/(.+)$/, ({ body, match }) => { users = users.map((user) => (user.id === match[1] ? { ...user, ...body } : user)); return [200, body]; }],
  ['POST', /^\/users\/(.+)\/password-reset$/, () => [204]],
  ['GET', /^\/audit$/, ({ query }) => [200, page(Array.from({ length: 130 }, (_, index) => ({ at: iso(index * 77), actor: ['admin', '8001', 'banzhang'][index % 3], operation: ['session.login', 'contact.wrap-up', 'acd.state', 'user.update'][index % 4], object: `k-${index}`, detail: { state: 'READY' }, remote: '10.1.2.3' })), query)]],
  ['GET', /^\/audit\/export$/, () => [200, '\ufeffplace,at,actor\r\n1,2026-01-01T00:00:00Z,HUB\r\n', 'text/csv']],
  ['GET', /^\/audit\/verification$/, () => [200, { intact: true, entriesChecked: 130 }]],
  ['GET', /^\/acd\/me$/, ({ user }) => (user.roles.includes('agent') ? [200, agent] : problem(404, 'acd.agent.unknown'))],
  ['PUT', /^\/acd\/me\/state$/, ({ body }) => {
    if (!agent.allowed.includes(body.state)) return problem(409, 'acd.state.not-allowed');
    if (agent.contactId && agent.state !== 'AFTER_CALL_WORK') {
      Object.assign(agent, body.state === 'READY' ? { nextState: undefined, nextReason: undefined } : { nextState: body.state, nextReason: body.reason });
      agent.allowed = [...ALLOWED[agent.state], ...(agent.nextState ? ['READY'] : [])];
      send('agent.state', agent);
      return [200, agent];
    }
    if (agent.state === 'AFTER_CALL_WORK') putAway();
    agentTo(body.state, { reason: body.reason ?? null, contactId: null });
    if (body.state === 'READY' && process.env.SHUNIU_MOCK_AUTO_RING) setTimeout(ring, 2500);
    return [200, agent];
  }],
  ['DELETE', /^\/acd\/me\/break-request$/, () => [200, agent]],
  ['GET', /^\/acd\/break-requests$/, () => [200, []]],
  ['GET', /^\/acd\/reasons$/, () => [200, data.reasons]],
  ['GET', /^\/acd\/queues$/, () => [200, data.queues()]],
  ['GET', /^\/acd\/agents$/, () => [200, [agent, ...others]]],
  ['PUT', /^\/acd\/agents\/(.+)\/state$/, ({ body, match }) => { const one = others.find((each) => each.agentId === match[1]); if (one) Object.assign(one, body, { since: iso() }); return [200, one]; }],
  ['PUT', /^\/acd\/agents\//, () => [200, agent]],
  ['POST', /^\/acd\/agents$/, () => [201, agent]],
  ['GET', /^\/acd\/skills$/, () => [200, data.skills]],
  ['POST', /^\/acd\/skills\//, () => [201]],
  ['PUT', /^\/acd\/skills\//, () => [200]],
  ['GET', /^\/contacts$/, ({ query }) => [200, page(contact ? [contact, ...past] : past, query)]],
  ['GET', /^\/contacts\/export$/, () => [200, '\ufeff时间,号码\r\n2026-01-01,13800000000\r\n', 'text/csv']],
  ['GET', /^\/contacts\/([^/]+)$/, ({ match }) => { const found = contact?.id === match[1] ? contact : past.find((each) => each.id === match[1]); return found ? [200, full(found)] : problem(404, 'contact.unknown'); }],
  ['POST', /^\/contacts\/[^/]+\/(hold|retrieve|mute|unmute|hangup|answer|verify-caller)$/, ({ match }) => control(match[1] === 'verify-caller' ? 'verifyCaller' : match[1])],
  ['PUT', /^\/contacts\/([^/]+)\/wrap-up$/, ({ match, body, user }) => {
    const found = contact?.id === match[1] ? contact : past.find((each) => each.id === match[1]);
    if (!found) return problem(404, 'contact.unknown');
    Object.assign(found, { wrapUp: { ...body, by: user.name, at: iso() }, category: body.category });
    return [200, full(found)];
  }],
  ['PUT', /^\/contacts\/[^/]+\/citizen$/, ({ body }) => { contact.citizenId = body.citizenId; return [200]; }],
  ['GET', /^\/categories$/, () => [200, data.categories]],
  ['POST', /^\/citizens$/, ({ body }) => { const created = { ...body, id: `c${Date.now()}`, contactCount: 0 }; data.citizens.push(created); return [201, created]; }],
  ['GET', /^\/ivr\/flows$/, () => [200, data.flows]],
  ['GET', /^\/ivr\/flows\//, () => [200, data.flow]],
  ['POST', /^\/ivr\/flows\/[^/]+\/[^/]+\/publish$/, () => [204]],
  ['POST', /^\/ivr\/flows\//, ({ body }) => (body.nodes ? [201, { version: 4 }] : problem(422, 'ivr.flow.invalid', { problems: [{ path: 'nodes', code: 'ivr.flow.required' }, { path: 'start', code: 'ivr.flow.target' }] }))],
  ['GET', /^\/plugins$/, () => [200, data.plugins]],
];

function wave() {
  const rate = 8000;
  const samples = rate * 8;
  const buffer = Buffer.alloc(44 + samples * 2);
  buffer.write('RIFF', 0); buffer.writeUInt32LE(36 + samples * 2, 4); buffer.write('WAVEfmt ', 8); buffer.writeUInt32LE(16, 16); buffer.writeUInt16LE(1, 20); buffer.writeUInt16LE(1, 22);
  buffer.writeUInt32LE(rate, 24); buffer.writeUInt32LE(rate * 2, 28); buffer.writeUInt16LE(2, 32); buffer.writeUInt16LE(16, 34); buffer.write('data', 36); buffer.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) buffer.writeInt16LE(Math.round(3000 * Math.sin((index / rate) * 2 * Math.PI * 440)), 44 + index * 2);
  return buffer;
}

function logIn(body, response) {
  if (body.password === 'wrong') {
    failedLogins += 1;
    return failedLogins > 3 ? problem(429, 'security.login.throttled', { retryAfterSeconds: 30 }) : problem(401, 'security.login.failed');
  }
  const user = users.find((each) => each.login === body.login && each.enabled);
  if (!user) return problem(401, 'security.login.failed');
  if (body.password === 'code' && !body.code) return problem(401, 'security.login.code-needed');
  if (body.code === '000000') return problem(401, 'security.login.code-wrong');
  const key = Math.random().toString(36).slice(2);
  sessions.set(key, user);
  response.setHeader('Set-Cookie', `SHUNIU_SESSION=${key}; HttpOnly; SameSite=Strict; Path=/`);
  user.mustChangePassword = body.password === 'change';
  return [200, session(user)];
}

function live(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  streams.add(response);
  request.on('close', () => streams.delete(response));
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

function mock(action, body) {
  if (action === 'ring') ring(body.number);
  else if (action === 'answer') answer();
  else if (action === 'caller-hangs-up') end('ENDED_BY_CITIZEN');
  else if (action === 'expire') sessions.clear();
  else if (action === 'drop-streams') streams.forEach((stream) => stream.destroy());
  else if (matters.mock[action]) matters.mock[action]();
  else if (action === 'device-off') { agent.deviceState = 'UNREGISTERED'; send('agent.state', agent); }
  return [200];
}

function file(path, response) {
  const name = extname(path) ? path : '/index.html';
  try {
    const content = readFileSync(join(DIST, name));
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock');
  const body = request.method === 'GET' ? {} : await bodyOf(request);
  if (url.pathname.startsWith('/mock/')) return answerWith(response, mock(url.pathname.slice(6), body));
  if (!url.pathname.startsWith('/api/v1')) return file(url.pathname, response);
  const path = url.pathname.slice('/api/v1'.length);
  if (request.method === 'POST' && path === '/session') return answerWith(response, logIn(body, response));
  const key = /SHUNIU_SESSION=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const user = sessions.get(key);
  if (!user) return answerWith(response, problem(401, 'security.session.none'));
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'demo-csrf') return answerWith(response, problem(403, 'security.csrf.invalid'));
  if (request.method === 'DELETE' && path === '/session') { sessions.delete(key); return answerWith(response, [204]); }
  if (path === '/live') return live(request, response);
  if (/\/recordings\//.test(path)) { response.writeHead(200, { 'Content-Type': 'audio/wav' }); return response.end(wave()); }
  for (const [method, pattern, handle] of routes) {
    const match = method === request.method && pattern.exec(path);
    if (match) return answerWith(response, handle({ user, body, match, query: url.searchParams }));
  }
  return answerWith(response, problem(404, 'http.404'));
}).listen(PORT, '127.0.0.1', () => console.log(`mock back end on http://127.0.0.1:${PORT}`));

function answerWith(response, [status, body, type = 'application/json']) {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

setInterval(() => send('queues', data.queues(2 + (eventId % 3), 12 + (eventId % 30))), 3000);
