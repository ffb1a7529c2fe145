// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeHub } from '../test/samples';
import { LoginPage } from './Login';
import { usePreferences } from './preferences';
import { useSession } from './session';

const session = {
  user: { id: 'u1', login: '8001', name: '林晓', roles: ['agent'], mustChangePassword: false },
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

  it('switches the language', async () => {
    await userEvent.click(screen.getByTestId('language-switch'));
    expect(screen.getByTestId('login-submit')).toHaveTextContent('Log in');
  });
});
