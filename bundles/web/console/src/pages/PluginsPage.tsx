// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Tabs, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { Plugin, PluginState } from '../api/types';
import { may } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ChangeHistory } from '../plugins/ChangeHistory';
import { InstalledList } from '../plugins/InstalledList';
import { PluginUpload } from '../plugins/PluginUpload';
import { PluginDrawer } from '../settings/PluginDrawer';
import { pluginColour } from '../theme';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 5_000;

type Tab = 'instances' | 'versions' | 'history';

/** What runs, which versions of it are kept, what was done to it, and the way in for new ones. */
export default function PluginsPage() {
  const { t } = useI18n();
  const allowed = useSession((state) => may(state.session, 'plugin:manage'));
  const [tab, setTab] = useState<Tab>('instances');
  const [uploading, setUploading] = useState(false);
  const follow = () => {
    setUploading(false);
    setTab('history');
  };
  return (
    <PageFrame
      title={t('plugins.title')}
      tools={
        allowed && (
          <Button type="primary" icon={<UploadOutlined />} data-testid="plugin-upload-open" onClick={() => setUploading(true)}>
            {t('plugins.upload')}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key as Tab)}
        destroyOnHidden
        items={[
          { key: 'instances', label: t('plugins.instances'), children: <InstanceList /> },
          { key: 'versions', label: t('plugins.versions'), children: <InstalledList onStarted={follow} /> },
          { key: 'history', label: t('plugins.history'), children: <ChangeHistory /> },
        ]}
      />
      <PluginUpload open={uploading} onClose={() => setUploading(false)} onStarted={follow} />
    </PageFrame>
  );
}

function InstanceList() {
  const { t, word, cause } = useI18n();
  const [open, setOpen] = useState<Plugin>();
  const plugins = useLoad((signal) => hub.plugins(signal), 'plugins', REFRESH_MS);
  const columns = useMemo<TableColumnsType<Plugin>>(
    () => [
      { title: t('plugins.seam'), dataIndex: 'seam', width: 90 },
      { title: t('plugins.instance'), dataIndex: 'instance', width: 140, render: (name: string, plugin) => (
          <Button type="link" style={{ padding: 0 }} data-testid={`plugin-${name}`} onClick={() => setOpen(plugin)}>
            <b>{name}</b>
          </Button>
        ) },
      {
        title: t('plugins.state'),
        dataIndex: 'state',
        width: 100,
        render: (state: string) => (
          <span className="state-pill" style={{ background: pluginColour(state as PluginState) }}>
            {word('pluginState', state)}
          </span>
        ),
      },
      { title: t('plugins.reason'), dataIndex: 'reason', width: 200, render: (reason?: string) => (reason ? <span title={reason}>{cause(reason)}</span> : '–') },
      { title: t('plugins.since'), dataIndex: 'since', width: 165, render: (at: string) => <span className="num">{dateTime(at)}</span> },
      {
        title: t('plugins.capabilities'),
        dataIndex: 'capabilities',
        width: 280,
        render: (names: string[]) => names.map((name) => <Tag key={name}>{name}</Tag>),
      },
      {
        title: t('plugins.bundle'),
        dataIndex: 'bundle',
        width: 260,
        render: (bundle: string, plugin) => (
          <span className="small">
            {bundle} <span className="quiet">{plugin.version}</span>
          </span>
        ),
      },
    ],
    [cause, t, word],
  );
  return (
    <>
      <Button className="gap-below" icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={plugins.reload} />
      <AsyncTable<Plugin>
        loaded={plugins}
        rowKey={(plugin) => `${plugin.bundle}/${plugin.instance}`}
        columns={columns}
        sticky
        empty={t('plugins.none')}
        emptyHint={t('plugins.noneHint')}
      />
      <PluginDrawer
        plugin={open && (plugins.data?.find((each) => each.bundle === open.bundle && each.instance === open.instance) ?? open)}
        onClose={() => setOpen(undefined)}
        onChanged={plugins.reload}
      />
    </>
  );
}
