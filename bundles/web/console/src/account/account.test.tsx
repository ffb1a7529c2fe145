// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { account } from '../api/account';
import { usePreferences } from '../app/preferences';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { browserName } from './browser';
import { SecondFactorPanel } from './SecondFactorPanel';
import { SecondFactorSetUp } from './SecondFactorSetUp';
import { SessionList } from './SessionList';

const CODES = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
const URI = 'otpauth://totp/Shuniu:8001?secret=ABC&issuer=Shuniu';
const now = '2026-01-05T01:00:00Z';
const session = (id: string, current: boolean) => ({
  id,
  since: now,
  usedAt: now,
  expiresAt: now,
  address: `10.0.0.${id}`,
  browser: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0',
  current,
});

const show = (element: React.ReactElement) => render(<App>{element}</App>);

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  signIn('acd:self');
});

describe('setting up a second factor', () => {
  it('goes from the password over the picture to the recovery codes, which must be kept', async () => {
    const done = vi.fn();
    const asked = fakeHub({
      'POST /session/second-factor': () => ({ body: { secret: 'ABCDEFGH', uri: URI } }),
      'PUT /session/second-factor': () => ({ body: { codes: CODES } }),
    });
    const user = userEvent.setup();
    const { container } = show(<SecondFactorSetUp onDone={done} />);
    await user.type(screen.getByTestId('factor-password'), 'right{Enter}');
    expect(await screen.findByTestId('factor-secret')).toHaveTextContent('ABCDEFGH');
    expect(container.querySelector('.ant-qrcode svg')).toBeTruthy();
    await user.type(screen.getByTestId('factor-code'), '123456{Enter}');
    expect(await screen.findByText(CODES[1]!)).toBeVisible();
    expect(screen.getByTestId('recovery-done')).toBeDisabled();
    await user.click(screen.getByText('我已妥善保存恢复码'));
    await user.click(screen.getByTestId('recovery-done'));
    expect(done).toHaveBeenCalledOnce();
    expect(asked.map((each) => each.body)).toEqual([{ password: 'right' }, { code: '123456' }]);
  });

  it('tells a wrong password in the form', async () => {
    fakeHub({ 'POST /session/second-factor': () => ({ status: 422, body: { code: 'security.password.wrong' } }) });
    show(<SecondFactorSetUp onDone={() => {}} />);
    await userEvent.type(screen.getByTestId('factor-password'), 'x{Enter}');
    expect(await screen.findByText('密码不正确')).toBeVisible();
  });
});

describe('the account', () => {
  it('turns the second factor off with both factors', async () => {
    let since: string | undefined = now;
    const asked = fakeHub({
      'GET /session/second-factor': () => ({ body: { since, recoveryCodesLeft: since ? 2 : 0 } }),
      'POST /session/second-factor/removal': () => {
        since = undefined;
        return { status: 204 };
      },
    });
    const user = userEvent.setup();
    show(<SecondFactorPanel />);
    expect(await screen.findByText('还剩 2 个恢复码')).toBeVisible();
    await user.click(screen.getByText('关闭双因素认证'));
    await user.type(screen.getByTestId('proof-password'), 'right');
    await user.type(screen.getByTestId('proof-code'), '123456');
    await user.click(screen.getByTestId('proof-submit'));
    expect(await screen.findByTestId('factor-set-up')).toBeVisible();
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ password: 'right', code: '123456' });
  });

  it('ends other sessions, never the one that asks', async () => {
    let all = [session('1', true), session('2', false), session('3', false)];
    fakeHub({
      'GET /sessions': () => ({ body: all }),
      'DELETE /sessions/2': () => {
        all = all.filter((each) => each.id !== '2');
        return { status: 204 };
      },
      'DELETE /sessions': () => {
        all = all.filter((each) => each.current);
        return { status: 204 };
      },
    });
    const user = userEvent.setup();
    show(<SessionList of="own" read={account.sessions} end={account.endSession} endAll={account.endOtherSessions} endAllLabel="结束其他" />);
    await user.click(await screen.findByTestId('session-end-2'));
    await vi.waitFor(() => expect(screen.queryByText('10.0.0.2')).toBeNull());
    expect(screen.queryByTestId('session-end-1')).toBeNull();
    // It takes no click while the other one is ended.
    await vi.waitFor(() => expect(screen.getByTestId('sessions-end-all')).not.toHaveClass('ant-btn-loading'));
    await user.click(screen.getByTestId('sessions-end-all'));
    await user.click(await screen.findByText(/^(确 ?定|OK)$/));
    await vi.waitFor(() => expect(screen.queryByText('10.0.0.3')).toBeNull());
    expect(screen.getByTestId('sessions-end-all')).toBeDisabled();
  });
});

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0', 'Edge 126 · Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128 · Linux'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36', 'Chrome 126 · Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari 17 · iOS'],
  ['curl/8.5.0', 'curl/8.5.0'],
  [undefined, '–'],
])('names the browser of %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
