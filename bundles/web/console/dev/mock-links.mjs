// SPDX-License-Identifier: Apache-2.0
// Invented business links with their exchanges and a mapping for the development back end.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { iso } from './mock-data.mjs';

const SCHEMAS = new URL('../../../api/business/src/main/resources/org/shuniu/api/business/schemas/', import.meta.url);
export const schemaOf = (operation) => JSON.parse(readFileSync(new URL(`${operation}/1.json`, SCHEMAS), 'utf8'));
const OPERATIONS = readFileSync(new URL('operations.txt', SCHEMAS), 'utf8').trim().split('\n').map((line) => line.split(' ')[0]);

const operation = (name, kind = 'QUERY') => ({ name, kind, schema: 1 });
const figures = (requests, failed, meanMs, worstMs) => ({ requests, failed, meanMs, worstMs });
const LINKS = [
  { name: 'socialinsurance', connector: 'org.shuniu.business.socialinsurance', version: '0.1.0', state: 'ONLINE', since: iso(7200), operations: [operation('account.query'), operation('contributions.query'), operation('card.report-loss', 'IDEMPOTENT_ORDER')], figures: figures(312, 3, 41.2, 830) },
  { name: 'talent', connector: 'org.shuniu.business.rest', version: '0.1.0', state: 'ONLINE', since: iso(3600), operations: [operation('vacancies.query'), operation('appointment.book', 'IDEMPOTENT_ORDER')], mapping: 'talent', figures: figures(58, 0, 18.7, 122) },
  { name: 'oa', connector: 'org.shuniu.business.oa', version: '0.1.0', state: 'DEGRADED', reason: 'business.timeout', since: iso(400), operations: [operation('ticket.hand-over', 'IDEMPOTENT_ORDER'), operation('ticket.urge', 'IDEMPOTENT_ORDER')], figures: figures(9, 4, 2210, 8000) },
];
const TEXT = `# 人才市场
version: 1
operations:
  vacancies.query:
    schema: 1
    request:
      method: GET
      path: /jobs
      query: '{ "kw": keyword, "area": $code("area", area) }'
    reply: '{ "items": data.{ "id": jobId, "title": jobName, "employer": company, "area": areaName } }'
    examples:
      - name: electrician
        in: { keyword: 电工, area: 贵阳 }
        raw: { data: [ { jobId: J1, jobName: 电工, company: 某厂, areaName: 贵阳 } ] }
`;
const sha = (text) => createHash('sha256').update(text).digest('hex');
const versions = [{ number: 1, at: iso(90_000), kind: 'FOUND', text: TEXT.replace('# 人才市场\n', '') }, { number: 2, at: iso(4000), login: 'admin', kind: 'PUBLISHED', text: TEXT }];
const current = () => versions.at(-1).text;
const faultsOf = (text) => text.split('\n').flatMap((line, i) => (/^\t/.test(line) ? [{ line: i + 1, code: 'business.mapping.syntax', detail: 'tab instead of spaces' }] : []));
const mapping = () => ({ mapping: 'talent', text: current(), revision: sha(current()), inForce: sha(current()), examples: { 'vacancies.query': ['electrician'] }, faults: [] });
const add = (kind, text) => { versions.push({ number: versions.length + 1, at: iso(), login: 'admin', kind, text }); return [200, mapping()]; };
const exchanges = (link) => Array.from({ length: 12 }, (_, i) => ({
  id: `x${i}`, direction: link.name === 'oa' && i % 4 === 3 ? 'IN' : 'OUT', request: `0199f000-0000-7000-8000-00000000${String(700 + i)}`, matter: `0199f000-0000-7000-8000-00000000${String(100 + (i % 3))}`,
  operation: link.operations[i % link.operations.length].name, outcome: i % 5 === 4 ? 'business.timeout' : 'answered', at: iso(i * 37 + 5), tookMs: i % 5 === 4 ? 8000 : 17.4 + i,
}));

export const routes = () => {
  const known = (name, answer) => { const link = LINKS.find((each) => each.name === name); return link ? answer(link) : [404, { code: 'business.link.unknown', args: {}, traceId: 'demo-0003' }]; };
  return [
    ['GET', /^\/links$/, () => [200, LINKS]],
    ['GET', /^\/links\/operations$/, () => [200, OPERATIONS.map((name) => ({ name, version: 1, schema: schemaOf(name) }))]],
    ['GET', /^\/links\/([^/]+)\/exchanges$/, ({ match }) => known(match[1], (link) => [200, { items: exchanges(link) }])],
    ['GET', /^\/links\/([^/]+)\/exchanges\/([^/]+)$/, ({ match }) => known(match[1], (link) => [200, { exchange: exchanges(link).find((each) => each.id === match[2]), sent: '{"requestId":"0199f000","sfzh":"***"}', received: '{"code":0,"data":{"xm":"***","ye":"12345.60"}}' }])],
    ['GET', /^\/links\/([^/]+)\/mapping$/, () => [200, mapping()]],
    ['POST', /^\/links\/([^/]+)\/mapping\/check$/, ({ body }) => [200, { examples: { 'vacancies.query': ['electrician'] }, faults: faultsOf(body.text) }]],
    ['PUT', /^\/links\/([^/]+)\/mapping$/, ({ body }) => add('PUBLISHED', body.text)],
    ['GET', /^\/links\/([^/]+)\/mapping\/versions$/, () => [200, { items: [...versions].reverse().map(({ text, ...version }) => ({ ...version, revision: sha(text) })) }]],
    ['GET', /^\/links\/([^/]+)\/mapping\/versions\/(\d+)$/, ({ match }) => { const { text, ...version } = versions[Number(match[2]) - 1]; return [200, { version: { ...version, revision: sha(text) }, text }]; }],
    ['POST', /^\/links\/([^/]+)\/mapping\/versions\/(\d+)\/roll-back$/, ({ match }) => add('ROLLED_BACK', versions[Number(match[2]) - 1].text)],
    ['POST', /^\/links\/([^/]+)\/mapping\/trials$/, ({ body }) => [200, {
      content: body.example ? { keyword: '电工', area: '贵阳' } : (body.content ?? {}), sent: 'GET /jobs?kw=%E7%94%B5%E5%B7%A5&area=520100', received: '{\n  "data": [ { "jobId": "J1", "jobName": "电工", "company": "某厂", "areaName": "贵阳" } ]\n}',
      reply: { items: [{ id: 'J1', title: '电工', employer: '某厂', area: '贵阳' }] }, outcome: 'answered', tookMs: 4.2, faults: [],
      differences: body.example ? [{ side: 'REPLY', path: '/items/0/employer', expected: '"某某厂"', actual: '"某厂"' }] : [],
    }]],
  ];
};
