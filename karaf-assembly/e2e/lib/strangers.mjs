// SPDX-License-Identifier: Apache-2.0
// Two business systems that no connector knows, as docs/guide-links.md describes their interfaces: an examination centre by
// SOAP, with WS-Security, and a job market by JSON. They live in the test's own process and are well, slow or gone.

import { createHash, timingSafeEqual } from 'node:crypto';
import { Service, body, json } from '../peers/peer.mjs';

const SLOW_MS = 20_000;

const element = (xml, name) => xml.match(new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)</(?:[\\w-]+:)?${name}>`))?.[1].trim();

/** A UsernameToken with the digest of the password, as WS-Security 1.0 has it. */
function authenticated(xml, user, password) {
  const [name, digest, nonce, created] = ['Username', 'Password', 'Nonce', 'Created'].map(each => element(xml, each));
  if (name !== user || !digest || !nonce || !created) return false;
  const expected = createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created).update(password).digest();
  const given = Buffer.from(digest, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const score = (exam, subject, day, points, pass, cert = '') => `<score><exam>${exam}</exam><subject>${subject}</subject><day>${day}</day>`
  + `<points>${points}</points><pass>${pass}</pass><cert>${cert}</cert></score>`;
const SCORES = {
  2025: score('二级建造师', '施工管理', '20250518', '91', '1', 'C-2025-7'),
  2026: score('一级建造师', '工程经济', '20260912', '86', '1', 'C-2026-1') + score('一级建造师', '项目管理', '20260913', '0', '9'),
};

const envelope = inner => '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
  + `<s:Body>${inner}</s:Body></s:Envelope>`;
const scores = (code, inner = '') => envelope(`<Scores xmlns="urn:exam-centre"><code>${code}</code>${inner}</Scores>`);
const refused = envelope('<s:Fault><faultcode xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">'
  + 'w:FailedAuthentication</faultcode><faultstring>no</faultstring></s:Fault>');

/** A system of a kind; `serve` gives what is answered to a request's text. */
async function system(serve) {
  const self = { mood: 'well', requests: [] };
  const service = new Service(async (request, response) => {
    const text = (await body(request)).toString('utf8');
    if (request.method !== 'POST') return json(response, 405, {});
    self.requests.push(text);
    if (self.mood === 'slow') return setTimeout(() => serve(text, response), SLOW_MS).unref();
    return serve(text, response);
  }, 0);
  await service.up();
  return Object.assign(self, { base: `http://127.0.0.1:${service.port}`, up: () => service.up(), down: () => service.down() });
}

/** The examination centre; it knows whom `person` has told it. */
export async function examCentre(user, password) {
  const people = new Set();
  const answer = xml => {
    if (!authenticated(xml, user, password)) return [500, refused];
    if (!people.has(element(xml, 'idCard'))) return [200, scores('NO_PERSON')];
    const year = element(xml, 'year');
    return [200, scores('OK', year ? SCORES[year] ?? '' : SCORES[2026] + SCORES[2025])];
  };
  const centre = await system((xml, response) => {
    const [status, text] = answer(xml);
    response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.end(text);
  });
  return Object.assign(centre, { person: identity => people.add(identity) });
}

/** The job market. */
export const jobMarket = () => system((text, response) => {
  const { q } = JSON.parse(text);
  json(response, 200, { total: 1, list: [{ code: 'Z-1', post: q, corp: '测试三厂', city: '安顺市', wage: '面议' }] });
});
