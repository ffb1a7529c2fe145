// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeHub } from '../test/samples';
import { LoginPage } from './Login';
import { usePreferences } from './preferences';
import { useSession } from './session';

const session = {
  user: { id: 'u1', login: '8001', name: '林晓', roles: ['agent'], mustChangePassword: false, mustSetUpSecondFactor: false },
  permissions: [],
  csrfToken: 'csrf-9',
  expiresAt: '2026-01-05T09:00:00Z',
};

async function logIn(password: string) {
  const user = userEvent.setup();
  await user.type(screen.getByTestId('login-user'), '8001');
  await user.type(screen.getByTestId('login-password'), `${password}{Enter}`);
}

beforeEach(() => {
  useSession.setState({ status: 'anonymous', session: undefined });
  usePreferences.getState().setLanguage('zh');
  render(
    <App>
      <LoginPage />
    </App>,
  );
});

describe('logging in', () => {
  it('opens the session and carries its token from then on', async () => {
    const asked = fakeHub({ 'POST /session': () => ({ body: session }), 'DELETE /x': () => ({ status: 204 }) });
    await logIn('right');
    expect(useSession.getState()).toMatchObject({ status: 'active', session: { csrfToken: 'csrf-9' } });
    expect(asked[0]?.body).toEqual({ login: '8001', password: 'right' });
  });

  it('tells a wrong password and empties the field', async () => {
    fakeHub({ 'POST /session': () => ({ status: 401, body: { code: 'security.login.failed' } }) });
    await logIn('wrong');
    expect(await screen.findByText('账号或密码不正确')).toBeVisible();
    expect(screen.getByTestId('login-password')).toHaveValue('');
  });

  it('counts the seconds down when the hub throttles', async () => {
    fakeHub({
      'POST /session': () => ({ status: 429, body: { code: 'security.login.throttled', args: { retryAfterSeconds: 30 } } }),
    });
    await logIn('wrong');
    expect(await screen.findByText(/请在 (30|29) 秒后重试/)).toBeVisible();
    expect(screen.getByTestId('login-submit')).toBeDisabled();
  });

  it('asks for the code of those who have a second factor, with what was typed before', async () => {
    const asked = fakeHub({
      'POST /session': ({ body }) =>
        (body as { code?: string }).code === '123456'
          ? { body: session }
          : { status: 401, body: { code: (body as { code?: string }).code ? 'security.login.code-wrong' : 'security.login.code-needed' } },
    });
    await logIn('right');
    const user = userEvent.setup();
    await user.type(await screen.findByTestId('login-code'), '654321{Enter}');
    expect(await screen.findByText(/动态码不正确或已用过/)).toBeVisible();
    expect(screen.getByTestId('login-code')).toHaveValue('');
    await user.type(screen.getByTestId('login-code'), ' 123456 {Enter}');
    await vi.waitFor(() => expect(useSession.getState().status).toBe('active'));
    expect(asked.at(-1)?.body).toEqual({ login: '8001', password: 'right', code: '123456' });
  });

  it('begins anew with another name', async () => {
    fakeHub({ 'POST /session': () => ({ status: 401, body: { code: 'security.login.code-needed' } }) });
    await logIn('right');
    await screen.findByTestId('login-code');
    await userEvent.click(screen.getByText('换人登录'));
    expect(screen.queryByTestId('login-code')).toBeNull();
    expect(screen.getByTestId('login-password')).toHaveValue('');
  });

  it('switches the language', async () => {
    await userEvent.click(screen.getByTestId('language-switch'));
    expect(screen.getByTestId('login-submit')).toHaveTextContent('Log in');
  });
});
