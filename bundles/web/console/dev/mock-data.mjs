// SPDX-License-Identifier: Apache-2.0
// Invented data for the development back end.

export const iso = (secondsAgo = 0) => new Date(Date.now() - secondsAgo * 1000).toISOString();

export const users = [
  { id: 'u1', login: '8001', name: '林晓', roles: ['agent'], region: '440300000000', enabled: true, secondFactor: false, createdAt: iso(9e6) },
  { id: 'u2', login: 'banzhang', name: '周宁', roles: ['supervisor'], region: '440300000000', enabled: true, secondFactor: false, createdAt: iso(9e6) },
  { id: 'u3', login: 'admin', name: '管理员', roles: ['administrator', 'supervisor'], region: null, enabled: true, secondFactor: false, createdAt: iso(9.5e6) },
  { id: 'u4', login: '8002', name: '何静', roles: ['agent'], region: '440300000000', enabled: false, secondFactor: true, createdAt: iso(5e6) },
];

const SERVE = ['acd:self', 'contact:own', 'contact:handle', 'queue:read', 'citizen:read', 'citizen:write', 'citizen:verify', 'citizen:business', 'ticket:read', 'ticket:write', 'ticket:review', 'ticket:close', 'notice:read', 'notice:resend'];
export const permissions = {
  agent: SERVE,
  supervisor: [...SERVE, 'contact:read', 'contact:export', 'acd:read', 'acd:manage', 'ticket:discard', 'ticket:export', 'citizen:reveal', 'citizen:merge', 'business:read', 'business:retry', 'channel:read', 'trace:read', 'wall:read', 'wall:act'],
  administrator: ['contact:read', 'contact:export', 'acd:read', 'acd:manage', 'acd:configure', 'user:manage', 'user:grant', 'user:credentials', 'role:manage', 'session:manage', 'ivr:manage', 'plugin:read', 'audit:read', 'audit:export', 'queue:read', 'citizen:read', 'ticket:read', 'department:manage', 'notice:read', 'channel:read', 'business:read', 'business:retry', 'trace:read', 'wall:read', 'link:read', 'link:manage'],
};

export const reasons = [
  { code: 'meeting', kind: 'NOT_READY', labelZh: '会议', labelEn: 'Meeting' },
  { code: 'training', kind: 'NOT_READY', labelZh: '培训', labelEn: 'Training' },
  { code: 'paperwork', kind: 'NOT_READY', labelZh: '整理资料', labelEn: 'Paperwork' },
  { code: 'rest', kind: 'BREAK', labelZh: '小憩', labelEn: 'Rest' },
  { code: 'meal', kind: 'BREAK', labelZh: '用餐', labelEn: 'Meal' },
];

export const skills = [
  { code: 'social-insurance', labelZh: '社会保险', labelEn: 'Social insurance', overflowTo: 'general', overflowAfterSeconds: 60, priority: 5, serviceLevelSeconds: 20, afterCallSeconds: 45 },
  { code: 'general', labelZh: '综合咨询', labelEn: 'General', priority: 1 },
  { code: 'labour', labelZh: '劳动关系', labelEn: 'Labour relations', priority: 3 },
];

const tree = [
  ['si', null, '社会保险', 'Social insurance', 'shehuibaoxian', 'shbx'],
  ['si.pension', 'si', '养老保险', 'Pension insurance', 'yanglaobaoxian', 'ylbx'],
  ['si.pension.pay', 'si.pension', '缴费基数', 'Contribution base', 'jiaofeijishu', 'jfjs'],
  ['si.pension.transfer', 'si.pension', '关系转移', 'Transfer', 'guanxizhuanyi', 'gxzy'],
  ['si.pension.cert', 'si.pension', '待遇资格认证', 'Eligibility check', 'daiyuzigerenzheng', 'dyzgrz'],
  ['si.medical', 'si', '医疗保险', 'Medical insurance', 'yiliaobaoxian', 'ylbx'],
  ['si.medical.remote', 'si.medical', '异地就医备案', 'Care elsewhere', 'yidijiuyibeian', 'ydjyba'],
  ['si.unemployment', 'si', '失业保险金申领', 'Unemployment benefit', 'shiyebaoxianjinshenling', 'sybxjsl'],
  ['si.injury', 'si', '工伤认定', 'Work injury', 'gongshangrending', 'gsrd'],
  ['card', null, '社会保障卡', 'Social security card', 'shehuibaozhangka', 'shbzk'],
  ['card.lost', 'card', '挂失补办', 'Loss and replacement', 'guashibuban', 'gsbb'],
  ['card.activate', 'card', '激活与密码', 'Activation', 'jihuoyumima', 'jhymm'],
  ['labour', null, '劳动关系', 'Labour relations', 'laodongguanxi', 'ldgx'],
  ['labour.wage', 'labour', '拖欠工资', 'Unpaid wages', 'tuoqiangongzi', 'tqgz'],
  ['labour.contract', 'labour', '劳动合同', 'Labour contract', 'laodonghetong', 'ldht'],
];
export const categories = tree.map(([code, parent, labelZh, labelEn, pinyin, initials]) => ({
  code, parent, labelZh, labelEn, pinyin, initials,
  leaf: !tree.some((other) => other[1] === code),
}));

export const citizens = [
  { id: 'c1', name: '王*芳', kind: 'PERSON', phones: ['138****5678'], categories: ['灵活就业'], lastContactAt: iso(86400 * 3), contactCount: 4 },
  { id: 'c2', name: '王*国', kind: 'PERSON', phones: ['138****5678', '0755****1234'], categories: ['退休人员', '独居老人'], lastContactAt: iso(86400 * 40), contactCount: 11 },
  { id: 'c3', name: '深圳市**家政服务有限公司', kind: 'ORGANISATION', phones: ['138****5678'], categories: [], lastContactAt: null, contactCount: 1 },
];

export const plugins = [
  { bundle: 'org.shuniu.pbx.asterisk', version: '0.1.0', seam: 'pbx', instance: 'main', state: 'ONLINE', reason: null, since: iso(7200), capabilities: ['call-control', 'media', 'record', 'hold'] },
  { bundle: 'org.shuniu.pbx.simulator', version: '0.1.0', seam: 'pbx', instance: 'sim', state: 'DEGRADED', reason: 'ami.lag', since: iso(65), capabilities: ['call-control', 'media', 'record', 'hold', 'mute'] },
  { bundle: 'org.shuniu.speech.espeak', version: '0.1.0', seam: 'speech', instance: 'default', state: 'OFFLINE', reason: 'espeak.missing', since: iso(7200), capabilities: ['tts:zh-CN'] },
];

export const flow = {
  name: 'main-menu', labelZh: '主菜单', start: 'welcome',
  nodes: { welcome: { kind: 'menu', prompt: '欢迎拨打 12333。办公时间请按 1,人工服务请按 0。', options: { 1: 'hours', 0: 'agent' } }, hours: { kind: 'play' }, agent: { kind: 'queue', skill: 'social-insurance' } },
};

export const flows = [
  {
    name: 'main-menu', labelZh: '主菜单', published: 2,
    versions: [
      { version: 1, createdAt: iso(86400 * 30), createdBy: 'admin', comment: '首版', published: false },
      { version: 2, createdAt: iso(86400 * 2), createdBy: 'admin', comment: '增加办公时间', published: true },
      { version: 3, createdAt: iso(3600), createdBy: 'admin', comment: '国庆公告', published: false },
    ],
  },
];

export function queues(waiting = 3, longest = 34) {
  return [
    { skill: 'social-insurance', labelZh: '社会保险', labelEn: 'Social insurance', waiting, longestWaitSeconds: longest, agentsLoggedIn: 12, agentsReady: 2, answeredToday: 431, abandonedToday: 17, serviceLevelPercent: 91.4 },
    { skill: 'general', labelZh: '综合咨询', labelEn: 'General', waiting: 0, longestWaitSeconds: 0, agentsLoggedIn: 15, agentsReady: 4, answeredToday: 388, abandonedToday: 6, serviceLevelPercent: 97.2 },
    { skill: 'labour', labelZh: '劳动关系', labelEn: 'Labour relations', waiting: 1, longestWaitSeconds: 8, agentsLoggedIn: 6, agentsReady: 1, answeredToday: 129, abandonedToday: 3, serviceLevelPercent: null },
  ];
}

export function pastContacts(count = 73) {
  const leaves = categories.filter((category) => category.leaf);
  return Array.from({ length: count }, (_, index) => {
    const start = 300 + index * 420;
    const answered = index % 9 !== 4;
    return {
      id: `k-${String(1000 - index)}`, medium: 'VOICE', direction: 'INBOUND',
      caller: index % 7 === 3 ? `0755${26000000 + index * 311}` : `13${8 - (index % 3)}${String(12345678 + index * 76543).slice(0, 8)}`,
      called: '12333', region: ['440300000000', '440100000000', '430000000000'][index % 3],
      state: 'CLOSED', agentId: answered ? 'a1' : null, agentName: answered ? '林晓' : null,
      offeredAt: iso(start), queuedAt: iso(start - 20), answeredAt: answered ? iso(start - 35) : null, endedAt: iso(start - 35 - 150 - index),
      endReason: answered ? 'ENDED_BY_CITIZEN' : 'ABANDONED_QUEUED', category: answered && index % 4 !== 1 ? leaves[index % leaves.length].code : null,
      waitSeconds: 15 + (index % 30), talkSeconds: answered ? 150 + index : null, hasRecording: answered, citizenId: null,
    };
  });
}
