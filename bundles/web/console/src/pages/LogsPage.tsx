// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Input, Select, Tag, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { logs, type LogEntry, type LogFilter } from '../api/operations';
import { dateTime, time } from '../app/format';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import '../operations/operations.css';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { SlowInput } from '../widgets/SlowInput';
import { TraceLink } from '../widgets/TraceLink';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';

const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG'];
const COLOURS: Record<string, string> = { FATAL: 'red', ERROR: 'red', WARN: 'orange', INFO: 'blue' };
const PAGE = 100;

/** What this hub noted, by contact, ticket, level, words and time (M3). Newest first. */
export default function LogsPage() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const id = useParams()['*'] || undefined;
  const [words, setWords] = useState<Omit<LogFilter, 'id'>>({});
  const [cut, setCut] = useState<string>();
  const filter = useMemo<LogFilter>(() => ({ ...words, id }), [words, id]);
  const pages = usePages(async (cursor, signal) => {
    const page = await logs.search({ ...filter, cursor, limit: PAGE }, signal);
    setCut(page.cut ? page.reached : undefined);
    return page;
  }, JSON.stringify(filter));
  const columns = useColumns(id);
  return (
    <PageFrame
      title={t('screen.logs')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          {id && <TraceLink id={id} />}
          <Export filter={filter} />
          <Input.Search
            key={id}
            allowClear
            style={{ width: 300 }}
            defaultValue={id}
            maxLength={64}
            placeholder={t('logs.id')}
            aria-label={t('logs.id')}
            data-testid="logs-id"
            onSearch={(typed) => void navigate(`/logs/${encodeURIComponent(typed.trim())}`)}
          />
          <SlowInput placeholder={t('logs.text')} width={170} testId="logs-text" onChange={(text) => setWords((now) => ({ ...now, text }))} />
          <Select
            allowClear
            style={{ width: 120 }}
            placeholder={t('logs.level')}
            aria-label={t('logs.level')}
            data-testid="logs-level"
            options={LEVELS.map((level) => ({ value: level, label: t('logs.from', { level }) }))}
            onChange={(level?: string) => setWords((now) => ({ ...now, level }))}
          />
          <DatePicker.RangePicker
            showTime={{ format: 'HH:mm' }}
            format="MM-DD HH:mm"
            aria-label={t('contact.range')}
            value={words.from && words.to ? [dayjs(words.from), dayjs(words.to)] : null}
            onChange={(range) => setWords((now) => ({ ...now, from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() }))}
          />
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
        </>
      }
    >
      {cut && pages.next && (
        <Alert
          className="gap-below"
          type="info"
          showIcon
          data-testid="logs-cut"
          title={t('logs.cut', { at: dateTime(cut) })}
          action={
            <Button size="small" onClick={pages.next}>
              {t('logs.further')}
            </Button>
          }
        />
      )}
      <AsyncTable<LogEntry & { key: number }>
        loaded={{ ...pages.rows, data: pages.rows.data?.map((entry, key) => ({ ...entry, key })) }}
        rowKey="key"
        columns={columns}
        sticky
        expandable={{
          rowExpandable: (entry) => entry.more !== undefined,
          expandedRowRender: (entry) => <pre className="envelope">{entry.more}</pre>,
        }}
        onRow={(entry) => ({ 'data-testid': 'log-entry', 'data-level': entry.level }) as object}
        empty={t('logs.none')}
        emptyHint={t('logs.noneHint')}
      />
    </PageFrame>
  );
}

function useColumns(id?: string): TableColumnsType<LogEntry & { key: number }> {
  const { t } = useI18n();
  return useMemo(
    () => [
      { title: t('logs.at'), dataIndex: 'at', width: 150, render: (at: string) => <span className="num">{`${dayjs(at).format('MM-DD')} ${time(at)}.${dayjs(at).format('SSS')}`}</span> },
      { title: t('logs.level'), dataIndex: 'level', width: 80, render: (level: string) => <Tag color={COLOURS[level]}>{level}</Tag> },
      {
        title: t('logs.message'),
        dataIndex: 'message',
        render: (message: string, entry) => (
          <div className="log-message">
            {message}
            <div className="quiet small">
              {entry.logger} {entry.type && <code>{entry.type}</code>} <Subjects entry={entry} id={id} />
            </div>
          </div>
        ),
      },
    ],
    [t, id],
  );
}

/** Whom an entry is about: a step to all that was noted of it. */
function Subjects({ entry, id }: { entry: LogEntry; id?: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const subjects = [
    ['contact', entry.contact],
    ['ticket', entry.ticket],
    ['matter', entry.matter],
  ] as const;
  return subjects.map(
    ([kind, subject]) =>
      subject &&
      subject !== id && (
        <Button key={kind} type="link" size="small" onClick={() => void navigate(`/logs/${encodeURIComponent(subject)}`)}>
          {t(`logs.${kind}`)} {subject}
        </Button>
      ),
  );
}

/** What the filter finds, as a file; the hub notes in the audit who took it. */
function Export({ filter }: { filter: LogFilter }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      data-testid="logs-export"
      title={t('logs.exportHint')}
      onClick={() => void run(() => logs.export(filter, `hub-log-${dayjs().format('YYYYMMDD-HHmm')}.txt`))}
    >
      {t('contact.export')}
    </Button>
  );
}
