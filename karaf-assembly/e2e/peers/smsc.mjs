#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A short message centre for tests, on the npm library `smpp`, which shares no code with the hub. It takes
// submit_sm, sends delivery receipts and texts of citizens, misbehaves by rules, and writes down all it does.
//
//   node smsc.mjs [--port 0] [--control 0] [--log FILE] [--user USER] [--password PASSWORD]
//
// The first line on stdout tells the ports: {"smpp":2775,"control":8080}. Ends with its standard input or by SIGTERM.
//
// Control, JSON over HTTP on loopback:
//   POST /rules  [{"submit":"accept|refuse|swallow|cut","status":8,"part":2,"delayMs":0,"count":1,
//                  "receipt":"delivered|undeliverable|none","receiptDelayMs":0,"receiptFirst":false,
//                  "receiptForm":"both|text|tlv"}]   the first rule that fits counts; without count it stays
//   POST /ids    {"submit":"text|decimal|hex","receipt":"text|decimal|hex"}
//   POST /bind   {"status":0}          what a bind is answered with; 0 takes it
//   POST /mute   {"mute":true}         answers nothing more, not even enquire_link
//   POST /mo     {"from","to","text","id","coding":"GSM|UCS2","parts":[...],"order":[2,1],"sar":false,"once":false}
//                a text of a citizen; once: not given again, and the answer tells the status of each part
//   POST /report {"id","stat":"DELIVRD","once":false}   a receipt out of turn
//   POST /raw    {"hex":"..."}         bytes as they are, to every session
//   POST /cut                          destroys every connection
//   POST /listen {"listen":false}      listens no more, or again on the same port
//   POST /reset                        forgets rules, records and what waits; behaves again
//   GET  /log                          all records; GET /state numbers of them
import { createRequire } from 'node:module';
import http from 'node:http';
import fs from 'node:fs';
import { parseArgs } from 'node:util';

const smpp = createRequire(import.meta.url)('smpp');
const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    control: { type: 'string', default: '0' },
    log: { type: 'string' },
    user: { type: 'string', default: 'hub' },
    password: { type: 'string', default: 'secret' },
    quiet: { type: 'boolean', default: false },
  },
});

const REDELIVERY_MS = 200;
const MOST_RECORDS = 200_000;
const records = [];
const counts = {};
const file = options.log && fs.createWriteStream(options.log, { flags: 'a' });
let rules = [];
let ids = { submit: 'text', receipt: 'text' };
let bindStatus = 0;
let mute = false;
let epoch = 0;
let serial = Date.now() * 1000;
let reference = 1;
const sessions = new Set();
const waiting = [];

function note(event, detail = {}) {
  const record = { at: new Date().toISOString(), event, ...detail };
  counts[event] = (counts[event] ?? 0) + 1;
  if (!options.quiet && records.length < MOST_RECORDS) records.push(record);
  file?.write(JSON.stringify(record) + '\n');
}

function nextId() {
  serial += 1;
  return serial;
}

function form(id, kind) {
  if (kind === 'decimal') return String(id).padStart(20, '0');
  if (kind === 'hex') return id.toString(16).toUpperCase();
  return 'M' + id.toString(36);
}

function partOf(message) {
  for (const element of message?.udh ?? []) {
    if (element[0] === 0x00) return { reference: element[2], total: element[3], number: element[4] };
    if (element[0] === 0x08) return { reference: element.readUInt16BE(2), total: element[4], number: element[5] };
  }
  return undefined;
}

function ruleFor(part) {
  const found = rules.find((rule) => rule.part === undefined || rule.part === (part?.number ?? 1));
  if (found?.count !== undefined && --found.count === 0) rules = rules.filter((rule) => rule !== found);
  return found ?? {};
}

function submit(session, pdu) {
  const message = pdu.message_payload ?? pdu.short_message;
  const part = partOf(message);
  const rule = ruleFor(part);
  const { submit: what = 'accept', status = 8, delayMs = 0 } = rule;
  const to = pdu.destination_addr;
  const seen = {
    to, from: pdu.source_addr, text: message?.message, coding: pdu.data_coding, part, validity: pdu.validity_period,
    registered: pdu.registered_delivery, payload: pdu.message_payload !== undefined,
    toTon: pdu.dest_addr_ton, toNpi: pdu.dest_addr_npi, sourceTon: pdu.source_addr_ton,
  };
  if (what === 'refuse') {
    note('refused', { ...seen, status });
    later(delayMs, () => respond(session, pdu, { command_status: status }));
    return;
  }
  const id = nextId();
  note('submit', { id: form(id, ids.submit), what, ...seen });
  const answer = () => {
    if (what === 'swallow') return;
    if (what === 'cut') return session.socket.destroy();
    respond(session, pdu, { message_id: form(id, ids.submit) });
  };
  const report = () => pdu.registered_delivery & 3 && receipt(rule, id, pdu);
  if (rule.receiptFirst) {
    report();
    later(Math.max(delayMs, 50), answer);
  } else {
    later(delayMs, answer);
    later(delayMs + (rule.receiptDelayMs ?? 0), report);
  }
}

// What was put off is forgotten with the rest by a reset.
function later(ms, work) {
  const began = epoch;
  if (ms > 0) setTimeout(() => began === epoch && work(), ms);
  else work();
}

function respond(session, pdu, fields) {
  if (!mute && sessions.has(session)) session.send(pdu.response(fields));
}

function stamp(date) {
  return date.toISOString().replace(/\D/g, '').slice(2, 12);
}

function receipt(rule, id, pdu) {
  const kind = rule.receipt ?? 'delivered';
  if (kind === 'none') return;
  const stat = kind === 'delivered' ? 'DELIVRD' : 'UNDELIV';
  const text = form(id, ids.receipt);
  const delivered = kind === 'delivered' ? '001' : '000';
  const now = stamp(new Date());
  const shape = rule.receiptForm ?? 'both';
  deliver('receipt', { id: form(id, ids.submit), stat }, {
    esm_class: 4,
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    short_message: shape === 'tlv' ? '' :
      `id:${text} sub:001 dlvrd:${delivered} submit date:${now} done date:${now} stat:${stat} err:000 text:`,
    ...(shape === 'text' ? {} : { receipted_message_id: form(id, ids.submit), message_state: kind === 'delivered' ? 2 : 5 }),
  });
}

// Gives something to the hub; again and again until it is acknowledged, or once, then it tells the status.
function deliver(event, detail, fields, told) {
  const job = { event, detail, fields, told };
  const session = [...sessions].find((each) => each.receives);
  if (!session || mute) {
    if (told) told(-1);
    else waiting.push(job);
    return;
  }
  const began = epoch;
  note(event, detail);
  session.unacknowledged.add(job);
  session.deliver_sm(fields, (answer) => {
    session.unacknowledged.delete(job);
    note(event + '-ack', { ...detail, status: answer.command_status });
    if (told) told(answer.command_status);
    else if (answer.command_status !== 0 && began === epoch) later(REDELIVERY_MS, () => deliver(event, detail, fields));
  });
}

function flush() {
  waiting.splice(0).forEach(({ event, detail, fields }) => deliver(event, detail, fields));
}

function bind(session, pdu, receives) {
  if (mute) return;
  const right = pdu.system_id === options.user && pdu.password === options.password;
  const status = bindStatus || (right ? 0 : 0x0e);
  note('bind', { command: pdu.command, user: pdu.system_id, status });
  session.send(pdu.response({ command_status: status, system_id: 'smsc' }));
  if (status === 0) {
    session.bound = true;
    session.receives = receives;
    if (receives) flush();
  } else {
    session.socket.end();
  }
}

const server = smpp.createServer((session) => {
  session.unacknowledged = new Set();
  sessions.add(session);
  session.socket.setNoDelay(true);
  session.on('error', () => {});
  session.on('close', () => {
    sessions.delete(session);
    note('closed');
    session.unacknowledged.forEach((job) => (job.told ? job.told(-1) : waiting.push(job)));
  });
  session.on('bind_transceiver', (pdu) => bind(session, pdu, true));
  session.on('bind_receiver', (pdu) => bind(session, pdu, true));
  session.on('bind_transmitter', (pdu) => bind(session, pdu, false));
  session.on('submit_sm', (pdu) => (session.bound ? submit(session, pdu) : respond(session, pdu, { command_status: 4 })));
  session.on('enquire_link', (pdu) => {
    note('enquire');
    respond(session, pdu, {});
  });
  session.on('unbind', (pdu) => {
    note('unbind');
    respond(session, pdu, {});
    session.close();
  });
  session.on('generic_nack', (pdu) => note('nack', { status: pdu.command_status }));
});

function originate({ from, to, text, id, coding = 'UCS2', parts, order, sar = false, once = false }) {
  const data_coding = coding === 'GSM' ? 0 : 8;
  const base = { source_addr: from, destination_addr: to, data_coding, ...(id && { receipted_message_id: id }) };
  const give = (detail, fields) =>
    new Promise((resolve) => {
      deliver('mo', { from, id, ...detail }, fields, once ? resolve : undefined);
      if (!once) resolve(0);
    });
  if (!parts) return Promise.all([give({ text }, { ...base, short_message: { message: text } })]);
  reference = (reference % 255) + 1;
  const total = parts.length;
  return Promise.all((order ?? parts.map((_, i) => i + 1)).map((number) => {
    const message = parts[number - 1];
    return give({ text: message, number }, sar
      ? { ...base, short_message: { message }, sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number }
      : { ...base, esm_class: 0x40, short_message: { udh: Buffer.from([5, 0, 3, reference, total, number]), message } });
  }));
}

function report({ id, stat = 'DELIVRD', once = false }) {
  return new Promise((resolve) => {
    const now = stamp(new Date());
    deliver('receipt', { id, stat }, {
      esm_class: 4, source_addr: '13800138000', destination_addr: '12333',
      short_message: `id:${id} sub:001 dlvrd:001 submit date:${now} done date:${now} stat:${stat} err:000 text:`,
    }, once ? resolve : undefined);
    if (!once) resolve(0);
  });
}

async function listen(wanted) {
  if (wanted === server.listening) return;
  if (wanted) await new Promise((resolve) => server.listen(ports.smpp, '127.0.0.1', resolve));
  else server.close();
}

async function reset() {
  epoch += 1;
  rules = [];
  ids = { submit: 'text', receipt: 'text' };
  bindStatus = 0;
  mute = false;
  records.length = 0;
  waiting.length = 0;
  Object.keys(counts).forEach((name) => delete counts[name]);
  await listen(true);
}

const actions = {
  rules: (body) => { rules = body; },
  ids: (body) => { ids = body; },
  bind: (body) => { bindStatus = body.status; },
  mute: (body) => { mute = body.mute; },
  mo: originate,
  report,
  reset,
  raw: (body) => sessions.forEach((session) => session.socket.write(Buffer.from(body.hex, 'hex'))),
  cut: () => sessions.forEach((session) => session.socket.destroy()),
  listen: (body) => listen(body.listen),
};

const control = http.createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', async () => {
    const name = request.url.slice(1);
    let answer = {};
    try {
      if (request.method === 'GET') answer = name === 'log' ? records : { ...counts, sessions: sessions.size };
      else answer = (await actions[name](text ? JSON.parse(text) : {})) ?? {};
      response.writeHead(200, { 'content-type': 'application/json' });
    } catch (e) {
      response.writeHead(400);
      answer = { error: String(e) };
    }
    response.end(JSON.stringify(answer));
  });
});

const listening = (each, port) => new Promise((resolve) => each.listen(port, '127.0.0.1', () => resolve(each.address().port)));
const ports = { smpp: await listening(server, Number(options.port)), control: await listening(control, Number(options.control)) };
process.stdout.write(JSON.stringify(ports) + '\n');
process.on('SIGTERM', () => process.exit(0));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
