// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../api/types';
import { useSession } from '../app/session';
import { fakeHub } from '../test/samples';
import { ContactList } from './ContactList';

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:1');
  HTMLAnchorElement.prototype.click = vi.fn();
});

function show(scope: 'mine' | 'all', ...permissions: string[]) {
  useSession.setState({ status: 'active', session: { permissions } as unknown as Session });
  const asked = fakeHub({
    'GET /contacts': () => ({ body: { items: [] } }),
    'GET /categories': () => ({ body: [] }),
    'GET /contacts/mine/export': () => ({ body: 'id' }),
    'GET /contacts/export': () => ({ body: 'id' }),
  });
  render(
    <App>
      <ContactList scope={scope} title="list" />
    </App>,
  );
  return () => asked.map((each) => each.path.split('?')[0]).filter((path) => path?.endsWith('export'));
}

it('lets agents take their own contacts out, and no others', async () => {
  const exported = show('mine', 'contact:own');
  await userEvent.click(screen.getByTestId('contact-export'));
  await waitFor(() => expect(exported()).toEqual(['/contacts/mine/export']));
});

it('lets only those take out all contacts who may', async () => {
  show('all', 'contact:own', 'contact:read');
  expect(screen.queryByTestId('contact-export')).toBeNull();
});

it('takes all contacts out for those who may', async () => {
  const exported = show('all', 'contact:export');
  await userEvent.click(screen.getByTestId('contact-export'));
  await waitFor(() => expect(exported()).toEqual(['/contacts/export']));
});
