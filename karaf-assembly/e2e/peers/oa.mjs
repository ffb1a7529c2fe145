#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The office automation system of departments: takes signed tickets, each idempotency key once, keeps them in a file
// so that a restart loses none, accepts and answers them after a while by signed callbacks, and tells again until the hub
// has acknowledged. Modes are those in which real systems are found.
//
//   node oa.mjs [--port 8091] [--control 0] --callback http://127.0.0.1:8181/connectors/oa/oa/callback
//               [--key-id shuniu --secret S] [--callback-key-id oa --callback-secret S] [--state FILE] [--log FILE]
//               [--departments rsj,mzj] [--accept-ms 200] [--answer-ms 400] [--retry-ms 500] [--with-parent]
//
// Interface: POST /api/tickets, POST /api/tickets/ID/urges; see connectors/business/oa/README.md.
// Control port, JSON: POST /mode {mode, ms?, times?}, POST /behaviour {answer: resolved|sent-back|none, twice?, acceptMs?,
// answerMs?, early?}, POST /tell {notice, matter, operation?, nonce?}, POST /settings {callback}, POST /down, POST /up,
// POST /reset, GET /tickets, GET /log, GET /state.

import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Journal, Service, body, control, json, parseArguments } from './peer.mjs';

const MODES = ['well', 'slow', 'silent', 'refuse', 'fault', 'malformed', 'huge', 'lose-reply', 'busy'];
const HUGE_BYTES = 50 * 1024 * 1024;
const CLOCK_SKEW_MS = 300_000;
const TELL_TIMEOUT_MS = 5_000;
const RETRY_MAX_MS = 30_000;

const options = parseArguments();
const secrets = { key: options['key-id'] ?? 'shuniu', secret: options.secret ?? 'outgoing-secret',
  callbackKey: options['callback-key-id'] ?? 'oa', callbackSecret: options['callback-secret'] ?? 'incoming-secret' };
const departments = options.departments ? new Set(options.departments.split(',')) : undefined;
const journal = new Journal(options.log);
const held = new Set();
const nonces = new Map();
const timers = new Set();
const USUAL = { answer: 'resolved', twice: false, early: false,
  acceptMs: Number(options['accept-ms'] ?? 200), answerMs: Number(options['answer-ms'] ?? 400) };
let callback = options.callback;
let behaviour = { ...USUAL };
let mode = { name: 'well', ms: 1000, times: Infinity };
/** Tickets, answers by idempotency key, and notices that the hub has not acknowledged yet. */
let state = { sequence: 0, tickets: {}, answers: {}, notices: {} };
if (options.state && existsSync(options.state)) state = JSON.parse(readFileSync(options.state, 'utf8'));

/** Before anybody is told: what was acknowledged outlives a kill. */
function save() {
  if (!options.state) return;
  writeFileSync(`${options.state}.new`, JSON.stringify(state));
  renameSync(`${options.state}.new`, options.state);
}

function later(ms, work) {
  const timer = setTimeout(() => {
    timers.delete(timer);
    work();
  }, ms);
  timers.add(timer);
}

function sign(secret, method, path, time, nonce, bytes) {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return createHmac('sha256', secret).update([method, path, time, nonce, digest].join('\n')).digest('base64');
}

/** What is wrong with the signature of a request, if anything is. */
function unsigned(request, bytes) {
  const header = name => request.headers[name] ?? '';
  const [time, nonce] = [header('x-signature-time'), header('x-signature-nonce')];
  const expected = Buffer.from(sign(secrets.secret, request.method, request.url, time, nonce, bytes));
  const given = Buffer.from(header('x-signature'));
  if (header('x-signature-key') !== secrets.key) return 'key-unknown';
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'signature-invalid';
  if (!(Math.abs(Date.now() - Date.parse(time)) <= CLOCK_SKEW_MS)) return 'time-invalid';
  if (nonces.has(nonce)) return 'nonce-replayed';
  nonces.set(nonce, Date.now());
  return undefined;
}

/** Tells the hub until it has acknowledged: a new nonce each time, the same notice. */
async function tell(id) {
  const notice = state.notices[id];
  if (!notice || !callback) return;
  const accepted = await tellOnce(notice);
  if (accepted) {
    delete state.notices[id];
    save();
  } else {
    notice.tries = (notice.tries ?? 0) + 1;
    later(Math.min(RETRY_MAX_MS, Number(options['retry-ms'] ?? 500) * 2 ** Math.min(notice.tries - 1, 6)), () => tell(id));
  }
}

async function tellOnce({ tries, ...notice }, nonce = randomUUID()) {
  const bytes = Buffer.from(JSON.stringify(notice));
  const url = new URL(callback);
  const time = new Date().toISOString();
  const headers = { 'Content-Type': 'application/json', 'X-Signature-Key': secrets.callbackKey, 'X-Signature-Time': time,
    'X-Signature-Nonce': nonce, 'X-Signature': sign(secrets.callbackSecret, 'POST', url.pathname + url.search, time, nonce, bytes) };
  let status = 0;
  try {
    const response = await fetch(url, { method: 'POST', headers, body: bytes, signal: AbortSignal.timeout(TELL_TIMEOUT_MS) });
    status = response.status;
    await response.arrayBuffer();
  } catch {
    // The hub is away: told again later.
  }
  journal.add('told', { notice: notice.notice, matter: notice.matter, operation: notice.operation, status, tries });
  return status === 202;
}

function post(notice) {
  state.notices[notice.notice] = notice;
  save();
  tell(notice.notice);
}

/** The department's work, by timers. */
function work(ticket) {
  const common = { matter: ticket.matter, foreignId: ticket.foreignId, by: `承办人-${ticket.department}` };
  const accept = () => {
    ticket.state = 'accepted';
    post({ notice: `${ticket.foreignId}-accepted`, operation: 'ticket.accepted', ...common });
  };
  const answer = () => {
    if (behaviour.answer === 'none') return;
    ticket.state = behaviour.answer;
    const notice = { notice: `${ticket.foreignId}-answered`, operation: 'ticket.answered', outcome: behaviour.answer,
      answer: behaviour.answer === 'resolved' ? `已核实处理，编号${ticket.number}。` : '不属于本单位职责，退回。', ...common };
    post(notice);
    if (behaviour.twice) later(100, () => post(notice));
  };
  if (behaviour.early) accept();
  else later(behaviour.acceptMs, accept);
  later(behaviour.acceptMs + behaviour.answerMs, answer);
}

function store(order, key) {
  const foreignId = `OA-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${String(++state.sequence).padStart(6, '0')}`;
  const { request, matter, number, department, title } = order;
  state.tickets[foreignId] = { foreignId, request, matter, number, department, title, state: 'received', urges: 0 };
  state.answers[key] = { foreignId };
  save();
  journal.add('carried-out', { request: key, operation: 'ticket.hand-over', foreignId, matter, number });
  work(state.tickets[foreignId]);
  return state.answers[key];
}

function urge(foreignId, key) {
  const ticket = state.tickets[foreignId];
  if (!ticket) return undefined;
  ticket.urges++;
  state.answers[key] = { urges: ticket.urges };
  save();
  journal.add('carried-out', { request: key, operation: 'ticket.urge', foreignId, matter: ticket.matter });
  return state.answers[key];
}

function sendHuge(response) {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"foreignId":"');
  const chunk = Buffer.alloc(64 * 1024, 'a');
  let sent = 0;
  const more = () => {
    while (sent < HUGE_BYTES && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return response.once('drain', more);
    }
    return response.destroyed ? undefined : response.end('"}');
  };
  response.on('close', () => journal.add('huge', { sent }));
  more();
}

/** Answers as the mode wants it; what was ordered has been stored by then, as it is with real systems. */
function answer(response, status, value) {
  const spoiled = {
    slow: () => setTimeout(() => json(response, status, value), mode.ms),
    silent: () => held.add(response),
    malformed: () => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"foreignId":');
    },
    huge: () => sendHuge(response),
    'lose-reply': () => response.destroy(),
  };
  (spoiled[mode.name] ?? (() => json(response, status, value)))();
}

async function serve(request, response) {
  const bytes = await body(request);
  const path = new URL(request.url, 'http://peer').pathname;
  const urged = path.match(/^\/api\/tickets\/([^/]+)\/urges$/);
  if (request.method !== 'POST' || !(urged || path === '/api/tickets')) {
    return json(response, 404, { code: 'not-found' });
  }
  const key = request.headers['idempotency-key'];
  journal.add('request', { request: key, path, mode: mode.name });
  if (mode.times-- <= 0) mode = { name: 'well', ms: 1000, times: Infinity };
  const wrong = unsigned(request, bytes);
  if (wrong) {
    journal.add('answer', { request: key, status: 401, code: wrong });
    return json(response, 401, { code: wrong });
  }
  const order = JSON.parse(bytes);
  const [status, value] = decide(order, key, urged?.[1]);
  journal.add('answer', { request: key, status, code: value.code, foreignId: value.foreignId });
  return answer(response, status, value);
}

function decide(order, key, urged) {
  if (mode.name === 'fault') return [500, { code: 'internal', message: `cannot handle ${JSON.stringify(order)}` }];
  if (mode.name === 'busy') return [503, { code: 'maintenance' }];
  if (mode.name === 'refuse') return [422, { code: 'ticket-refused', message: 'not ours' }];
  if (!key || key !== order.request) return [400, { code: 'idempotency-key-missing' }];
  if (state.answers[key]) return [200, state.answers[key]];
  if (urged) {
    const done = urge(decodeURIComponent(urged), key);
    return done ? [201, done] : [404, { code: 'ticket-unknown' }];
  }
  if (departments && !departments.has(order.department)) return [422, { code: 'department-unknown' }];
  return [201, store(order, key)];
}

function setMode({ mode: name, ms = 1000, times = Infinity }) {
  if (!MODES.includes(name)) throw new Error(`no mode ${name}; there are ${MODES.join(', ')}`);
  mode = { name, ms, times };
  for (const response of held) response.destroy();
  held.clear();
}

const service = new Service(serve, options.port ?? 8091,
  options.key ? { key: options.key, cert: options.cert, ca: options.ca } : undefined);
setInterval(() => {
  for (const [nonce, at] of nonces) if (Date.now() - at > 2 * CLOCK_SKEW_MS) nonces.delete(nonce);
}, 60_000).unref();
await service.up();
for (const id of Object.keys(state.notices)) tell(id);
for (const ticket of Object.values(state.tickets)) if (['received', 'accepted'].includes(ticket.state)) work(ticket);
await control(options, () => ({ port: service.port }), {
  mode: setMode,
  behaviour: given => Object.assign(behaviour, given),
  settings: given => { callback = given.callback ?? callback; },
  tell: async ({ nonce, ...notice }) => ({ accepted: await tellOnce(
    { operation: 'ticket.accepted', foreignId: 'OA-0', by: '承办人', ...notice }, nonce) }),
  down: () => service.down(),
  up: () => service.up(),
  reset: async () => {
    setMode({ mode: 'well' });
    behaviour = { ...USUAL };
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    state = { sequence: state.sequence, tickets: {}, answers: {}, notices: {} };
    save();
    journal.clear();
    await service.up();
  },
  tickets: () => Object.values(state.tickets),
  log: () => journal.lines,
  state: () => ({ mode: mode.name, tickets: Object.keys(state.tickets).length, notices: Object.keys(state.notices).length,
    asked: journal.lines.filter(line => line.kind === 'request').length }),
});
