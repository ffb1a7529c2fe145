#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A social insurance system: SOAP 1.1 as social-insurance.wsdl says, with people of random identities,
// passwords and balances, an account that is locked after three wrong passwords, and modes in which real
// systems are found.
//
//   node social-insurance.mjs [--port 8090] [--control 0] [--people 20] [--log FILE] [--user NAME --password SECRET]
//                             [--key PEM --cert PEM [--ca PEM]] [--with-parent]
//
// Control port, JSON: GET /people (with passwords and balances), POST /person {identity?,password?,name?,balance?},
// POST /mode {mode, ms?, times?}, POST /down, POST /up, POST /reset, GET /log, GET /state.
// Identity numbers are in no log but for their last four characters.

import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Journal, Service, body, control, parseArguments } from './peer.mjs';

const NS = 'urn:shuniu:social-insurance:1';
const MODES = ['well', 'slow', 'silent', 'refuse', 'fault', 'malformed', 'huge', 'bomb', 'external', 'charset', 'unknown-charset',
  'wrong-content', 'html', 'break', 'drip'];
const HUGE_BYTES = 50 * 1024 * 1024;
const ATTEMPTS = 3;
const REGION = '999999';
const CLOCK_SKEW_MS = 300_000;

const options = parseArguments();
const journal = new Journal(options.log);
const people = new Map();
const receipts = new Map();
const nonces = new Set();
const held = new Set();
let mode = { name: 'well', ms: 1000, times: Infinity };

/** Resident identity numbers end with a check character (GB 11643). */
function checked(digits) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

function addPerson(given = {}) {
  const born = `${randomInt(1950, 2005)}${String(randomInt(1, 13)).padStart(2, '0')}${String(randomInt(1, 29)).padStart(2, '0')}`;
  const person = {
    identity: given.identity ?? checked(`${REGION}${born}${String(randomInt(1000)).padStart(3, '0')}`),
    password: given.password ?? String(randomInt(1_000_000)).padStart(6, '0'),
    name: given.name ?? `参保人${String(people.size + 1).padStart(4, '0')}`,
    balance: given.balance ?? `${randomInt(1000, 300_000)}.${String(randomInt(100)).padStart(2, '0')}`,
    insurance: '企业职工基本养老保险',
    status: '正常参保',
    employer: `测试单位${randomInt(100)}`,
    wrong: 0,
  };
  people.set(person.identity, person);
  return person;
}

const escape = text => String(text).replace(/[<>&"']/g, c => `&#${c.codePointAt(0)};`);
const unescape = text => text
  .replace(/&#x([0-9a-fA-F]+);/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&#([0-9]+);/g, (_, code) => String.fromCodePoint(Number(code)))
  .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]);

function element(xml, name) {
  const found = xml.match(new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)</(?:[\\w-]+:)?${name}>`));
  return found ? unescape(found[1]).trim() : undefined;
}

const envelope = inner => `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">`
  + `<soap:Body>${inner}</soap:Body></soap:Envelope>`;
const fields = values => Object.entries(values).map(([name, value]) => `<${name}>${escape(value)}</${name}>`).join('');
const answerOf = (operation, inner) => envelope(`<${operation}Response xmlns="${NS}">${inner}</${operation}Response>`);
const soapFault = (code, text, detail = '', declared = '') =>
  envelope(`<soap:Fault><faultcode${declared}>${code}</faultcode><faultstring>${escape(text)}</faultstring>${detail}</soap:Fault>`);
const refusal = (code, attemptsLeft) => ({ outcome: code, status: 500,
  xml: soapFault('soap:Client', code, `<detail><Refusal xmlns="${NS}">${fields(attemptsLeft === undefined ? { code } : { code, attemptsLeft })}</Refusal></detail>`) });

/** WS-Security UsernameToken with a digest: right password, fresh, not seen before. */
function authenticated(xml) {
  if (!options.user) return true;
  const [user, digest, nonce, created] = ['Username', 'Password', 'Nonce', 'Created'].map(name => element(xml.match(/<wsse:UsernameToken[\s\S]*<\/wsse:UsernameToken>/)?.[0] ?? '', name));
  if (user !== options.user || !digest || !nonce || !created) return false;
  if (Math.abs(Date.now() - Date.parse(created)) > CLOCK_SKEW_MS || nonces.has(nonce)) return false;
  nonces.add(nonce);
  const expected = createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created).update(options.password).digest();
  const given = Buffer.from(digest, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The person that is asked for, or what is answered instead. */
function identified(xml) {
  const person = people.get(element(xml, 'identity'));
  if (!person) return { refused: refusal('person-unknown') };
  if (person.wrong >= ATTEMPTS) return { refused: refusal('account-locked') };
  const password = element(xml, 'password');
  if (password !== undefined && password !== person.password) {
    person.wrong++;
    return { refused: person.wrong >= ATTEMPTS ? refusal('account-locked') : refusal('password-wrong', ATTEMPTS - person.wrong) };
  }
  if (password !== undefined) person.wrong = 0;
  return { person };
}

function months(from, to) {
  const all = [];
  for (let at = from; at <= to && all.length < 600;) {
    all.push(at);
    const [year, month] = at.split('-').map(Number);
    at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  }
  return all;
}

const operations = {
  QueryAccount(xml) {
    const { person, refused } = identified(xml);
    if (refused) return refused;
    const now = new Date().toISOString();
    const { name, insurance, balance, status } = person;
    return { outcome: 'answered', balance, xml: answerOf('QueryAccount', fields({ name, insurance, balance, month: now.slice(0, 7), status, asOf: now })) };
  },
  QueryContributions(xml) {
    const { person, refused } = identified(xml);
    if (refused) return refused;
    const items = months(element(xml, 'from'), element(xml, 'to')).map(month =>
      `<contribution>${fields({ month, base: '8000.00', personal: '640.00', employer: '1280.00', employerName: person.employer })}</contribution>`);
    return { outcome: 'answered', xml: answerOf('QueryContributions', items.join('') + fields({ asOf: new Date().toISOString() })) };
  },
  ReportCardLoss(xml, request) {
    const { person, refused } = identified(xml);
    if (refused) return refused;
    const again = receipts.has(request);
    if (!again) {
      receipts.set(request, { receipt: `GS${Date.now()}${randomInt(1000)}`, reportedAt: new Date().toISOString(), person: person.identity });
      journal.add('carried-out', { request, operation: 'ReportCardLoss', receipt: receipts.get(request).receipt });
    }
    const { receipt, reportedAt } = receipts.get(request);
    return { outcome: again ? 'repeated' : 'answered', receipt, xml: answerOf('ReportCardLoss', fields({ receipt, reportedAt })) };
  },
};

function send(response, status, xml, type = 'text/xml; charset=utf-8') {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(xml) });
  response.end(xml);
}

/** Writes as long as somebody reads. */
function sendHuge(response) {
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
  response.write(envelope('').replace(/<soap:Body>.*/, `<soap:Body><QueryAccountResponse xmlns="${NS}"><name>`));
  const chunk = Buffer.alloc(64 * 1024, 'a');
  let sent = 0;
  const more = () => {
    while (sent < HUGE_BYTES && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return response.once('drain', more);
    }
    return response.destroyed ? undefined : response.end('</name></QueryAccountResponse></soap:Body></soap:Envelope>');
  };
  response.on('close', () => journal.add('huge', { sent }));
  more();
}

const BOMB = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.split('').map((name, i) =>
  `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>`;
const withDoctype = (doctype, reference) => doctype + answerOf('QueryAccount',
  `<name>${reference}</name>${fields({ insurance: 'x', balance: '1.00', month: '2026-01', status: 'x', asOf: new Date().toISOString() })}`).replace(/^<\?xml[^>]*>/, '');

/** Answers as the mode wants it. The order has been carried out by then, as it is with real systems. */
function answer(response, result) {
  const spoiled = {
    well: () => send(response, result.status ?? 200, result.xml),
    slow: () => setTimeout(() => send(response, result.status ?? 200, result.xml), mode.ms),
    silent: () => held.add(response),
    drip: () => {
      response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
      held.add(response);
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    },
    malformed: () => send(response, 200, result.xml.slice(0, -30)),
    'wrong-content': () => send(response, 200, answerOf('QueryAccount', fields({ name: '', balance: '12,5' }))),
    html: () => send(response, 200, '<html><body>系统维护中</body></html>', 'text/html; charset=utf-8'),
    huge: () => sendHuge(response),
    bomb: () => send(response, 200, withDoctype(BOMB, '&j;')),
    external: () => send(response, 200, withDoctype(
      `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY x SYSTEM "${mode.url ?? 'file:///etc/hostname'}">]>`, '&x;')),
    charset: () => send(response, 200, Buffer.from(result.xml.replace('参', '\u00e9\u00ff'), 'latin1')),
    'unknown-charset': () => send(response, 200, result.xml, 'text/xml; charset=x-no-such-charset'),
    break: () => response.destroy(),
  };
  spoiled[mode.name]();
}

async function soap(request, response) {
  if (request.method !== 'POST') {
    return send(response, 405, 'only POST', 'text/plain');
  }
  const xml = (await body(request)).toString('utf8');
  const operation = Object.keys(operations).find(name => new RegExp(`<(?:[\\w-]+:)?${name}[\\s>]`).test(xml));
  const id = element(xml, 'requestId');
  journal.add('request', { request: id, operation, mode: mode.name, person: element(xml, 'identity')?.slice(-4) });
  if (mode.times-- <= 0) mode = { name: 'well', ms: 1000, times: Infinity };
  let result;
  if (!authenticated(xml)) {
    result = { outcome: 'login-refused', status: 500, xml: soapFault('wsse:FailedAuthentication', 'not authenticated', '',
      ' xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"') };
  } else if (!operation || !id) {
    result = { outcome: 'invalid', status: 500, xml: soapFault('soap:Client', 'no such operation') };
  } else if (mode.name === 'fault') {
    result = { outcome: 'fault', status: 500, xml: soapFault('soap:Server', `java.lang.NullPointerException at ${element(xml, 'identity')}`) };
  } else if (mode.name === 'refuse') {
    result = refusal('person-unknown');
  } else {
    result = operations[operation](xml, id);
  }
  const { outcome, balance, receipt } = result;
  journal.add('answer', { request: id, operation, outcome, balance, receipt, mode: mode.name });
  return ['fault', 'refuse'].includes(mode.name) ? send(response, result.status, result.xml) : answer(response, result);
}

function setMode({ mode: name, ms = 1000, times = Infinity, url }) {
  if (!MODES.includes(name)) throw new Error(`no mode ${name}; there are ${MODES.join(', ')}`);
  mode = { name, ms, times, url };
  for (const response of held) response.destroy();
  held.clear();
}

const service = new Service(soap, options.port ?? 8090,
  options.key ? { key: options.key, cert: options.cert, ca: options.ca } : undefined);
for (let i = 0; i < Number(options.people ?? 20); i++) addPerson();
await service.up();
await control(options, () => ({ port: service.port }), {
  people: () => [...people.values()],
  person: addPerson,
  mode: setMode,
  down: () => service.down(),
  up: () => service.up(),
  reset: async () => {
    setMode({ mode: 'well' });
    journal.clear();
    for (const person of people.values()) person.wrong = 0;
    await service.up();
  },
  log: () => journal.lines,
  state: () => ({ mode: mode.name, people: people.size, receipts: receipts.size,
    asked: journal.lines.filter(line => line.kind === 'request').length }),
});
