// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { LogEntry } from '../api/operations';
import { usePreferences } from '../app/preferences';
import LogsPage from '../pages/LogsPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { LogLink } from '../widgets/LogLink';

const CALL = '0199c0de-0000-7000-8000-00000000000a';
const entry = (change: Partial<LogEntry> = {}): LogEntry => ({
  at: '2026-01-05T01:00:00.123Z',
  level: 'INFO',
  logger: 'o.s.s.contact.Story',
  message: 'Offered by main',
  contact: CALL,
  ...change,
});

const show = (path: string) =>
  render(
    <App>
      <MemoryRouter initialEntries={[path]}>
        <Routes>
          <Route path="/logs/*" element={<LogsPage />} />
          <Route path="/contacts" element={<LogLink id={CALL} />} />
        </Routes>
      </MemoryRouter>
    </App>,
  );

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  signIn('log:read');
});

it('lists what was noted about a contact, and steps to others', async () => {
  const asked = fakeHub({
    'GET /logs': () => ({ body: { items: [entry({ level: 'WARN', message: 'the carrier is away', ticket: 't-1' }), entry()], cut: false } }),
  });
  show(`/logs/${CALL}`);
  const rows = await screen.findAllByTestId('log-entry');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toHaveTextContent('the carrier is away');
  expect(rows[0]).toHaveAttribute('data-level', 'WARN');
  expect(rows[1]).not.toHaveTextContent(CALL);
  expect(asked[0]?.path).toContain(`id=${CALL}`);
  await userEvent.click(within(rows[0]!).getByText(/t-1/));
  await vi.waitFor(() => expect(asked.at(-1)?.path).toContain('id=t-1'));
});

it('says how far a long search came, and goes on', async () => {
  const pages = [
    { items: [], next: 'a-1', reached: '2026-01-04T01:00:00Z', cut: true },
    { items: [entry({ message: 'long ago' })], cut: false },
  ];
  const asked = fakeHub({ 'GET /logs': () => ({ body: pages.shift() }) });
  show('/logs');
  const cut = await screen.findByTestId('logs-cut');
  expect(cut).toHaveTextContent('还没有查完');
  await userEvent.click(within(cut).getByRole('button'));
  expect(await screen.findByText('long ago')).toBeVisible();
  expect(asked.at(-1)?.path).toContain('cursor=a-1');
  expect(screen.queryByTestId('logs-cut')).toBeNull();
});

it('asks for words once the typing pauses, and shows a stack trace on demand', async () => {
  const asked = fakeHub({
    'GET /logs': () => ({ body: { items: [entry({ level: 'ERROR', more: 'java.lang.IllegalStateException' })], cut: false } }),
  });
  show('/logs');
  await screen.findByTestId('log-entry');
  expect(screen.queryByText('java.lang.IllegalStateException')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /expand row|展开行/i }));
  expect(await screen.findByText('java.lang.IllegalStateException')).toBeVisible();
  await userEvent.type(screen.getByTestId('logs-text'), 'broker');
  await vi.waitFor(() => expect(asked.at(-1)?.path).toContain('text=broker'));
});

it('is reached from a contact by those who may', async () => {
  fakeHub({ 'GET /logs': () => ({ body: { items: [entry()], cut: false } }) });
  const { unmount } = show('/contacts');
  await userEvent.click(screen.getByTestId('log-link'));
  expect(await screen.findByTestId('log-entry')).toBeVisible();
  unmount();
  signIn('contact:read');
  show('/contacts');
  expect(screen.queryByTestId('log-link')).toBeNull();
});
