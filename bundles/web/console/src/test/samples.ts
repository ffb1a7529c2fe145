// SPDX-License-Identifier: Apache-2.0
import type { AgentView, Category, Contact, Controls } from '../api/types';

export function agent(change: Partial<AgentView> = {}): AgentView {
  return {
    agentId: 'a1',
    userId: 'u1',
    name: '林晓',
    number: '8001',
    device: 'PJSIP/8001',
    deviceState: 'AVAILABLE',
    pbx: 'main',
    unattended: false,
    skills: [{ skill: 'general', level: 1 }],
    state: 'READY',
    since: '2026-01-05T01:00:00Z',
    allowed: ['NOT_READY', 'BREAK', 'LOGGED_OUT'],
    ...change,
  };
}

export function controls(...allowed: (keyof Controls)[]): Controls {
  const all = { answer: false, hold: false, retrieve: false, mute: false, unmute: false, hangup: false, verifyCaller: false };
  for (const name of allowed) all[name] = true;
  return all;
}

export function contact(change: Partial<Contact> = {}): Contact {
  return {
    id: 'k1',
    medium: 'VOICE',
    direction: 'INBOUND',
    caller: '13812345678',
    called: '12333',
    state: 'RESERVED',
    offeredAt: '2026-01-05T01:00:00Z',
    queuedAt: '2026-01-05T01:00:10Z',
    hasRecording: false,
    attachedData: {},
    legs: [],
    trail: [],
    recordings: [],
    controls: controls('answer'),
    held: false,
    muted: false,
    checking: false,
    ...change,
  };
}

function category(code: string, parent: string | undefined, labelZh: string, pinyin: string, initials: string, leaf: boolean): Category {
  return { code, parent, labelZh, labelEn: code, pinyin, initials, leaf };
}

export const CATEGORIES: Category[] = [
  category('si', undefined, '社会保险', 'shehuibaoxian', 'shbx', false),
  category('si.pension', 'si', '养老保险', 'yanglaobaoxian', 'ylbx', false),
  category('si.pension.pay', 'si.pension', '缴费基数', 'jiaofeijishu', 'jfjs', true),
  category('si.pension.cert', 'si.pension', '资格认证', 'zigerenzheng', 'zgrz', true),
  category('si.injury', 'si', '工伤认定', 'gongshangrending', 'gsrd', true),
  category('labour', undefined, '劳动关系', 'laodongguanxi', 'ldgx', false),
  category('labour.wage', 'labour', '拖欠工资', 'tuoqiangongzi', 'tqgz', true),
  category('labour.aid', 'labour', '医疗补贴', 'yiliaobutie', 'ylbt', true),
];

/** A fetch that answers by `METHOD path`, and remembers what was asked. */
export interface Asked {
  method: string;
  path: string;
  body?: unknown;
  headers: Record<string, string>;
}

type Answer = (asked: Asked) => { status?: number; body?: unknown; headers?: Record<string, string> };

export function fakeHub(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (input, init) => {
    const method = init?.method ?? 'GET';
    const path = String(input).replace('/api/v1', '');
    const request: Asked = {
      method,
      path,
      body: init?.body ? JSON.parse(String(init.body)) : undefined,
      headers: (init?.headers ?? {}) as Record<string, string>,
    };
    asked.push(request);
    const answer = answers[`${method} ${path.split('?')[0]}`]?.(request) ?? { status: 404, body: { code: 'http.404' } };
    const status = answer.status ?? 200;
    const text = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(text, { status, headers: answer.headers });
  };
  return asked;
}
