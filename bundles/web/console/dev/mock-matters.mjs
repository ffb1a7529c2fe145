// SPDX-License-Identifier: Apache-2.0
// Invented citizens, tickets, notices and messages for the development back end: routes(context) gives its routes.
import { citizens, iso } from './mock-data.mjs';
import { schemaOf } from './mock-links.mjs';

const problem = (status, code, args = {}) => [status, { code, args, traceId: 'demo-0002' }];
const uuid = (n) => `0199f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

Object.assign(citizens[0], { identity: 'RESIDENT_IDENTITY', mergedFrom: [] });
Object.assign(citizens[1], { identity: 'RESIDENT_IDENTITY', mergedFrom: ['c9'], categories: ['VIP', '独居老人'], note: '听力不好，请放慢语速' });
Object.assign(citizens[2], { mergedFrom: [], categories: ['黑名单'] });
const clear = {
  c1: { name: '王秀芳', phones: ['13812345678'], identityKind: 'RESIDENT_IDENTITY', identity: '11010519491231002X' },
  c2: { name: '王建国', phones: ['13812345678', '075526011234'], identityKind: 'RESIDENT_IDENTITY', identity: '440300195306070011' },
  c3: { name: '深圳市安心家政服务有限公司', phones: ['13812345678'] },
};

export const forms = [
  {
    process: 'complaint', version: 1, label: '投诉办理',
    form: {
      process: 'complaint', labelZh: '投诉办理', labelEn: 'Complaint', requestTypes: ['COMPLAINT', 'REPORT'],
      fields: [
        { name: 'employer', labelZh: '被诉单位', labelEn: 'Employer', kind: 'text', required: true, max: 100, options: [] },
        { name: 'since', labelZh: '发生日期', labelEn: 'Since', kind: 'date', required: false, max: 0, options: [] },
        { name: 'matter', labelZh: '事项', labelEn: 'Matter', kind: 'select', required: true, max: 0, options: [{ value: 'wage', labelZh: '拖欠工资', labelEn: 'Unpaid wages' }, { value: 'insurance', labelZh: '未缴社保', labelEn: 'No insurance' }, { value: 'attitude', labelZh: '服务态度', labelEn: 'Attitude' }] },
        { name: 'phone', labelZh: '单位电话', labelEn: 'Its telephone', kind: 'phone', required: false, max: 0, options: [] },
      ],
    },
  },
  { process: 'consultation', version: 1, label: '咨询转办', form: { process: 'consultation', labelZh: '咨询转办', labelEn: 'Consultation', requestTypes: [], fields: [] } },
];

const departments = [
  { code: 'labour', labelZh: '市劳动监察支队', labelEn: 'Labour inspection', link: 'oa', phone: '075582120000', enabled: true },
  { code: 'pension', labelZh: '市社会保险基金管理局', labelEn: 'Social insurance fund', link: 'oa', enabled: true },
  { code: 'longhua', labelZh: '龙华区人力资源局', labelEn: 'Longhua HR bureau', phone: '075521049999', enabled: true },
  { code: 'old', labelZh: '原劳动服务公司', labelEn: 'Former labour service', enabled: false },
];

const line = (sequence, ago, operation, from, to, actor, took, data = {}, note) => ({ sequence, at: iso(ago), operation, from, to, actor, took, data, note, step: operation });
const ALLOWED = {
  ATTENTION: ['note', 'discard', 'decide', 'close', 'dispatch'], RESOLVED: ['note', 'close', 'discard', 'review'], DISPATCHED: ['note', 'urge', 'discard'],
  IN_PROGRESS: ['note', 'urge', 'discard', 'resolve', 'send-back'], OPEN: ['note', 'discard'], CLOSED: ['note'], DISCARDED: ['note'],
};

function ticket(n, state, title, change = {}) {
  const created = 3600 * (n * 5 + 1);
  return {
    id: uuid(n), number: `20261122-${String(42 - n).padStart(6, '0')}`, title, requestType: 'COMPLAINT', category: 'labour.wage', process: 'complaint', state,
    department: 'labour', confidential: false, contact: uuid(900 + n), citizen: 'c1', createdAt: iso(created), createdBy: n % 3 ? 'u1' : 'u4', due: iso(-86400 * 2 + n * 40000),
    overdue: false, changedAt: iso(created - 900), text: '来电人反映：单位自 2026 年 8 月起未发工资，共拖欠三个月，多次催要无果，要求协调发放并依法处理。', formVersion: 1,
    fields: { employer: '深圳市安心家政服务有限公司', since: '2026-08-15', matter: 'wage' },
    parties: [{ role: 'CALLER', name: '王*芳', phone: '138****5678', citizen: 'c1', hidden: false }, { role: 'RESPONDENT', name: '深圳市**家政服务有限公司', hidden: false }],
    history: [
      line(1, created, 'open', undefined, 'OPEN', 'USER:u1', 'PT0S', { process: 'complaint', department: 'labour' }),
      line(2, created - 1, 'hand-over', 'OPEN', 'OPEN', 'HUB:hub', 'PT0.21S', { department: 'labour' }),
      line(3, created - 2, 'dispatch', 'OPEN', 'DISPATCHED', 'HUB:hub', 'PT1.4S', { department: 'labour', foreignId: 'OA-2026-118' }),
      ...(state === 'DISPATCHED' ? [] : [line(4, created - 1500, 'accept', 'DISPATCHED', 'IN_PROGRESS', 'SYSTEM:oa', 'PT24M58S', { by: '劳动监察一科' })]),
    ],
    works: [{ request: `w${n}`, step: 'dispatch', label: '承办单位办理', work: 'dispatch', due: iso(-86400 * 2), since: iso(created - 2) }],
    exchanges: [{ request: uuid(700 + n), link: 'oa', operation: 'ticket.hand-over', state: 'DONE', at: iso(created - 2), foreignId: 'OA-2026-118' }],
    notices: [], allowed: ALLOWED[state], version: 4, ...change,
  };
}

const tickets = [
  ticket(1, 'IN_PROGRESS', '家政公司拖欠三个月工资'),
  ticket(2, 'RESOLVED', '养老待遇资格认证无法办理', {
    requestType: 'HELP', category: 'si.pension.cert', department: 'pension', answer: '经核实，系统已为当事人补登认证，养老待遇自本月恢复发放。',
    works: [{ request: 'w2', step: 'review', label: '审核答复', work: 'review', since: iso(1800) }], code: undefined,
    history: [
      line(1, 30000, 'open', undefined, 'OPEN', 'USER:u1', 'PT0S'), line(2, 29998, 'dispatch', 'OPEN', 'DISPATCHED', 'HUB:hub', 'PT1.9S', { department: 'pension', foreignId: 'OA-2026-109' }),
      line(3, 26000, 'accept', 'DISPATCHED', 'IN_PROGRESS', 'SYSTEM:oa', 'PT1H6M38S', { by: '待遇科' }), line(4, 1800, 'resolve', 'IN_PROGRESS', 'RESOLVED', 'SYSTEM:oa', 'PT6H43M20S', { by: '待遇科' }),
    ],
  }),
  ticket(3, 'ATTENTION', '投诉服务窗口态度恶劣', {
    department: 'unknown-office', code: 'ticket.department.unknown', works: [{ request: 'w3', step: 'decide', label: '人工处置', work: 'decide', since: iso(600) }], exchanges: [],
    history: [line(1, 700, 'open', undefined, 'OPEN', 'USER:u1', 'PT0S'), line(2, 640, 'dispatch-failed', 'OPEN', 'OPEN', 'HUB:hub', 'PT0.1S', { code: 'ticket.department.unknown' }), line(3, 600, 'attention', 'OPEN', 'ATTENTION', 'HUB:hub', 'PT0S', { code: 'ticket.department.unknown' })],
  }),
  ticket(4, 'ATTENTION', '短信没有送达：工伤认定进度', { code: 'ticket.notify.failed', answer: '工伤认定材料已受理，预计 20 日内作出决定。', notices: [uuid(501)], works: [{ request: 'w4', step: 'decide', label: '人工处置', work: 'decide', since: iso(1600) }] }),
  ticket(5, 'DISPATCHED', '举报某工地使用童工', { requestType: 'REPORT', confidential: true, overdue: true, due: iso(7000), parties: [{ role: 'INFORMANT', hidden: true }, { role: 'RESPONDENT', name: '某建筑工地项目部', hidden: false }] }),
  ticket(6, 'CLOSED', '咨询灵活就业社保补贴', { requestType: 'CONSULTATION', process: 'consultation', fields: {}, works: [], notices: [uuid(502)], due: undefined }),
  ...Array.from({ length: 18 }, (_, index) => ticket(7 + index, index % 4 ? 'CLOSED' : 'IN_PROGRESS', ['用人单位未签劳动合同', '社保卡补换卡进度', '失业金申领被退回', '退休年龄计算有误'][index % 4], { works: index % 4 ? [] : undefined, due: index % 4 ? undefined : iso(-50000) })),
].map((each) => ({ ...each, works: each.works ?? [] }));

const notice = (n, reference, state, change = {}) => ({
  id: uuid(500 + n), reference, to: '138****5678', text: '【12333】您反映的问题（编号 20261122-000038）已办结：工伤认定材料已受理，预计 20 日内作出决定。', state, attempt: 1,
  createdAt: iso(1700 * n), expiresAt: iso(-86400), sentAt: iso(1690 * n), parts: 2, ...change,
});
const notices = [
  notice(1, uuid(4), 'FAILED', { code: 'channel.undelivered', reason: 'UNDELIV err:027' }),
  notice(2, uuid(6), 'DELIVERED', { deliveredAt: iso(3300) }),
  notice(3, uuid(9), 'UNCERTAIN', { code: 'channel.uncertain', attempt: 2, to: '139****0021' }),
  ...Array.from({ length: 12 }, (_, index) => notice(4 + index, uuid(10 + index), index % 5 ? 'DELIVERED' : 'SENT', { to: `13${index % 9}****${4100 + index * 7}`, deliveredAt: index % 5 ? iso(6000 + index * 1000) : undefined })),
];
const texts = ['收到，谢谢', '什么时候能办好？', '我没有提交过这个工单，请核实一下，谢谢。', 'TD'].map((text, index) => ({ id: `t${index}`, channel: 'sms', from: `138****${5678 + index}`, to: '12333', text, receivedAt: iso(4000 * index + 90) }));

const orders = ['UNCERTAIN', 'REJECTED', 'OPEN', 'DONE', 'DONE', 'DONE'].map((state, index) => ({
  request: uuid(700 + index), link: index === 1 ? 'socialinsurance' : 'oa', matter: uuid(index + 1), operation: index === 1 ? 'card.report-loss' : 'ticket.hand-over', state, tries: [3, 1, 2, 1, 1, 1][index],
  code: [undefined, 'business.refused', 'business.timeout'][index] ?? (state === 'UNCERTAIN' ? 'business.uncertain' : undefined), acceptedAt: iso(500 * index + 120), due: state === 'OPEN' ? iso(-40) : undefined, endedAt: state === 'OPEN' ? undefined : iso(500 * index),
}));

const STEPS = [
  ['contact.offered/1', 'org.shuniu.services.contact', null, ['org.shuniu.services.citizen', 'org.shuniu.services.ivr'], 'HUB:hub', 0],
  ['ivr.start-flow/1', 'org.shuniu.services.contact', 0, ['org.shuniu.services.ivr'], 'HUB:hub', 8],
  ['business.query/1', 'org.shuniu.services.ivr', 1, ['org.shuniu.core.plugins'], 'HUB:hub', 14200],
  ['business.query-answered/1', 'org.shuniu.core.plugins', 2, ['org.shuniu.services.ivr'], 'SYSTEM:socialinsurance', 14288],
  ['citizen.identify-caller/1', 'org.shuniu.services.ivr', 3, ['org.shuniu.services.citizen'], 'HUB:hub', 14295],
  ['citizen.caller-verified/1', 'org.shuniu.services.citizen', 4, [], 'HUB:hub', 14309],
  ['contact.answered/1', 'org.shuniu.services.contact', null, ['org.shuniu.services.citizen'], 'USER:u1', 31000],
  ['ticket.opened/1', 'org.shuniu.services.ticket', null, ['org.shuniu.services.citizen'], 'USER:u1', 148000],
  ['workflow.start-process/1', 'org.shuniu.services.ticket', null, ['org.shuniu.core.plugins'], 'USER:u1', 148002],
  ['workflow.work-requested/1', 'org.shuniu.core.plugins', 8, ['org.shuniu.services.ticket'], 'HUB:hub', 148040],
  ['business.order/1', 'org.shuniu.services.ticket', 9, ['org.shuniu.core.plugins'], 'HUB:hub', 148048],
  ['business.order-done/1', 'org.shuniu.core.plugins', 10, ['org.shuniu.services.ticket'], 'SYSTEM:oa', 148166],
  ['business.told/1', 'org.shuniu.core.plugins', null, ['org.shuniu.services.ticket'], 'SYSTEM:oa', 1648000],
  ['outreach.send-notice/1', 'org.shuniu.services.ticket', 12, ['org.shuniu.services.outreach'], 'HUB:hub', 1649000],
  ['channel.send-text/1', 'org.shuniu.services.outreach', 13, [], 'HUB:hub', 1649011],
];
const DEAD = { 14: ['org.shuniu.core.plugins'] };

function traceOf(id) {
  const begin = Date.now() - 1_700_000;
  return {
    correlation: id,
    steps: STEPS.map(([type, source, cause, handledBy, actor, after], index) => ({
      id: uuid(800 + index), at: new Date(begin + after).toISOString(), type, key: id, source, actor, handledBy, deadAt: DEAD[index] ?? [], durable: true, content: index > 8,
      outcomes: [...handledBy.map((consumer) => ({ consumer, result: 'HANDLED', at: new Date(begin + after + 9).toISOString(), micros: 2300 * (index + 1) })), ...(DEAD[index] ?? []).map((consumer) => ({ consumer, result: 'DEAD', reason: 'channel.missing' }))],
      cause: cause === null ? undefined : uuid(800 + cause),
    })),
  };
}

const account = { name: '王秀芳', insurance: 'pension', balance: '86412.57', month: '2026-10', status: 'normal' };
const contributions = Array.from({ length: 12 }, (_, index) => ({
  month: `2026-${String(10 - index > 0 ? 10 - index : 22 - index).padStart(2, '0')}`.replace('2026-11', '2025-11').replace('2026-12', '2025-12'),
  base: '7480.00', personal: '598.40', employer: '1196.80', employerName: '深圳市安心家政服务有限公司',
}));

export function routes({ send, contactNow }) {
  const proofs = new Map();
  let failed = 0;
  let businessOrders = [];
  const offer = (link, order) => (operation) => ({ link, operation, order, version: 1, state: 'ONLINE', schema: schemaOf(operation) });
  const offers = [
    ...['account.query', 'contributions.query'].map(offer('socialinsurance', false)),
    offer('socialinsurance', true)('card.report-loss'),
    offer('talent', false)('vacancies.query'),
    offer('talent', true)('appointment.book'),
  ];
  const found = (id) => tickets.find((each) => each.id === id);
  const summary = ({ history, works, exchanges, parties, fields, text, allowed, ...rest }) => rest;
  const page = (items, query, cursor = Number(query.get('cursor') ?? 0), limit = Number(query.get('limit') ?? 50)) => ({ items: items.slice(cursor, cursor + limit), next: items.length > cursor + limit ? String(cursor + limit) : undefined });
  const proofOf = (contact, citizen) => proofs.get(`${contact} ${citizen}`);
  const callerOf = (contact) => [...proofs.values()].find((proof) => proof.contact === contact && proof.party === 'CALLER');

  function verify(citizen, body) {
    if (failed >= 3) return problem(409, 'citizen.verification.locked', { contact: body.contact });
    const wrong = body.method === 'identity' ? body.identity !== clear[citizen]?.identity : body.method === 'questions' ? !body.answers?.employer?.includes('家政') && body.answers?.base !== '7480' : !callerOf(body.contact);
    if (wrong) {
      if (body.method === 'on-behalf') return problem(409, 'citizen.verification.caller-first', { contact: body.contact });
      failed += 1;
      return problem(422, 'citizen.verification.failed', { attemptsLeft: 3 - failed });
    }
    const level = body.method === 'questions' ? 'STRONG' : 'BASIC';
    return [200, prove(citizen, body.contact, body.party ?? 'CALLER', level, body.method === 'on-behalf' ? 'on-behalf' : `agent-${body.method}`)];
  }
  function prove(citizen, contact, party, level, method) {
    const proof = { citizen, contact, party, level, method, expires: iso(-1800) };
    proofs.set(`${contact} ${citizen}`, proof);
    send('citizen.verified', { contact, citizen, level });
    return proof;
  }

  function operate(id, operation, body) {
    const it = found(id);
    if (!it) return problem(404, 'ticket.unknown');
    if (body.version !== it.version) return problem(409, 'ticket.changed', { version: it.version });
    const to = { accept: 'IN_PROGRESS', resolve: 'RESOLVED', 'send-back': 'ATTENTION', close: 'CLOSED', discard: 'DISCARDED', dispatch: 'DISPATCHED', review: body.outcome === 'accepted' ? 'CLOSED' : 'DISPATCHED', decide: { dispatch: 'DISPATCHED', notify: 'RESOLVED', close: 'CLOSED', discard: 'DISCARDED' }[body.outcome] }[operation] ?? it.state;
    it.version += 1;
    it.history.push(line(it.version, 0, operation, it.state, to, 'USER:u1', 'PT32S', { outcome: body.outcome, department: body.department }, body.note));
    Object.assign(it, { state: to, allowed: ALLOWED[to], changedAt: iso(), department: body.department ?? it.department, code: undefined, reply: body.reply ?? it.reply, works: to === 'CLOSED' ? [] : it.works });
    send('ticket.changed', summary(it));
    return [200, it];
  }

  function create(body) {
    const known = found(body.id);
    if (known) return [200, known];
    if (body.title.includes('错误')) return problem(422, 'ticket.input.invalid', { problems: [{ field: 'fields.employer', code: 'too-long' }, { field: 'department', code: 'unknown' }] });
    const it = { ...ticket(0, 'OPEN', body.title), ...body, number: `20261122-${String(43 + tickets.length).padStart(6, '0')}`, createdAt: iso(), changedAt: iso(), createdBy: 'u1', history: [line(1, 0, 'open', undefined, 'OPEN', 'USER:u1', 'PT0S', { department: body.department })], works: [], exchanges: [], allowed: ALLOWED.OPEN, version: 1, parties: body.parties.map((party) => ({ ...party, name: `${party.name.slice(0, 1)}*`, phone: party.phone?.replace(/(\d{3})\d+(\d{4})/, '$1****$2'), hidden: false })) };
    tickets.unshift(it);
    setTimeout(() => {
      Object.assign(it, { state: 'DISPATCHED', version: 2, allowed: ALLOWED.DISPATCHED, works: [{ request: 'wn', step: 'dispatch', label: '承办单位办理', work: 'dispatch', since: iso() }], exchanges: [{ request: uuid(777), link: 'oa', operation: 'ticket.hand-over', state: 'DONE', at: iso(), foreignId: 'OA-2026-131' }] });
      it.history.push(line(2, 0, 'dispatch', 'OPEN', 'DISPATCHED', 'HUB:hub', 'PT1.2S', { department: it.department, foreignId: 'OA-2026-131' }));
      send('ticket.changed', summary(it));
    }, 1200);
    return [200, it];
  }

  function list(query) {
    const wants = (name, of = (each) => each[name]) => (each) => !query.get(name) || of(each) === query.get(name);
    return tickets.filter((each) => ['state', 'department', 'category', 'requestType', 'contact', 'citizen', 'createdBy'].every((name) => wants(name)(each)) && (!query.get('number') || each.number.startsWith(query.get('number'))) && (!query.get('text') || each.title.includes(query.get('text'))));
  }

  function order(citizen, body) {
    const known = businessOrders.find((each) => each.request === body.request);
    if (known) return [202, known];
    const it = { request: body.request, citizen, contact: body.contact, link: 'socialinsurance', operation: body.operation, state: 'WAITING', attempt: 1, answer: {}, at: iso(), by: 'u1', changedAt: iso() };
    businessOrders = [it, ...businessOrders];
    setTimeout(() => {
      Object.assign(it, { state: 'UNCERTAIN', code: 'business.uncertain', changedAt: iso() });
      send('citizen.order', it);
    }, 1800);
    return [202, it];
  }

  const timeline = (citizen) => [
    { at: iso(40), kind: 'CONTACT', id: contactNow()?.id ?? 'k', label: 'VOICE', data: { agent: 'a1' } },
    { at: iso(86400), kind: 'NOTICE', id: uuid(502), label: 'DELIVERED', data: { state: 'DELIVERED', attempt: 1 } },
    { at: iso(86400 + 3000), kind: 'TICKET', id: uuid(1), label: '20261121-000041', data: { state: 'IN_PROGRESS', category: 'labour.wage' } },
    { at: iso(86400 + 3200), kind: 'CONTACT', id: 'k-990', label: 'VOICE', data: { reason: 'ENDED_BY_CITIZEN', category: 'labour.wage' } },
    { at: iso(86400 * 5), kind: 'BUSINESS', id: uuid(650), label: 'card.report-loss', data: { state: 'DONE', operation: 'card.report-loss' } },
    { at: iso(86400 * 5 + 60), kind: 'VERIFICATION', id: uuid(651), label: 'ivr-password', data: { level: 'STRONG', party: 'CALLER' } },
    ...(citizen === 'c2' ? [{ at: iso(86400 * 9), kind: 'MERGE', id: uuid(660), label: 'merged', data: { reason: '确认为同一人' } }] : []),
    ...Array.from({ length: 6 }, (_, index) => ({ at: iso(86400 * (12 + index * 7)), kind: 'CONTACT', id: `k-${800 - index}`, label: 'VOICE', data: { reason: index % 3 ? 'ENDED_BY_CITIZEN' : 'ABANDONED_QUEUED', category: index % 3 ? 'si.pension.cert' : undefined } })),
  ];
  const known = (query, id) => proofOf(query.get('contact'), id) || !query.get('contact');

  return {
    mock: { 'verified-by-ivr': () => prove('c1', contactNow()?.id, 'CALLER', 'STRONG', 'ivr-password'), 'change-ticket': () => operate(uuid(3), 'note', { version: found(uuid(3)).version, note: '已电话联系窗口负责人。' }), 'reset-attempts': () => { failed = 0; } },
    list: [
      ['GET', /^\/citizens$/, ({ query }) => {
        const q = query.get('q');
        if (q) return [200, citizens.filter((each) => clear[each.id]?.name === q || clear[each.id]?.identity === q)];
        return [200, (query.get('number') ?? '').replace(/\D/g, '') === '13812345678' ? citizens : []];
      }],
      ['GET', /^\/citizens\/verification$/, ({ query }) => { const proof = query.get('citizen') ? proofOf(query.get('contact'), query.get('citizen')) : callerOf(query.get('contact')); return proof ? [200, proof] : [204]; }],
      ['GET', /^\/citizens\/([^/]+)$/, ({ match }) => { const it = citizens.find((each) => each.id === match[1]); return it ? [200, it] : problem(404, 'citizen.unknown'); }],
      ['POST', /^\/citizens\/([^/]+)\/verify$/, ({ match, body }) => verify(match[1], body)],
      ['POST', /^\/citizens\/([^/]+)\/reveal$/, ({ match }) => [200, { id: match[1], kind: 'PERSON', ...clear[match[1]] }]],
      ['POST', /^\/citizens\/([^/]+)\/merge$/, ({ match, body }) => [200, { merge: uuid(661), kept: match[1], merged: body.other, undone: false }]],
      ['POST', /^\/citizens\/merges\/([^/]+)\/undo$/, ({ match }) => [200, { merge: match[1], undone: true }]],
      ['GET', /^\/citizens\/([^/]+)\/timeline$/, ({ match, query }) => (known(query, match[1]) ? [200, { items: timeline(match[1]) }] : problem(403, 'citizen.verification.needed'))],
      ['PUT', /^\/citizens\/([^/]+)$/, ({ match, body }) => { const it = citizens.find((each) => each.id === match[1]); if (body.categories) it.categories = body.categories; if (body.note !== undefined) it.note = body.note; if (body.identity) it.identity = 'RESIDENT_IDENTITY'; return [200, it]; }],
      ['POST', /^\/citizens\/([^/]+)\/business$/, ({ body }) => [200, { link: body.link ?? 'socialinsurance', operation: body.operation, content: body.operation === 'account.query' ? account : body.operation === 'vacancies.query' ? { items: [{ id: 'J1', title: '电工', employer: '某机械厂', area: '贵阳', salary: '6000–8000', openings: 3 }], next: 'p2' } : { items: contributions }, asOf: iso(body.fresh ? 0 : 190), cached: !body.fresh }]],
      ['GET', /^\/citizens\/([^/]+)\/business\/offers$/, () => [200, offers]],
      ['GET', /^\/citizens\/([^/]+)\/business\/orders$/, () => [200, businessOrders]],
      ['POST', /^\/citizens\/([^/]+)\/business\/orders$/, ({ match, body }) => order(match[1], body)],
      ['POST', /^\/citizens\/([^/]+)\/business\/orders\/([^/]+)\/retry$/, ({ match }) => { const it = businessOrders.find((each) => each.request === match[2]); Object.assign(it, { state: 'DONE', code: undefined, attempt: 2, answer: { receipt: 'GS-20261122-0917', reportedAt: iso() } }); return [202, it]; }],
      ['GET', /^\/tickets$/, ({ query }) => { const found = page(list(query), query); return [200, { ...found, items: found.items.map(summary) }]; }],
      ['GET', /^\/tickets\/export$/, () => [200, 'number,title\n', 'text/csv']],
      ['POST', /^\/tickets$/, ({ body }) => create(body)],
      ['GET', /^\/tickets\/([^/]+)$/, ({ match }) => (found(match[1]) ? [200, found(match[1])] : problem(404, 'ticket.unknown'))],
      ['POST', /^\/tickets\/([^/]+)\/([a-z-]+)$/, ({ match, body }) => operate(match[1], match[2], body)],
      ['GET', /^\/ticket-forms$/, () => [200, forms]],
      ['GET', /^\/departments$/, () => [200, departments]],
      ['POST', /^\/departments$/, ({ body }) => { if (departments.some((each) => each.code === body.code)) return problem(409, 'ticket.department.exists', { code: body.code }); departments.push(body); return [200, body]; }],
      ['PUT', /^\/departments\/([^/]+)$/, ({ match, body }) => [200, Object.assign(departments.find((each) => each.code === match[1]), body)]],
      ['GET', /^\/notices$/, ({ query }) => [200, page(notices.filter((each) => (!query.get('state') || each.state === query.get('state')) && (!query.get('reference') || each.reference === query.get('reference'))), query)]],
      ['POST', /^\/notices\/([^/]+)\/resend$/, ({ match }) => { const it = notices.find((each) => each.id === match[1]); Object.assign(it, { state: 'WAITING', code: undefined, reason: undefined, attempt: it.attempt + 1 }); send('notice.changed', it); return [200, it]; }],
      ['GET', /^\/texts$/, ({ query }) => [200, page(texts, query)]],
      ['GET', /^\/business-orders$/, ({ query }) => [200, page(orders.filter((each) => !query.get('state') || each.state === query.get('state')), query)]],
      ['POST', /^\/business-orders\/([^/]+)\/retry$/, ({ match }) => [200, Object.assign(orders.find((each) => each.request === match[1]), { state: 'OPEN', code: undefined })]],
      ['GET', /^\/trace\/messages\/([^/]+)$/, ({ match }) => [200, { id: match[1], type: 'outreach.send-notice/1', masked: true, envelope: '{\n  "type" : "outreach.send-notice",\n  "data" : {\n    "recipient" : "***********"\n  }\n}' }]],
      ['GET', /^\/trace\/([^/]+)$/, ({ match }) => (match[1].length === 36 ? [200, traceOf(match[1])] : problem(422, 'bus.trace.id-invalid'))],
    ],
  };
}
