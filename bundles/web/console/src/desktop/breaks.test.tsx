// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it } from 'vitest';
import type { AgentView } from '../api/types';
import { BreakRequests } from '../pages/BreakRequests';
import { agent, fakeHub } from '../test/samples';
import { AgentBar } from './AgentBar';
import { applyEvent, EMPTY } from './model';
import { useDesktop } from './store';

const SINCE = '2026-01-05T01:00:00Z';
const WAITING = { agentId: 'a1', name: '林晓', number: '8001', reason: 'break', since: SINCE, state: 'BUSY' as const };

beforeEach(() => useDesktop.setState({ ...EMPTY, breakRequests: undefined, live: 'open', reasons: [] }));

function showBar(breakRequest: AgentView['breakRequest']) {
  useDesktop.setState({ agent: agent({ breakRequest }), noAgent: false });
  render(
    <App>
      <AgentBar />
    </App>,
  );
}

it('shows a break that was applied for, and withdraws it', async () => {
  const asked = fakeHub({ 'DELETE /acd/me/break-request': () => ({ body: agent() }) });
  showBar({ reason: 'break', since: SINCE, state: 'PENDING' });
  expect(screen.getByTestId('break-notice')).toHaveTextContent('小休申请中');
  await userEvent.click(screen.getByTestId('break-withdraw'));
  expect(asked.map((each) => `${each.method} ${each.path}`)).toEqual(['DELETE /acd/me/break-request']);
  expect(screen.queryByTestId('break-notice')).toBeNull();
});

it('shows why a break was refused', () => {
  showBar({ reason: 'break', since: SINCE, state: 'REFUSED', remark: '高峰时段' });
  expect(screen.getByTestId('break-notice')).toHaveTextContent('高峰时段');
});

function showRequests(manages: boolean) {
  render(
    <App>
      <BreakRequests manages={manages} onDone={() => {}} />
    </App>,
  );
}

it('lets a supervisor grant, and refuse with a reason', async () => {
  const asked = fakeHub({
    'GET /acd/break-requests': () => ({ body: [WAITING] }),
    'POST /acd/break-requests/a1/grant': () => ({ body: agent() }),
    'POST /acd/break-requests/a1/refuse': () => ({ body: agent() }),
  });
  showRequests(true);
  await userEvent.click(await screen.findByTestId('break-grant'));
  await userEvent.click(screen.getByTestId('break-refuse'));
  await userEvent.type(screen.getByRole('textbox', { name: '说明不批准的原因' }), '高峰时段');
  await userEvent.click(screen.getAllByRole('button', { name: '不批准' }).at(-1)!);
  const posted = asked.filter((each) => each.method === 'POST');
  expect(posted.map((each) => each.path)).toEqual(['/acd/break-requests/a1/grant', '/acd/break-requests/a1/refuse']);
  expect(posted[1]?.body).toEqual({ reason: '高峰时段' });
});

it('takes no room while nobody waits, and follows the live list', async () => {
  fakeHub({ 'GET /acd/break-requests': () => ({ body: [WAITING] }) });
  showRequests(false);
  expect(await screen.findByTestId('break-grant')).toBeDisabled();
  useDesktop.setState((now) => applyEvent(now, 'break-requests', []));
  await expect.poll(() => screen.queryByTestId('break-requests')).toBeNull();
});
