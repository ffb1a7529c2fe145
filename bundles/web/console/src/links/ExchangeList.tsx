// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Drawer, Select, Skeleton, type TableColumnsType } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { links, type BusinessLink, type ExchangeFilter, type LinkExchange } from '../api/links';
import { may } from '../app/access';
import { dateTime, shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { SlowInput } from '../widgets/SlowInput';
import { usePages } from '../widgets/usePages';
import { pretty } from './pretty';

/** What went over a link's wire, masked, newest first. */
export function ExchangeList({ link }: { link: BusinessLink }) {
  const { t, cause } = useI18n();
  const [filter, setFilter] = useState<ExchangeFilter>({});
  const [open, setOpen] = useState<LinkExchange>();
  const pages = usePages((cursor, signal) => links.exchanges(link.name, { ...filter, cursor, limit: 50 }, signal), `${link.name} ${JSON.stringify(filter)}`);
  const change = (part: ExchangeFilter) => setFilter((before) => ({ ...before, ...part }));
  const columns: TableColumnsType<LinkExchange> = [
    {
      title: t('links.at'),
      width: 130,
      render: (_, exchange) => (
        <Button type="link" size="small" className="num" data-testid={`exchange-${exchange.id}`} onClick={() => setOpen(exchange)}>
          {shortDateTime(exchange.at)}
        </Button>
      ),
    },
    { title: t('links.direction'), dataIndex: 'direction', width: 60, render: (code: 'IN' | 'OUT') => t(`links.direction.${code}`) },
    { title: t('links.operation'), dataIndex: 'operation', width: 150, render: (code: string) => <code className="small">{code}</code> },
    {
      title: t('links.outcome'),
      dataIndex: 'outcome',
      width: 220,
      render: (code: string) => (code === 'answered' ? t('links.answered') : <span className="alarm">{cause(code)}</span>),
    },
    { title: t('links.took'), dataIndex: 'tookMs', width: 90, align: 'right', render: (ms: number) => <span className="num">{milliseconds(ms)}</span> },
    { title: t('links.matter'), dataIndex: 'matter', width: 160, render: (matter?: string) => <Matter id={matter} /> },
    { title: t('links.request'), dataIndex: 'request', width: 160, render: (request: string) => <code className="small">{request}</code> },
  ];
  return (
    <>
      <div className="filters links-filters">
        <DatePicker.RangePicker
          showTime
          size="small"
          aria-label={t('links.at')}
          onChange={(range) => change({ from: iso(range?.[0]), until: iso(range?.[1]) })}
        />
        <Select
          allowClear
          size="small"
          style={{ width: 170 }}
          placeholder={t('links.operation')}
          aria-label={t('links.operation')}
          value={filter.operation}
          onChange={(operation?: string) => change({ operation })}
          options={link.operations.map(({ name }) => ({ value: name, label: name }))}
        />
        <Select
          allowClear
          size="small"
          style={{ width: 130 }}
          placeholder={t('links.outcome')}
          aria-label={t('links.outcome')}
          data-testid="exchange-outcome"
          value={filter.outcome}
          onChange={(outcome?: string) => change({ outcome })}
          options={[
            { value: 'answered', label: t('links.answered') },
            { value: 'failed', label: t('links.failedOnly') },
            ...['business.refused', 'business.timeout', 'business.link.offline', 'business.reply.invalid'].map((value) => ({ value, label: cause(value) })),
          ]}
        />
        <SlowInput width={180} placeholder={t('links.matter')} onChange={(matter) => change({ matter })} testId="exchange-matter" />
        <SlowInput width={180} placeholder={t('links.request')} onChange={(request) => change({ request })} testId="exchange-request" />
        <Button size="small" icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
      </div>
      <AsyncTable<LinkExchange>
        loaded={pages.rows}
        rowKey="id"
        columns={columns}
        empty={t(Object.values(filter).some(Boolean) ? 'common.noMatch' : 'links.noExchanges')}
      />
      <Pager pages={pages} />
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} size={760} title={open && `${open.operation} · ${dateTime(open.at)}`} destroyOnHidden>
        {open && <Texts link={link.name} exchange={open} />}
      </Drawer>
    </>
  );
}

const iso = (moment?: Dayjs | null) => moment?.toISOString();

/** 0.4 → "0.4 ms", 1250 → "1,250 ms". */
export const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')} ms`;

function Matter({ id }: { id?: string }) {
  const mayTrace = useSession((state) => may(state.session, 'trace:read'));
  if (!id) return '–';
  return mayTrace ? <Link to={`/trace/${id}`}>{id}</Link> : <code className="small">{id}</code>;
}

/** What was sent and received; that somebody looked is in the audit. */
function Texts({ link, exchange }: { link: string; exchange: LinkExchange }) {
  const { t, describe } = useI18n();
  const { data, failure } = useLoad((signal) => links.exchange(link, exchange.id, signal), exchange.id);
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (!data) return <Skeleton active />;
  if (!data.sent && !data.received) return <p className="quiet">{t('links.noTexts')}</p>;
  return (
    <>
      <p className="quiet small">{t('links.maskedHint')}</p>
      <h3>{t('links.sent')}</h3>
      <pre className="json" data-testid="exchange-sent">
        {data.sent ? pretty(data.sent) : t('links.nothing')}
      </pre>
      <h3>{t('links.received')}</h3>
      <pre className="json" data-testid="exchange-received">
        {data.received ? pretty(data.received) : t('links.nothing')}
      </pre>
    </>
  );
}
