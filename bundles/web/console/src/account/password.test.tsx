// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it, vi } from 'vitest';
import { PasswordForm } from '../app/Password';
import { usePreferences } from '../app/preferences';
import { ResetPassword } from '../pages/ResetPassword';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';

const RULES = { minLength: 10, maxLength: 128, kinds: 3, longFrom: 16, history: 5, maxAgeDays: 90 };
const weak = (rule: string) => ({ status: 422, body: { code: 'security.password.weak', args: { ...RULES, rule }, traceId: 'abc' } });

async function change(oldPassword: string, newPassword: string) {
  const user = userEvent.setup();
  await user.type(screen.getByTestId('password-old'), oldPassword);
  await user.type(screen.getByTestId('password-new'), newPassword);
  await user.type(screen.getByTestId('password-repeat'), `${newPassword}{Enter}`);
}

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  signIn('user:manage');
});

it('says beforehand what is asked, and at the field which rule was broken', async () => {
  fakeHub({ 'GET /session/password-rules': () => ({ body: RULES }), 'PUT /session/password': () => weak('used-before') });
  render(
    <App>
      <PasswordForm />
    </App>,
  );
  expect(await screen.findByTestId('password-hint')).toHaveTextContent('至少 10 个字符；不足 16 个字符时');
  await change('old', 'Lotus-blooms-01');
  const told = await screen.findByText('不能与最近 5 个密码相同');
  expect(told.closest('.ant-form-item-explain-error')).toBeTruthy();
});

it('tells a wrong old password at its own field', async () => {
  fakeHub({
    'GET /session/password-rules': () => ({ body: { ...RULES, kinds: 0, history: 0 } }),
    'PUT /session/password': () => ({ status: 422, body: { code: 'security.password.wrong' } }),
  });
  render(
    <App>
      <PasswordForm />
    </App>,
  );
  await vi.waitFor(() => expect(screen.getByTestId('password-hint')).toHaveTextContent(/^至少 10 个字符$/));
  await change('guess', 'Lotus-blooms-01');
  expect((await screen.findByText('密码不正确')).closest('.ant-form-item-explain-error')).toBeTruthy();
});

it('tells administrators too, and stays open', async () => {
  const close = vi.fn();
  fakeHub({ 'GET /session/password-rules': () => ({ body: RULES }), 'POST /users/u2/password-reset': () => weak('common') });
  render(
    <App>
      <ResetPassword user={{ id: 'u2', name: '何静' } as never} onClose={close} />
    </App>,
  );
  await userEvent.type(screen.getByTestId('reset-password'), 'P@ssw0rd-123456{Enter}');
  expect(await screen.findByText('太常见，容易被猜中')).toBeVisible();
  expect(close).not.toHaveBeenCalled();
});
