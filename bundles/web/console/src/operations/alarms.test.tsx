// SPDX-License-Identifier: Apache-2.0
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AlarmRuleView, AlarmView } from '../api/alarms';
import { usePreferences } from '../app/preferences';
import { tell } from '../live/topics';
import AlarmsPage from '../pages/AlarmsPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { AlarmBell } from './AlarmBell';

const alarm = (change: Partial<AlarmView> = {}): AlarmView => ({
  id: 'a1',
  rule: 'hub_disk_free_percent',
  metric: 'hub_disk_free_percent',
  series: 'of=home',
  level: 'CRITICAL',
  value: 3.14159,
  raisedAt: '2026-01-05T01:00:00Z',
  times: 3,
  ...change,
});

const rule = (change: Partial<AlarmRuleView> = {}): AlarmRuleView => ({
  id: 'r1',
  metric: 'hub_disk_free_percent',
  above: false,
  warn: 15,
  critical: 5,
  forSeconds: 30,
  tell: [],
  enabled: true,
  builtIn: true,
  ...change,
});

const show = () =>
  render(
    <App>
      <MemoryRouter>
        <AlarmsPage />
      </MemoryRouter>
    </App>,
  );

beforeEach(() => usePreferences.getState().setLanguage('zh'));

it('shows what is wrong; somebody takes care of it', async () => {
  signIn('alarm:read', 'alarm:manage');
  const asked = fakeHub({
    'GET /alarms/open': () => ({ body: [alarm()] }),
    'POST /alarms/a1/acknowledgement': () => ({ body: alarm({ acknowledgedBy: '林晓' }) }),
  });
  show();
  const row = await screen.findByTestId('alarm-hub_disk_free_percent');
  expect(row).toHaveTextContent('严重磁盘空间不足');
  expect(row).toHaveTextContent('of=home');
  expect(row).toHaveTextContent('3.14');
  expect(row).toHaveTextContent('反复 3 次');
  await userEvent.click(screen.getByTestId('alarm-acknowledge-hub_disk_free_percent'));
  await userEvent.type(await screen.findByTestId('alarm-note'), '正在清理{Enter}');
  await vi.waitFor(() => expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ note: '正在清理' }));
});

it('only shows, to those who may not manage alarms', async () => {
  signIn('alarm:read');
  fakeHub({ 'GET /alarms/open': () => ({ body: [alarm()] }), 'GET /alarm-rules': () => ({ body: [rule()] }) });
  show();
  expect(await screen.findByTestId('alarm-hub_disk_free_percent')).toBeVisible();
  expect(screen.queryByTestId('alarm-acknowledge-hub_disk_free_percent')).toBeNull();
  await userEvent.click(screen.getByTestId('alarms-rules'));
  expect(await screen.findByTestId('rule-hub_disk_free_percent')).toHaveTextContent('< 15');
  expect(screen.queryByTestId('rule-new')).toBeNull();
});

it('tells that nobody is told, and sends a test where somebody is', async () => {
  signIn('alarm:read', 'alarm:manage');
  let ways: string[] = [];
  const asked = fakeHub({
    'GET /alarms/open': () => ({ body: [] }),
    'GET /alarm-rules': () => ({ body: [rule()] }),
    'GET /alarm-rules/delivery': () => ({ body: { ways, recipients: [] } }),
    'POST /alarm-rules/test': () => ({ status: 204 }),
  });
  const first = show();
  await userEvent.click(screen.getByTestId('alarms-rules'));
  expect(await screen.findByTestId('alarm-delivery')).toHaveTextContent('还没有设置邮件或短信');
  expect(screen.queryByTestId('alarm-test')).toBeNull();
  first.unmount();
  ways = ['mail'];
  show();
  await userEvent.click(screen.getByTestId('alarms-rules'));
  await userEvent.type(await screen.findByTestId('alarm-test-to'), 'mail:li@example.org');
  await userEvent.click(screen.getByTestId('alarm-test'));
  await vi.waitFor(() => expect(asked.at(-1)?.body).toEqual({ to: 'mail:li@example.org' }));
});

it('the bell counts what nobody takes care of, at once when it changes', async () => {
  let fresh = 0;
  fakeHub({ 'GET /alarms/count': () => ({ body: { open: 2, fresh, worst: 'WARN' } }) });
  render(
    <MemoryRouter>
      <AlarmBell />
    </MemoryRouter>,
  );
  expect(await screen.findByTestId('alarm-bell')).toHaveAttribute('data-count', '0');
  fresh = 2;
  act(() => tell('alarms.changed'));
  await vi.waitFor(() => expect(screen.getByTestId('alarm-bell')).toHaveAttribute('data-count', '2'));
});
