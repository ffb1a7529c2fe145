// SPDX-License-Identifier: Apache-2.0
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Permission, RoleView, Separation } from '../api/types';
import { usePreferences } from '../app/preferences';
import { zh } from '../i18n/zh';
import RolesPage from '../pages/RolesPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { byDomain, duties } from './model';

const CATALOGUE: Permission[] = [
  { code: 'audit:export', duty: 'audit' },
  { code: 'audit:read', duty: 'audit' },
  { code: 'queue:read' },
  { code: 'user:manage', duty: 'system' },
];
const AUDITOR: RoleView = { code: 'audit-administrator', builtIn: true, retired: false, permissions: ['audit:export', 'audit:read'], users: 1, version: 0 };
const OWN: RoleView = { code: 'inspector', names: { zh: '质检员', en: 'Inspector' }, builtIn: false, retired: false, permissions: ['queue:read'], users: 0, version: 3 };
const APART: Separation = { active: false, possible: false, missing: ['system'], conflicts: ['zhao'] };

function hub(separation = APART) {
  return fakeHub({
    'GET /roles': () => ({ body: [AUDITOR, OWN] }),
    'GET /permissions': () => ({ body: CATALOGUE }),
    'GET /separation': () => ({ body: separation }),
    'POST /roles': ({ body }) => ({ body }),
    'PUT /roles/inspector': ({ body }) => ({ body }),
    'PUT /separation': () => ({ body: { ...APART, active: true } }),
  });
}

const show = () =>
  render(
    <App>
      <RolesPage />
    </App>,
  );

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  signIn('role:manage', 'user:grant');
});

it('has a name in the screens for whatever the catalogue groups', () => {
  expect(byDomain(CATALOGUE).map(([domain, codes]) => [domain, codes.length])).toEqual([['audit', 2], ['queue', 1], ['user', 1]]);
  expect(duties(CATALOGUE, ['audit:read', 'queue:read'])).toEqual(['audit']);
  for (const { code } of CATALOGUE) expect(zh).toHaveProperty([`permission.${code}`]);
});

it('copies a role of every hub and warns of two duties in one hand', async () => {
  const asked = hub();
  show();
  await userEvent.click(await screen.findByTestId('role-copy-audit-administrator'));
  await userEvent.type(await screen.findByTestId('role-code'), 'helper');
  await userEvent.type(screen.getByTestId('role-zh'), '助理');
  await userEvent.type(screen.getByTestId('role-en'), 'Helper');
  expect(screen.queryByTestId('role-duties')).toBeNull();
  await userEvent.click(screen.getByRole('checkbox', { name: /新建、改名/ }));
  expect(await screen.findByTestId('role-duties')).toHaveTextContent('审计管理 + 系统管理');
  await userEvent.click(screen.getByTestId('role-save'));
  await vi.waitFor(() => expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    code: 'helper', names: { zh: '助理', en: 'Helper' }, permissions: ['audit:export', 'audit:read', 'user:manage'] }));
});

it('sends the version that was seen, and shows who was faster', async () => {
  const asked = hub();
  show();
  expect(screen.queryByTestId('role-edit-audit-administrator')).toBeNull();
  await userEvent.click(await screen.findByTestId('role-edit-inspector'));
  expect(await screen.findByTestId('role-code')).toBeDisabled();
  // The head of a group takes all of it.
  await userEvent.click(within(screen.getByTestId('permission-list')).getByRole('checkbox', { name: '审计' }));
  await userEvent.click(screen.getByTestId('role-save'));
  await vi.waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({
    names: OWN.names, permissions: ['queue:read', 'audit:export', 'audit:read'], version: 3 }));
});

it('tells what is missing before the duties can be separated', async () => {
  hub();
  show();
  expect(await screen.findByTestId('separation')).toHaveTextContent(/系统管理.*zhao/);
  expect(screen.getByTestId('separation-begin')).toBeDisabled();
});

it('lets those look who may not change', async () => {
  signIn('user:grant');
  hub({ ...APART, active: true });
  show();
  expect(await screen.findByText('质检员')).toBeVisible();
  expect(await screen.findByTestId('separation')).toHaveTextContent('已启用');
  expect(screen.queryByTestId('role-new')).toBeNull();
  expect(screen.queryByTestId('role-copy-audit-administrator')).toBeNull();
});
