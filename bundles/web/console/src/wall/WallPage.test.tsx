// SPDX-License-Identifier: Apache-2.0
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it } from 'vitest';
import { SupervisorMessages } from '../desktop/SupervisorMessages';
import { useDesktop } from '../desktop/store';
import { tell } from '../live/topics';
import WallPage from '../pages/WallPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { seat, wall, wallChange } from '../test/wall';

const ROW = { key: 'general', figures: { waiting: 2, connectRate: 70 } };
const BUSY = wall({
  figures: { waiting: 6, serviceLevel: 50 },
  thresholds: [
    { metric: 'waiting', below: false, warn: 5, alarm: 20 },
    { metric: 'serviceLevel', below: true, warn: 95, alarm: 80 },
  ],
  skills: [ROW],
  seats: [seat('8001'), seat('8002', { state: 'BUSY', contact: { id: 'k1', caller: '138****5678', skill: 'general' } })],
  waiting: [{ contactId: 'k2', caller: '139****0000', line: '12333', region: '440300000000', skill: 'general', since: '2026-01-05T01:00:00Z', place: 1 }],
});

beforeEach(() => useDesktop.setState({ live: 'open', reasons: [{ code: 'training', kind: 'NOT_READY', labelZh: '培训', labelEn: 'Training' }] }));

function show(answer: object = BUSY) {
  const asked = fakeHub({
    'GET /wall': () => ({ body: answer }),
    'GET /acd/skills': () => ({ body: [{ code: 'general', labelZh: '综合', labelEn: 'General' }] }),
    'POST /wall/agents/8001/message': () => ({ body: {} }),
    'POST /wall/agents/8001/state': () => ({ status: 204 }),
  });
  render(
    <App>
      <WallPage />
    </App>,
  );
  return asked;
}

it('shows figures with the words of their level, and follows live changes', async () => {
  signIn('wall:read');
  const asked = show();
  expect(await screen.findByTestId('figure-waiting')).toHaveTextContent('6 注意');
  expect(screen.getByTestId('figure-serviceLevel')).toHaveTextContent('50.0% 告警');
  act(() => tell('wall.changed', wallChange({ sequence: 8, figures: { waiting: 1 } })));
  expect(screen.getByTestId('figure-waiting')).toHaveAttribute('data-level', 'good');
  // A number is missing: read anew.
  act(() => tell('wall.changed', wallChange({ sequence: 12, figures: { waiting: 99 } })));
  expect(await screen.findByText('6')).toBeInTheDocument();
  expect(asked.filter((each) => each.path === '/wall')).toHaveLength(2);
});

it('leads from a row into its part', async () => {
  signIn('wall:read');
  const asked = show();
  fireEvent.click(within(await screen.findByTestId('row-general')).getByText('综合'));
  await expect.poll(() => asked.at(-1)?.path).toBe('/wall?skill=general');
});

it('is walked and acted upon by keyboard', async () => {
  signIn('wall:read', 'wall:act');
  const asked = show();
  (await screen.findByTestId('seat-8002')).focus();
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  const detail = await screen.findByTestId('seat-detail');
  fireEvent.change(within(detail).getByTestId('seat-message'), { target: { value: '请推迟小休' } });
  fireEvent.click(within(detail).getByTestId('seat-message-submit'));
  await expect.poll(() => asked.find((each) => each.method === 'POST')).toMatchObject({ path: '/wall/agents/8001/message', body: { text: '请推迟小休' } });
});

it('shows who only looks no way to act', async () => {
  signIn('wall:read');
  show();
  fireEvent.click(await screen.findByTestId('seat-8002'));
  const detail = await screen.findByTestId('seat-detail');
  expect(detail).toHaveTextContent('138****5678');
  expect(within(detail).queryByTestId('seat-message')).toBeNull();
});

it('lists who waits, and says where there is nothing', async () => {
  signIn('wall:read');
  show();
  fireEvent.click(await screen.findByText('排队（1）'));
  expect(screen.getByTestId('waiting-k2')).toHaveTextContent('139****0000');
  act(() => tell('wall.changed', wallChange({ sequence: 8, waiting: [] })));
  expect(screen.getByText('没有人在排队')).toBeInTheDocument();
});

it('tells of an empty floor', async () => {
  signIn('wall:read');
  show(wall());
  expect(await screen.findByText('没有可以查看的坐席')).toBeInTheDocument();
  expect(screen.getByText('今天还没有来电')).toBeInTheDocument();
});

it('fills the screen of the room, and Escape leads back', async () => {
  signIn('wall:read');
  show();
  // There is nothing to fill the screen with before the wall is read.
  await screen.findByTestId('wall-figures');
  fireEvent.click(screen.getByTestId('wall-big'));
  expect(within(screen.getByTestId('wall-screen')).getByTestId('figure-waiting')).toHaveTextContent('6');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByTestId('wall-screen')).toBeNull();
});

it('brings a message up on the desktop until it is acknowledged', async () => {
  const message = { id: 'm1', agentId: 'a1', from: '班长', text: '请推迟小休', sentAt: '2026-01-05T01:00:00Z' };
  const asked = fakeHub({
    'GET /wall/messages': () => ({ body: [] }),
    'POST /wall/messages/m1/acknowledgement': () => ({ status: 204 }),
  });
  render(
    <App>
      <SupervisorMessages />
    </App>,
  );
  await expect.poll(() => asked.length).toBe(1);
  act(() => tell('wall.message', message));
  expect(await screen.findByTestId('message-m1')).toHaveTextContent('请推迟小休');
  fireEvent.click(screen.getByTestId('message-acknowledge'));
  await expect.poll(() => screen.queryByTestId('supervisor-messages')).toBeNull();
  expect(asked.at(-1)?.path).toBe('/wall/messages/m1/acknowledgement');
});
