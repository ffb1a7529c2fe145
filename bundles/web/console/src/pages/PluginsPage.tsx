// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { Plugin, PluginState } from '../api/types';
import { dateTime } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { PluginDrawer } from '../settings/PluginDrawer';
import { pluginColour } from '../theme';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 5_000;

export default function PluginsPage() {
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
    <PageFrame
      title={t('plugins.title')}
      tools={<Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={plugins.reload} />}
    >
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
    </PageFrame>
  );
}
