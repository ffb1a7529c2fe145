// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Calendar, Line, Prompt } from '../api/lines';
import CalendarsPage from '../pages/CalendarsPage';
import LinesPage from '../pages/LinesPage';
import PromptsPage from '../pages/PromptsPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { diffLines, folded } from './diff';
import { readHolidays } from './holidays';
import { areHours, hoursOf } from './hours';

const LINE: Line = {
  called: '12345', flow: 'citizens', labelZh: '市民热线', labelEn: 'Citizens', region: '440300000000', greeting: 'welcome',
  calendar: 'office', enabled: true, callers: 2, greetingSpoken: false, open: false,
};
const OTHERS: Line = {
  called: '*', flow: 'hotline', labelZh: '其他号码', labelEn: 'Other numbers', region: '000000000000', enabled: true, callers: 0, greetingSpoken: true, open: true,
};
const OFFICE: Calendar = {
  code: 'office', lines: ['12345'],
  calendar: {
    labelZh: '工作日', labelEn: 'Office hours', zone: 'Asia/Shanghai', holidayHours: [], special: [],
    week: { MONDAY: ['09:00-12:00', '13:30-17:30'], TUESDAY: ['09:00-12:00', '13:30-17:30'], WEDNESDAY: ['09:00-12:00', '13:30-17:30'], SATURDAY: ['09:00-12:00'] },
  },
};
const PROMPT: Prompt = {
  name: 'welcome', label: '欢迎词', published: 2, usedBy: ['line:12345', 'flow:citizens'],
  versions: [
    { version: 2, language: 'zh-CN', millis: 3000, comment: '', createdBy: '管理员', createdAt: '2026-01-05T01:00:00Z', published: true },
    { version: 1, language: 'zh-CN', text: '您好', millis: 0, comment: '', createdBy: '管理员', createdAt: '2026-01-04T01:00:00Z', published: false },
  ],
};

beforeEach(() => signIn('ivr:manage'));

function show(page: React.ReactNode, answers: Parameters<typeof fakeHub>[0]) {
  const asked = fakeHub({
    'GET /ivr/lines': () => ({ body: [OTHERS, LINE] }),
    'GET /ivr/calendars': () => ({ body: [OFFICE] }),
    'GET /ivr/prompts': () => ({ body: [PROMPT] }),
    'GET /ivr/holidays': () => ({ body: [{ year: 2026, holidays: { source: '通知', days: [{ day: '2026-10-01', kind: 'HOLIDAY', label: '国庆节' }] }, changedBy: 'hub', changedAt: '2026-01-01T00:00:00Z' }] }),
    'GET /ivr/flows': () => ({ body: [{ name: 'citizens', labelZh: '市民', published: 1, versions: [] }] }),
    'GET /acd/skills': () => ({ body: [{ code: 'general', labelZh: '综合', labelEn: 'General' }] }),
    ...answers,
  });
  render(<App>{page}</App>);
  return asked;
}

describe('lines', () => {
  it('are listed, searched, and warn of a greeting that nobody hears', async () => {
    show(<LinesPage />, {});
    expect(await screen.findByText('12345')).toBeVisible();
    expect(screen.getByLabelText('流程没有播放 line.greeting，来电人听不到')).toBeVisible();
    expect(screen.getByText('服务时间外')).toBeVisible();
    expect(screen.queryByTestId('line-remove-*')).toBeNull();
    await userEvent.type(screen.getByTestId('line-search'), 'other');
    expect(screen.queryByText('12345')).toBeNull();
    expect(screen.getByText('*')).toBeVisible();
  });

  it('are changed with all that belongs to them', async () => {
    const asked = show(<LinesPage />, { 'PUT /ivr/lines/12345': () => ({ body: LINE }) });
    await userEvent.click(await screen.findByTestId('line-edit-12345'));
    await userEvent.clear(await screen.findByTestId('line-zh'));
    await userEvent.type(screen.getByTestId('line-zh'), '市民服务热线');
    await userEvent.click(screen.getByTestId('line-save'));
    await waitFor(() => expect(asked.find((each) => each.method === 'PUT')).toBeDefined());
    expect(asked.find((each) => each.method === 'PUT')?.body).toMatchObject({
      flow: 'citizens', labelZh: '市民服务热线', region: '440300000000', greeting: 'welcome', calendar: 'office', enabled: true,
    });
  });
});

describe('calendars', () => {
  it('tell their week in few words', async () => {
    show(<CalendarsPage />, {});
    expect(await screen.findByText(/周一–周三 09:00-12:00，13:30-17:30/)).toBeVisible();
    expect(screen.getByText(/周六 09:00-12:00/)).toBeVisible();
    expect(screen.getByTestId('holiday-years')).toHaveTextContent('2026 年：放假 1 天，上班 0 天');
  });

  it('do not take hours that are none', async () => {
    const asked = show(<CalendarsPage />, {});
    await userEvent.click(await screen.findByTestId('calendar-edit-office'));
    const monday = await screen.findByTestId('calendar-MONDAY');
    await userEvent.clear(monday);
    await userEvent.type(monday, '9 to 5');
    await userEvent.click(screen.getByTestId('calendar-save'));
    expect(await screen.findByText('请按 09:00-12:00 的形式填写，多段用逗号隔开')).toBeVisible();
    expect(asked.some((each) => each.method === 'PUT')).toBe(false);
  });

  it('read the list of a year', () => {
    const csv = 'day,kind,label\n2027-01-01,HOLIDAY,元旦\n2027-01-03，上班，元旦\n\n';
    expect(readHolidays(csv, '通知')).toEqual({
      holidays: {
        source: '通知',
        days: [
          { day: '2027-01-01', kind: 'HOLIDAY', label: '元旦' },
          { day: '2027-01-03', kind: 'MAKE_UP', label: '元旦' },
        ],
      },
    });
    expect(readHolidays('2027-01-01,HOLIDAY,x\n1 Feb,HOLIDAY,y', '')).toEqual({ line: 2 });
    expect(readHolidays('2027-01-01,sometimes,x', '')).toEqual({ line: 1 });
    expect(readHolidays('{"days":[]}', 's')).toEqual({ holidays: { source: 's', days: [] } });
    expect(readHolidays('{"days"', 's')).toEqual({ line: 1 });
  });

  it('understand hours as people type them', () => {
    expect(hoursOf('09：00~12:00， 13:30-17:30')).toEqual(['09:00-12:00', '13:30-17:30']);
    expect(areHours('22:00-06:00')).toBe(true);
    expect(areHours('00:00-24:00')).toBe(true);
    expect(areHours('')).toBe(true);
    expect(areHours('9:00-12:00')).toBe(false);
  });
});

describe('prompts', () => {
  it('are listened to and rolled back', async () => {
    const asked = show(<PromptsPage />, { 'POST /ivr/prompts/welcome/1/publish': () => ({ status: 204 }) });
    expect(await screen.findByText('号码 12345，流程 citizens')).toBeVisible();
    await userEvent.click(document.querySelector('.ant-table-row-expand-icon')!);
    expect(screen.getByTestId('prompt-listen-welcome-1')).toHaveAttribute('src', '/api/v1/ivr/prompts/welcome/1/audio');
    const back = screen.getByTestId('prompt-publish-welcome-1');
    expect(within(back).getByText('回退到此版本')).toBeVisible();
    await userEvent.click(back);
    await userEvent.click(await screen.findByTestId('prompt-publish-yes'));
    await waitFor(() => expect(asked.some((each) => each.path === '/ivr/prompts/welcome/1/publish')).toBe(true));
  });

  it('are uploaded as they are', async () => {
    const asked = show(<PromptsPage />, { 'POST /ivr/prompts/hello': () => ({ body: { version: 1 } }) });
    await userEvent.click(await screen.findByTestId('prompt-new'));
    await userEvent.type(await screen.findByTestId('prompt-name'), 'hello');
    await userEvent.type(screen.getByTestId('prompt-label'), '问候');
    await userEvent.click(screen.getByTestId('prompt-kind-recorded'));
    await userEvent.click(screen.getByTestId('prompt-save'));
    expect(await screen.findByText('请选择 WAV 文件')).toBeVisible();
    await userEvent.upload(await screen.findByTestId('prompt-file'), new File(['RIFF'], 'hello.wav', { type: 'audio/wav' }));
    await userEvent.click(screen.getByTestId('prompt-save'));
    await waitFor(() => expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({ label: '问候', language: 'zh-CN', wav: 'UklGRg==' }));
  });
});

describe('two versions of a flow', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

  it('are laid over each other', () => {
    const after = ['a', 'b', 'x', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const lines = diffLines(before, after);
    expect(lines.filter((line) => line.kind !== 'added').map((line) => line.text)).toEqual(before);
    expect(lines.filter((line) => line.kind !== 'removed').map((line) => line.text)).toEqual(after);
    expect(lines.filter((line) => line.kind !== 'same')).toHaveLength(3);
    expect(folded(lines, 1).filter((line) => typeof line === 'number')).toEqual([1, 4]);
  });

  it('that are the same have no difference', () => {
    expect(diffLines(before, before).every((line) => line.kind === 'same')).toBe(true);
    expect(diffLines([], ['a'])).toEqual([{ kind: 'added', text: 'a' }]);
    expect(diffLines(['a'], [])).toEqual([{ kind: 'removed', text: 'a' }]);
  });
});
