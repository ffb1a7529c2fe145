// SPDX-License-Identifier: Apache-2.0
import { Spin, Tag, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { pluginHub, type PluginChange } from '../api/plugins';
import { dateTime } from '../app/format';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';
import { CauseText } from './CauseText';

const REFRESH_MS = 1_500;
const COLOUR: Record<string, string> = { DONE: 'green', ROLLED_BACK: 'orange', FAILED: 'red', REFUSED: 'red', INTERRUPTED: 'orange', RUNNING: 'blue' };

/** Who changed which plugin when, how far it is, how it ended and why. */
export function ChangeHistory() {
  const { t, word } = useI18n();
  const pages = usePages((cursor, signal) => pluginHub.changes({ cursor, limit: 20 }, signal), 'changes', REFRESH_MS);
  const columns = useMemo<TableColumnsType<PluginChange>>(
    () => [
      { title: t('plugins.at'), dataIndex: 'begun', width: 165, render: (at: string) => <span className="num">{dateTime(at)}</span> },
      { title: t('plugins.name'), dataIndex: 'plugin', width: 270 },
      { title: t('plugins.what'), dataIndex: 'kind', width: 90, render: (kind: string) => word('pluginKind', kind) },
      {
        title: t('plugins.version'),
        width: 150,
        render: (_, change) => <span title={change.sha256}>{`${change.fromVersion ?? '–'} → ${change.toVersion ?? '–'}`}</span>,
      },
      { title: t('plugins.who'), width: 110, render: (_, change) => change.login ?? word('pluginWay', change.way) },
      { title: t('plugins.outcome'), dataIndex: 'outcome', width: 150, render: (_, change) => <Outcome change={change} /> },
      { title: t('plugins.reason'), dataIndex: 'reason', width: 340, render: (_, change) => (change.reason ? <CauseText cause={change.reason} /> : '–') },
    ],
    [t, word],
  );
  return (
    <div data-testid="plugin-history">
      <AsyncTable<PluginChange>
        loaded={pages.rows}
        rowKey="id"
        columns={columns}
        sticky
        empty={t('plugins.noChanges')}
        onRow={(change) => ({ 'data-testid': `change-${change.toVersion ?? 'none'}`, 'data-outcome': change.outcome }) as object}
      />
      <Pager pages={pages} />
    </div>
  );
}

function Outcome({ change }: { change: PluginChange }) {
  const { word } = useI18n();
  const running = change.outcome === 'RUNNING';
  return (
    <Tag color={COLOUR[change.outcome]}>
      {running && <Spin size="small" />} {running && change.step ? word('pluginStep', change.step) : word('pluginOutcome', change.outcome)}
    </Tag>
  );
}
