// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { DeadLetter } from '../api/operations';
import { usePreferences } from '../app/preferences';
import DeadLettersPage from '../pages/DeadLettersPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { DeadLetterBadge } from './DeadLetterBadge';

const letter = (change: Partial<DeadLetter> = {}): DeadLetter => ({
  id: 'd1',
  consumer: 'services.ticket',
  key: 'k1',
  messageId: 'm1',
  type: 'ticket.opened/1',
  reason: 'no such department',
  behind: false,
  waiting: 2,
  tries: 5,
  parkedAt: '2026-01-05T01:00:00Z',
  ...change,
});

const LIST = { items: [letter(), letter({ id: 'd2', messageId: 'm2', behind: true, waiting: 0, reason: 'behind' })] };

const show = () =>
  render(
    <App>
      <MemoryRouter>
        <DeadLettersPage />
      </MemoryRouter>
    </App>,
  );

beforeEach(() => usePreferences.getState().setLanguage('zh'));

async function choose(message: string) {
  await userEvent.click(within(await screen.findByTestId(`letter-${message}`)).getByRole('checkbox'));
}

it('says why, what waits behind, and gives the chosen ones again', async () => {
  signIn('plugin:read', 'bus:manage');
  const asked = fakeHub({
    'GET /dead-letters': () => ({ body: LIST }),
    'POST /dead-letters/redelivery': () => ({ body: { done: 1, refused: [] } }),
  });
  show();
  const row = await screen.findByTestId('letter-m1');
  expect(row).toHaveTextContent('no such department');
  expect(row).toHaveTextContent('后面有 2 条在等');
  expect(screen.getByTestId('letter-m2')).toHaveTextContent('排在后面等待');
  expect(screen.getByTestId('dead-redeliver')).toBeDisabled();
  await choose('m1');
  await userEvent.click(screen.getByTestId('dead-redeliver'));
  await vi.waitFor(() => expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ ids: ['d1'] }));
});

it('discards with a reason only, and lets those behind go on', async () => {
  signIn('plugin:read', 'bus:manage');
  const asked = fakeHub({
    'GET /dead-letters': () => ({ body: LIST }),
    'POST /dead-letters/discard': () => ({ body: { done: 1, refused: [] } }),
  });
  show();
  await choose('m1');
  await userEvent.click(screen.getByTestId('dead-discard'));
  expect(await screen.findByTestId('discard-submit')).toBeDisabled();
  await userEvent.type(screen.getByTestId('discard-reason'), '测试数据');
  await userEvent.click(screen.getByTestId('discard-submit'));
  await vi.waitFor(() =>
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ ids: ['d1'], reason: '测试数据', release: true }),
  );
});

it('only shows, to those who may not manage the bus', async () => {
  signIn('plugin:read');
  fakeHub({ 'GET /dead-letters': () => ({ body: LIST }) });
  show();
  expect(await screen.findByTestId('letter-m1')).toBeVisible();
  expect(screen.queryByTestId('dead-redeliver')).toBeNull();
  expect(screen.queryByTestId('letter-show-m1')).toBeNull();
});

it('shows the masked envelope', async () => {
  signIn('plugin:read', 'bus:manage');
  fakeHub({
    'GET /dead-letters': () => ({ body: LIST }),
    'GET /dead-letters/d1': () => ({ body: { letter: letter(), envelope: '{ "name" : "***" }' } }),
  });
  show();
  await userEvent.click(await screen.findByTestId('letter-show-m1'));
  expect(await screen.findByTestId('letter-detail')).toHaveTextContent('"name" : "***"');
});

it('counts in the menu, and is silent while all is well', async () => {
  let failed = 3;
  fakeHub({ 'GET /dead-letters/count': () => ({ body: { failed, behind: 9 } }) });
  const first = render(<DeadLetterBadge />);
  expect(await screen.findByTestId('dead-letter-badge')).toHaveTextContent('3');
  first.unmount();
  failed = 0;
  const { container } = render(<DeadLetterBadge />);
  await vi.waitFor(() => expect(container).toBeEmptyDOMElement());
});
