// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import type { InstalledPlugin, PluginChange, PluginPreview } from '../api/plugins';
import { usePreferences } from '../app/preferences';
import PluginsPage from '../pages/PluginsPage';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';

const SHA = 'a'.repeat(64);
const PREVIEW: PluginPreview = {
  id: 'u1',
  fileName: 'sample.jar',
  revision: 'r1',
  plugins: [
    { name: 'org.sample', kind: 'UPDATE', from: '1.0.0', version: '1.1.0', sha256: SHA, size: 3, seam: 'business', problems: [], beside: true, notes: [{ code: 'plugins.note.unsigned', args: {} }], refreshed: [] },
  ],
};
const INSTALLED: InstalledPlugin = {
  name: 'org.sample',
  version: '1.1.0',
  wanted: 'STORED',
  revision: 'r2',
  beside: [{ version: '1.2.0', sha256: 'c'.repeat(64), shipped: false, running: true }],
  versions: [
    { version: '1.1.0', sha256: SHA, shipped: false, running: true },
    { version: '1.0.0', sha256: 'b'.repeat(64), shipped: true, running: false },
  ],
};
const CHANGE: PluginChange = {
  id: 'c1', batch: 'b1', plugin: 'org.sample', kind: 'UPDATE', fromVersion: '1.0.0', toVersion: '1.1.0', sha256: SHA, login: 'admin', way: 'console',
  begun: '2026-01-02T03:04:05Z', outcome: 'ROLLED_BACK', reason: { code: 'plugins.start.failed', args: { plugin: 'org.sample', fault: 'no licence' } },
};

const page = (preview: PluginPreview) => ({
  'GET /plugins': () => ({ body: [] }),
  'GET /plugins/installed': () => ({ body: [INSTALLED] }),
  'GET /plugins/changes': () => ({ body: { items: [CHANGE] } }),
  'POST /plugins/uploads': () => ({ body: { id: 'u1' } }),
  'PUT /plugins/uploads/u1/parts/0': () => ({ status: 204 }),
  'POST /plugins/uploads/u1/preview': () => ({ body: preview }),
  'POST /plugins/uploads/u1/install': () => ({ body: [CHANGE] }),
  'POST /plugins/installed/org.sample/roll-back': () => ({ body: CHANGE }),
});

function show() {
  render(
    <App>
      <PluginsPage />
    </App>,
  );
  return userEvent.setup({ applyAccept: false });
}

async function choose(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByTestId('plugin-upload-open'));
  await user.upload(await screen.findByTestId('plugin-file'), [
    new File(['jar'], 'sample.jar'),
    new File(['c2ln'], 'sample.jar.sig'),
  ]);
}

beforeEach(() => {
  usePreferences.getState().setLanguage('en');
  signIn('plugin:read', 'plugin:manage');
});

describe('an upload', () => {
  it('shows what would happen, then installs what was seen', async () => {
    const asked = fakeHub(page(PREVIEW));
    const user = show();
    await choose(user);
    expect(await screen.findByText('1.0.0 → 1.1.0')).toBeVisible();
    expect(screen.getByText('Nobody has signed this file')).toBeVisible();
    expect(asked.find((each) => each.path === '/plugins/uploads')?.body).toEqual({ fileName: 'sample.jar', size: 3, signature: 'c2ln' });
    expect(asked.find((each) => each.path.endsWith('/parts/0'))?.body).toEqual({ content: btoa('jar') });
    await user.click(screen.getByTestId('plugin-install'));
    expect(await screen.findByText(/does not start: no licence/)).toBeVisible();
    expect(asked.find((each) => each.path.endsWith('/install'))?.body).toEqual({ revision: 'r1', beside: false });
  });

  it('runs beside what runs if one wants that', async () => {
    const asked = fakeHub(page(PREVIEW));
    const user = show();
    await choose(user);
    await user.click(await screen.findByTestId('plugin-beside'));
    expect(await screen.findByText('1.0.0 + 1.1.0')).toBeVisible();
    await user.click(screen.getByTestId('plugin-install'));
    await waitFor(() => expect(asked.find((each) => each.path.endsWith('/install'))?.body).toEqual({ revision: 'r1', beside: true }));
  });

  it('with a problem cannot be installed', async () => {
    const problems = [{ code: 'plugins.package.missing', args: { plugin: 'org.sample', missing: 'com.absent' } }];
    fakeHub(page({ ...PREVIEW, plugins: PREVIEW.plugins.map((each) => ({ ...each, problems })) as PluginPreview['plugins'] }));
    const user = show();
    await choose(user);
    expect(await screen.findByText('org.sample needs what nobody offers: com.absent')).toBeVisible();
    expect(screen.getByTestId('plugin-install')).toBeDisabled();
  });

  it('is for those only who may', async () => {
    signIn('plugin:read');
    fakeHub(page(PREVIEW));
    show();
    expect(await screen.findByText('Versions')).toBeVisible();
    expect(screen.queryByTestId('plugin-upload-open')).toBeNull();
  });
});

it('goes back to a version that is kept', async () => {
  const asked = fakeHub(page(PREVIEW));
  const user = show();
  await user.click(await screen.findByText('Versions'));
  await user.click(await screen.findByTestId('back-to-1.0.0'));
  await user.click(await screen.findByTestId('plugin-wish-confirm'));
  await waitFor(() =>
    expect(asked.find((each) => each.path.endsWith('/roll-back'))?.body).toEqual({ sha256: 'b'.repeat(64), revision: 'r2' }),
  );
});
