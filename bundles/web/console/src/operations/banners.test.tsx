// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AlarmView } from '../api/alarms';
import { usePreferences } from '../app/preferences';
import { useDesktop } from '../desktop/store';
import { tell } from '../live/topics';
import { fakeHub } from '../test/samples';
import { AlarmBanner, TelephonyNotice } from './Banners';

const alarm = (change: Partial<AlarmView> = {}): AlarmView => ({
  id: 'a1',
  rule: 'r1',
  metric: 'hub_link_down',
  series: 'of=pbx/main',
  level: 'CRITICAL',
  value: 1,
  raisedAt: '2026-01-05T01:00:00Z',
  times: 1,
  ...change,
});

const show = () =>
  render(
    <App>
      <MemoryRouter>
        <Routes>
          <Route path="/" element={<><AlarmBanner /><TelephonyNotice /></>} />
          <Route path="/alarms" element="the alarms" />
        </Routes>
      </MemoryRouter>
    </App>,
  );

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  useDesktop.setState({ agent: undefined });
});

it('names what is critical, leads there, and goes when it is over', async () => {
  let open = [alarm(), alarm({ id: 'a2', level: 'WARN' })];
  fakeHub({ 'GET /alarms/open': () => ({ body: open }), 'GET /plugins/outages': () => ({ body: { switches: [] } }) });
  show();
  expect(await screen.findByTestId('alarm-banner')).toHaveTextContent('外部链路中断');
  expect(screen.getByTestId('alarm-banner')).toHaveAttribute('data-count', '1');
  open = [alarm({ acknowledgedAt: '2026-01-05T01:01:00Z' })];
  tell('alarms.changed');
  await vi.waitFor(() => expect(screen.getByTestId('alarm-banner')).toHaveTextContent('已有人处理'));
  open = [];
  tell('alarms.changed');
  await vi.waitFor(() => expect(screen.queryByTestId('alarm-banner')).toBeNull());
  open = [alarm()];
  tell('alarms.changed');
  await userEvent.click(await screen.findByTestId('alarm-banner-open'));
  expect(await screen.findByText('the alarms')).toBeVisible();
});

it('tells an agent only of the own switch, without alarm', async () => {
  fakeHub({ 'GET /alarms/open': () => ({ body: [] }), 'GET /plugins/outages': () => ({ body: { switches: ['main'] } }) });
  useDesktop.setState({ agent: { pbx: 'other' } as never });
  const { unmount } = show();
  await vi.waitFor(() => expect(screen.queryByTestId('telephony-notice')).toBeNull());
  unmount();
  useDesktop.setState({ agent: { pbx: 'main' } as never });
  show();
  expect(await screen.findByTestId('telephony-notice')).toHaveTextContent('电话系统正在恢复');
});
