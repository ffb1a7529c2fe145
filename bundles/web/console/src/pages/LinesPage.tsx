// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button, Input, Modal, Popconfirm, Tooltip, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { ANY_NUMBER, lines, type Line } from '../api/lines';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { LineForm } from '../lines/LineForm';
import { AsyncTable } from '../widgets/AsyncTable';
import { regionName } from '../widgets/region';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 30_000;

/** The hotline numbers, each with what belongs to it (T19). */
export default function LinesPage() {
  const { t, label, language } = useI18n();
  const all = useLoad((signal) => lines.all(signal), 'lines', REFRESH_MS);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Line | 'new'>();
  const wanted = search.trim().toLowerCase();
  const shown = all.data?.filter((line) =>
    [line.called, line.labelZh, line.labelEn, line.flow].some((text) => text?.toLowerCase().includes(wanted)),
  );
  const columns: TableColumnsType<Line> = [
    {
      title: t('lines.called'),
      dataIndex: 'called',
      width: 170,
      render: (called: string, line) => (
        <>
          <b className="num">{called}</b> <span className="quiet small">{called === ANY_NUMBER ? t('lines.any') : label(line)}</span>
        </>
      ),
    },
    { title: t('lines.region'), dataIndex: 'region', width: 100, render: (region: string) => regionName(region, language) },
    { title: t('lines.flow'), dataIndex: 'flow', width: 110 },
    { title: t('lines.greeting'), width: 130, render: (_, line) => <Greeting line={line} /> },
    { title: t('lines.notice'), dataIndex: 'recordingNotice', width: 120, render: (name?: string) => name ?? '–' },
    {
      title: t('lines.calendar'),
      dataIndex: 'calendar',
      width: 150,
      render: (code: string | undefined, line) =>
        code ? (
          <>
            {code} <span className={line.open ? 'state-pill pill-ok' : 'state-pill'}>{t(line.open ? 'lines.open' : 'lines.closed')}</span>
          </>
        ) : (
          <span className="quiet">{t('lines.always')}</span>
        ),
    },
    { title: t('lines.skill'), dataIndex: 'skill', width: 100, render: (skill?: string) => skill ?? '–' },
    { title: t('lines.callers'), dataIndex: 'callers', width: 70, align: 'right', render: (n: number) => <span className="num">{n}</span> },
    {
      title: t('users.enabledState'),
      dataIndex: 'enabled',
      width: 90,
      render: (enabled: boolean) => (
        <span className="dot-tag">
          <i style={{ background: `var(--sn-${enabled ? 'ready' : 'out'})` }} aria-hidden />
          {t(enabled ? 'users.enabled' : 'users.disabled')}
        </span>
      ),
    },
    {
      title: t('common.actions'),
      width: 140,
      render: (_, line) => (
        <>
          <Button size="small" data-testid={`line-edit-${line.called}`} onClick={() => setEditing(line)}>
            {t('common.edit')}
          </Button>{' '}
          {line.called !== ANY_NUMBER && <Remove line={line} onDone={all.reload} />}
        </>
      ),
    },
  ];
  return (
    <PageFrame
      title={t('lines.title')}
      tools={
        <>
          <Input
            allowClear
            style={{ width: 220 }}
            value={search}
            placeholder={t('lines.search')}
            aria-label={t('lines.search')}
            data-testid="line-search"
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button type="primary" icon={<PlusOutlined />} data-testid="line-new" onClick={() => setEditing('new')}>
            {t('common.create')}
          </Button>
        </>
      }
    >
      <AsyncTable<Line>
        loaded={{ ...all, data: shown }}
        rowKey="called"
        columns={columns}
        sticky
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        empty={wanted ? t('common.noMatch') : t('lines.none')}
      />
      <Modal
        open={editing !== undefined}
        title={editing === 'new' ? t('lines.new') : t('lines.edit', { called: editing?.called })}
        footer={null}
        width={520}
        style={{ top: 20 }}
        destroyOnHidden
        onCancel={() => setEditing(undefined)}
      >
        {editing && (
          <LineForm
            line={editing === 'new' ? undefined : editing}
            onSaved={() => {
              setEditing(undefined);
              all.reload();
            }}
          />
        )}
      </Modal>
    </PageFrame>
  );
}

function Greeting({ line }: { line: Line }) {
  const { t } = useI18n();
  if (!line.greeting) return <>–</>;
  return (
    <>
      {line.greeting}{' '}
      {!line.greetingSpoken && (
        <Tooltip title={t('lines.greetingUnspoken')}>
          <WarningOutlined tabIndex={0} aria-label={t('lines.greetingUnspoken')} style={{ color: 'var(--sn-ringing)' }} />
        </Tooltip>
      )}
    </>
  );
}

function Remove({ line, onDone }: { line: Line; onDone(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const remove = () =>
    void run(async () => {
      await lines.remove(line.called);
      void message.success(t('common.saved'));
      onDone();
    });
  return (
    <Popconfirm title={t('lines.remove', { called: line.called })} onConfirm={remove}>
      <Button size="small" danger loading={busy} data-testid={`line-remove-${line.called}`}>
        {t('common.remove')}
      </Button>
    </Popconfirm>
  );
}
