#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A bureau with the two interfaces of the example mappings: a human-resources market by JSON below /api, a talent centre by
// SOAP at /services/talent (connectors/business/rest/etc/vacancies.yaml, connectors/business/soap/etc/talents.yaml).
//
//   node bureau.mjs [--port 8092] [--control 0] [--callback URL [--callback-key-id bureau] [--callback-secret incoming-secret]] [--with-parent]
//
// Control port, JSON: POST /mode {mode: well|slow, ms?}, POST /tell {id, idNo}, GET /log.
// Identity numbers are in no log but for their last four characters.

import { createHash, createHmac, randomUUID } from 'node:crypto';
import { Journal, Service, body, control, json, parseArguments } from './peer.mjs';

const options = parseArguments();
const journal = new Journal(options.log);
const booked = new Map();
let mode = { name: 'well', ms: 0 };

const jobs = [
  { jobNo: 'J-1', name: '电工', company: '测试一厂', areaCode: '520100', payFrom: 5000, payTo: 7000, count: 3, closes: '20271231' },
  { jobNo: 'J-2', name: '焊工', company: '测试二厂', areaCode: '520300', payFrom: 4500, payTo: 6500, count: 1, closes: '20271130' },
];

const application = { no: 'A-77', title: '失业补助金', st: '04', at: '2026-03-01T09:30:00+08:00' };

/** The same order twice is carried out once. */
function book(id, what) {
  if (!booked.has(id)) {
    booked.set(id, `B-${booked.size + 1}`);
    journal.add('carried-out', { request: id, what });
  }
  return booked.get(id);
}

function market(path, request) {
  if (path === '/api/jobs/search') {
    const found = jobs.filter(job => (!request.words || job.name.includes(request.words)) && (!request.areaCode || job.areaCode === request.areaCode));
    return [200, { page: request.page, more: false, jobs: found }];
  }
  if (path === '/api/applications/search') {
    return request.idNo ? [200, { rows: [application] }] : [200, { code: 'E404' }];
  }
  const id = path.match(/^\/api\/appointments\/([^/]+)$/)?.[1];
  return id ? [200, { no: book(id, request.what), office: request.office, address: '测试路1号' }] : [404, { code: 'not-found' }];
}

const element = (xml, name) => xml.match(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`))?.[1] ?? '';
const envelope = inner => '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
  + `<s:Body>${inner}</s:Body></s:Envelope>`;

function talents(xml) {
  if (xml.includes(':find')) {
    return envelope('<r:found xmlns:r="urn:talents"><item><no>T-5</no><title>人才引进</title><state>2</state>'
      + '<applied>2026-03-01T09:30:00+08:00</applied></item></r:found>');
  }
  const id = xml.match(/:book [^>]*id="([^"]+)"/)?.[1];
  if (!id) return envelope('<r:found xmlns:r="urn:talents"><result>404</result></r:found>');
  return envelope(`<r:booked xmlns:r="urn:talents"><receipt>${book(id, element(xml, 'what'))}</receipt><office>${element(xml, 'office')}</office></r:booked>`);
}

async function serve(request, response) {
  const text = (await body(request)).toString('utf8');
  const { pathname } = new URL(request.url, 'http://peer');
  const [answer, type] = pathname === '/services/talent'
    ? [[200, talents(text)], 'text/xml; charset=utf-8']
    : [market(pathname, text ? JSON.parse(text) : {}), 'application/json; charset=utf-8'];
  const [status, value] = answer;
  journal.add('request', { path: pathname, request: request.headers['idempotency-key'], person: text.match(/\d{14}(\d{3}[\dX])/)?.[1], mode: mode.name });
  const send = () => {
    if (typeof value !== 'string') return json(response, status, value);
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(value) });
    return response.end(value);
  };
  if (mode.name === 'slow') setTimeout(send, mode.ms);
  else send();
}

/** Tells the hub that an application was decided, signed. */
async function tell({ id, idNo }) {
  const bytes = Buffer.from(JSON.stringify({ id, ref: id, idNo, no: 'A-77', title: '失业补助金', st: '04', at: new Date().toISOString() }));
  const url = new URL(options.callback);
  const [time, nonce] = [new Date().toISOString(), randomUUID()];
  const digest = createHash('sha256').update(bytes).digest('hex');
  const value = createHmac('sha256', options['callback-secret'] ?? 'incoming-secret')
    .update(['POST', url.pathname + url.search, time, nonce, digest].join('\n')).digest('base64');
  const { status } = await fetch(url, { method: 'POST', body: bytes, headers: { 'Content-Type': 'application/json',
    'X-Signature-Key': options['callback-key-id'] ?? 'bureau', 'X-Signature-Time': time, 'X-Signature-Nonce': nonce, 'X-Signature': value } });
  journal.add('told', { id, status });
  return { status };
}

const service = new Service(serve, options.port ?? 8092);
await service.up();
await control(options, () => ({ port: service.port }), {
  mode: ({ mode: name, ms = 1000 }) => { mode = { name, ms }; },
  down: () => service.down(),
  up: () => service.up(),
  tell,
  log: () => journal.lines,
});
