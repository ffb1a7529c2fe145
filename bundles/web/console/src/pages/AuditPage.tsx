// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined, SafetyOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Input, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { AuditEntry } from '../api/types';
import { may } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { dayRange } from '../widgets/dayRange';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';

interface Filter {
  from: string;
  to: string;
  actor?: string;
  operation?: string;
  object?: string;
}

const WORDS = [
  ['actor', 130],
  ['operation', 160],
  ['object', 160],
] as const;

export default function AuditPage() {
  const { t } = useI18n();
  const [filter, setFilter] = useState<Filter>(dayRange);
  const pages = usePages(
    (cursor, signal) => hub.audit({ ...filter, cursor, limit: 100 }, signal),
    JSON.stringify(filter),
  );
  const columns = useMemo<TableColumnsType<AuditEntry>>(
    () => [
      { title: t('audit.at'), dataIndex: 'at', width: 165, render: (at: string) => <span className="num">{dateTime(at)}</span> },
      {
        title: t('audit.actor'),
        dataIndex: 'actor',
        width: 130,
        render: (actor: string, entry) => <span title={actor}>{entry.actorLogin ?? actor}</span>,
      },
      { title: t('audit.operation'), dataIndex: 'operation', width: 190 },
      { title: t('audit.object'), dataIndex: 'object', width: 220, ellipsis: true },
      { title: t('audit.detail'), dataIndex: 'detail', width: 320, ellipsis: true, render: detailText },
      { title: t('audit.remote'), dataIndex: 'remote', width: 130 },
    ],
    [t],
  );
  return (
    <PageFrame
      title={t('audit.title')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          <VerifyButton />
          <ExportButton filter={filter} />
          <DatePicker.RangePicker
            showTime={{ format: 'HH:mm' }}
            format="MM-DD HH:mm"
            allowClear={false}
            aria-label={t('contact.range')}
            value={[dayjs(filter.from), dayjs(filter.to)]}
            onChange={(range) =>
              setFilter((now) => ({
                ...now,
                from: range?.[0]?.toISOString() ?? now.from,
                to: range?.[1]?.toISOString() ?? now.to,
              }))
            }
          />
          {WORDS.map(([name, width]) => (
            <Input.Search
              key={name}
              allowClear
              style={{ width }}
              placeholder={t(`audit.${name}`)}
              aria-label={t(`audit.${name}`)}
              title={t(`audit.${name}Hint`)}
              data-testid={`audit-${name}`}
              onSearch={(word) => setFilter((now) => ({ ...now, [name]: word.trim() || undefined }))}
            />
          ))}
        </>
      }
    >
      <AsyncTable<AuditEntry>
        loaded={pages.rows}
        rowKey={(entry) => `${entry.at} ${entry.actor} ${entry.operation} ${entry.object ?? ''}`}
        columns={columns}
        sticky
        empty={t('audit.none')}
      />
    </PageFrame>
  );
}

/** What the filter shows, as a file; the hub notes in the audit who took it. */
function ExportButton({ filter }: { filter: Filter }) {
  const { t } = useI18n();
  const allowed = useSession((state) => may(state.session, 'audit:export'));
  const [busy, run] = useAction();
  if (!allowed) return null;
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      data-testid="audit-export"
      title={t('audit.exportHint')}
      onClick={() => void run(() => hub.exportAudit({ ...filter }, `audit-${dayjs().format('YYYYMMDD-HHmm')}.csv`))}
    >
      {t('contact.export')}
    </Button>
  );
}

/** The entries are chained; a look at the chain tells whether anybody changed one. */
function VerifyButton() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const verify = () =>
    void run(async () => {
      const { intact, entriesChecked, brokenAt } = await hub.verifyAudit();
      if (intact) void message.success(t('audit.intact', { n: entriesChecked }));
      else void message.error(t('audit.broken', { at: brokenAt }), 0);
    });
  return (
    <Button icon={<SafetyOutlined />} loading={busy} onClick={verify}>
      {t('audit.verify')}
    </Button>
  );
}

function detailText(detail: unknown): string {
  if (detail === null || detail === undefined) return '–';
  return typeof detail === 'string' ? detail : JSON.stringify(detail);
}
