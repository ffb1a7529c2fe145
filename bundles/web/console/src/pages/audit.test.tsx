// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { expect, it, vi } from 'vitest';
import { usePreferences } from '../app/preferences';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import AuditPage from './AuditPage';

const entry = { at: '2026-01-05T01:00:00Z', actor: 'USER:u2', actorLogin: 'banzhang', operation: 'ticket:export', object: 'tickets', detail: {} };

const show = () =>
  render(
    <App>
      <AuditPage />
    </App>,
  );

it('shows logins, searches by object and exports what is shown', async () => {
  usePreferences.getState().setLanguage('zh');
  signIn('audit:read', 'audit:export');
  URL.createObjectURL = () => 'blob:audit';
  URL.revokeObjectURL = () => {};
  const asked = fakeHub({ 'GET /audit': () => ({ body: { items: [entry] } }), 'GET /audit/export': () => ({ body: 'x' }) });
  show();
  expect(await screen.findByText('banzhang')).toBeVisible();
  await userEvent.type(screen.getByPlaceholderText('对象'), 'ticket{Enter}');
  await vi.waitFor(() => expect(asked.at(-1)?.path).toMatch(/^\/audit\?.*object=ticket/));
  await userEvent.click(screen.getByTestId('audit-export'));
  await vi.waitFor(() => expect(asked.at(-1)?.path).toMatch(/^\/audit\/export\?from=.*&to=.*&object=ticket$/));
});

it('offers no export to those who may only read', async () => {
  signIn('audit:read');
  fakeHub({ 'GET /audit': () => ({ body: { items: [entry] } }) });
  show();
  expect(await screen.findByText('banzhang')).toBeVisible();
  expect(screen.queryByTestId('audit-export')).toBeNull();
});
