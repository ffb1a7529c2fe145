// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { settingsHub, type SettingsGroup, type SettingsInstance } from '../api/settings';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ConfigDrawer, type OpenConfig } from '../settings/ConfigDrawer';
import { search } from '../settings/model';
import { NewInstance } from '../settings/NewInstance';
import '../settings/settings.css';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

type Row = SettingsInstance & { group: SettingsGroup };

const rowsOf = (groups: SettingsGroup[]): Row[] =>
  groups.flatMap((group) => group.instances.map((instance) => ({ ...instance, group })));

export default function SettingsPage() {
  const { t, language } = useI18n();
  const groups = useLoad((signal) => settingsHub.groups(language, signal), language);
  const allowed = useSession((state) => may(state.session, 'config:edit'));
  const [words, setWords] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [open, setOpen] = useState<OpenConfig>();
  const [making, setMaking] = useState(false);
  const columns = useColumns(setOpen);
  const rows = useMemo(
    () => rowsOf(search(groups.data ?? [], words)).filter((row) => !onlyChanged || row.changed > 0 || !row.readable),
    [groups.data, onlyChanged, words],
  );
  return (
    <PageFrame
      title={t('settings.title')}
      tools={
        <>
          <Input.Search allowClear style={{ width: 260 }} placeholder={t('settings.search')} aria-label={t('settings.search')} data-testid="settings-search" onChange={(event) => setWords(event.target.value)} />
          <Checkbox checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)}>
            {t('settings.onlyChanged')}
          </Checkbox>
          {allowed && (
            <Button type="primary" icon={<PlusOutlined />} data-testid="settings-new" onClick={() => setMaking(true)}>
              {t('settings.new')}
            </Button>
          )}
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={groups.reload} />
        </>
      }
    >
      <AsyncTable<Row>
        loaded={{ ...groups, data: groups.data && rows }}
        rowKey="id"
        columns={columns}
        sticky
        pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
        empty={t('settings.none')}
        emptyHint={t('settings.noneHint')}
      />
      <ConfigDrawer config={open} onClose={() => setOpen(undefined)} onChanged={groups.reload} />
      <NewInstance
        open={making}
        factories={(groups.data ?? []).filter((group) => group.factory)}
        onClose={() => setMaking(false)}
        onCreated={(form) => {
          setMaking(false);
          groups.reload();
          setOpen({ id: form.id, title: `${form.name} · ${form.instance}`, instance: form.instance });
        }}
      />
    </PageFrame>
  );
}

function useColumns(open: (config: OpenConfig) => void): TableColumnsType<Row> {
  const { t } = useI18n();
  return useMemo(
    () => [
      {
        title: t('settings.what'),
        width: 300,
        render: (_, row) => (
          <>
            <Button
              type="link"
              className="settings-open"
              data-testid={`open-${row.id}`}
              onClick={() => open({ id: row.id, title: [row.group.name, row.instance].filter(Boolean).join(' · '), instance: row.instance })}
            >
              {row.group.name}
              {row.instance && ` · ${row.instance}`}
            </Button>
            <div className="quiet small">{row.group.help}</div>
          </>
        ),
      },
      { title: 'PID', dataIndex: 'id', width: 260, render: (id: string) => <code className="small">{id}</code> },
      {
        title: t('settings.bundle'),
        width: 240,
        render: (_, row) => (
          <span className="small">
            {row.group.bundle} <span className="quiet">{row.group.version}</span>
          </span>
        ),
      },
      {
        title: t('settings.state'),
        width: 180,
        render: (_, row) => (
          <>
            {!row.readable && <Tag color="error">{t('settings.unreadableShort')}</Tag>}
            {row.problems > 0 && <Tag color="error">{t('settings.problems', { count: row.problems })}</Tag>}
            {row.changed > 0 ? <Tag color="processing">{t('settings.changed', { count: row.changed })}</Tag> : <span className="quiet">{t('settings.allDefault')}</span>}
          </>
        ),
      },
    ],
    [open, t],
  );
}
