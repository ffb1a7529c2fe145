// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import { App } from 'antd';
import { expect, it } from 'vitest';
import { fakeHub } from '../test/samples';
import { Gate } from './Gate';
import { usePreferences } from './preferences';
import { useSession } from './session';

it('goes on by itself when a part of the hub that was away is back', async () => {
  usePreferences.getState().setLanguage('zh');
  useSession.setState({ status: 'unknown', session: undefined });
  let away = true;
  fakeHub({ 'GET /session': () => (away ? { status: 503, body: { code: 'rest.resource.away' } } : { status: 401, body: { code: 'security.session.none' } }) });
  render(
    <App>
      <Gate />
    </App>,
  );
  expect(await screen.findByText('连接不上平台服务')).toBeVisible();
  away = false;
  expect(await screen.findByTestId('login-user')).toBeVisible();
});
