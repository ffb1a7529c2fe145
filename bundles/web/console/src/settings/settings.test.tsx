// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SettingsField, SettingsForm } from '../api/settings';
import { usePreferences } from '../app/preferences';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { ConfigForm } from './ConfigForm';
import { changesOf, request, search, unitOf } from './model';

const field = (id: string, more: Partial<SettingsField> = {}): SettingsField => ({
  id,
  name: id,
  help: `help of ${id}`,
  type: 'TEXT',
  list: false,
  secret: false,
  defaults: [''],
  options: [],
  set: true,
  values: ['x'],
  ...more,
});

const PORT = field('port', { type: 'INTEGER', defaults: ['5038'], values: ['6000'], min: 1, max: 65535 });
const FORM: SettingsForm = {
  id: 'sample.link-main',
  pid: 'sample.link',
  factory: true,
  instance: 'main',
  bundle: 'sample.link',
  version: '1.0.0',
  name: 'Link',
  help: '',
  revision: 'r1',
  file: true,
  readable: true,
  inForce: true,
  testable: true,
  fields: [PORT, field('secret', { secret: true, values: ['env:X'], defaults: ['env:X'], set: false, secretFound: false })],
  unknown: [{ key: 'older', values: ['1'] }],
};

beforeEach(() => {
  usePreferences.getState().setLanguage('en');
  signIn('config:read', 'config:edit');
});

describe('the form', () => {
  const show = () =>
    render(
      <App>
        <ConfigForm id="sample.link-main" />
      </App>,
    );
  const change = async (value: string) => {
    const user = userEvent.setup();
    await user.clear(await screen.findByTestId('setting-port'));
    await user.type(screen.getByTestId('setting-port'), value);
    await user.click(screen.getByTestId('settings-save'));
    await user.click(await screen.findByTestId('settings-confirm'));
  };

  it('shows limits, defaults and whether a secret is there', async () => {
    fakeHub({ 'GET /settings/sample.link-main': () => ({ body: FORM }) });
    show();
    expect(await screen.findByText('range 1 – 65535 · default 5038')).toBeVisible();
    expect(screen.getByText('secret not found')).toBeVisible();
    expect(screen.getByText('older')).toBeVisible();
    expect(screen.getByTestId('settings-save')).toBeDisabled();
  });

  it('lists the changes, then sends only them', async () => {
    const asked = fakeHub({
      'GET /settings/sample.link-main': () => ({ body: FORM }),
      'PUT /settings/sample.link-main': () => ({ body: { ...FORM, revision: 'r2' } }),
    });
    show();
    await change('7000');
    expect(await screen.findByText('Saved and in force')).toBeVisible();
    expect(asked.find((each) => each.method === 'PUT')?.body).toEqual({ revision: 'r1', values: { port: ['7000'] }, reset: [] });
  });

  it('tells a refusal at its field', async () => {
    const problems = [{ field: 'port', code: 'max', args: { max: '65535' } }];
    fakeHub({
      'GET /settings/sample.link-main': () => ({ body: FORM }),
      'PUT /settings/sample.link-main': () => ({ status: 422, body: { code: 'settings.invalid', args: { problems } } }),
    });
    show();
    await change('70000');
    expect(await screen.findByTestId('problem-port')).toHaveTextContent('More than 65535');
    expect(screen.getByTestId('setting-port')).toHaveValue('70000');
  });

  it('shows what another administrator has changed and keeps what was typed', async () => {
    let looks = 0;
    const theirs = { ...FORM, revision: 'r2', fields: [{ ...PORT, values: ['6500'] }, FORM.fields[1]] };
    fakeHub({
      'GET /settings/sample.link-main': () => ({ body: looks++ === 0 ? FORM : theirs }),
      'PUT /settings/sample.link-main': () => ({ status: 409, body: { code: 'settings.changed', args: { login: 'wang' } } }),
    });
    show();
    await change('7000');
    const told = await screen.findByTestId('settings-theirs');
    expect(told).toHaveTextContent('wang changed this meanwhile');
    expect(told).toHaveTextContent('port 6000 → 6500');
    expect(screen.getByTestId('setting-port')).toHaveValue('7000');
  });

  it('tries what was typed, and says what is wrong', async () => {
    const answers = [
      { works: false, code: 'probe.refused', args: { host: '10.0.0.1', port: 7000 }, millis: 12 },
      { works: true, peer: 'Asterisk Call Manager/9.0.0', args: {}, millis: 40 },
    ];
    const asked = fakeHub({
      'GET /settings/sample.link-main': () => ({ body: FORM }),
      'POST /settings/sample.link-main/test': () => ({ body: answers.shift() }),
    });
    show();
    const user = userEvent.setup();
    await user.clear(await screen.findByTestId('setting-port'));
    await user.type(screen.getByTestId('setting-port'), '7000');
    await user.click(screen.getByTestId('settings-test'));
    expect(await screen.findByTestId('settings-trial')).toHaveTextContent('Nobody listens at 10.0.0.1:7000');
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ values: { port: ['7000'] }, reset: [] });
    await user.type(screen.getByTestId('setting-port'), '1');
    expect(screen.queryByTestId('settings-trial')).toBeNull();
    await user.click(screen.getByTestId('settings-test'));
    expect(await screen.findByTestId('settings-trial')).toHaveTextContent('Asterisk Call Manager/9.0.0');
  });

  it('has no test where the connector offers none', async () => {
    fakeHub({ 'GET /settings/sample.link-main': () => ({ body: { ...FORM, testable: false } }) });
    show();
    expect(await screen.findByTestId('settings-save')).toBeVisible();
    expect(screen.queryByTestId('settings-test')).toBeNull();
  });

  it('is only read without the permission to edit', async () => {
    signIn('config:read');
    fakeHub({ 'GET /settings/sample.link-main': () => ({ body: FORM }) });
    show();
    expect(await screen.findByTestId('setting-port')).toBeDisabled();
    expect(screen.queryByTestId('settings-save')).toBeNull();
  });
});

describe('what was typed', () => {
  it('is a change only if it differs', () => {
    expect(changesOf(FORM, { port: ['6000'] })).toEqual([]);
    expect(changesOf(FORM, { secret: null })).toEqual([]);
    const changes = changesOf(FORM, { port: null, older: null });
    expect(request(changes)).toEqual({ values: {}, reset: ['port', 'older'] });
  });

  it('has the unit of its key', () => {
    expect(['loginTimeoutMs', 'historyDays', 'cacheLimitMiB', 'port'].map(unitOf)).toEqual(['ms', 'd', 'MiB', undefined]);
  });
});

it('finds settings by file, name and bundle', () => {
  const group = { ...FORM, instances: [{ id: 'sample.link-main', instance: 'main', connector: 'Switch', readable: true, changed: 1, problems: 0 }] };
  expect(search([group], 'swi')).toHaveLength(1);
  expect(search([group], 'LINK-MAIN')).toHaveLength(1);
  expect(search([group], 'other')).toHaveLength(0);
});
