// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { notices, type NoticeFilter } from '../api/matter';
import type { Notice, NoticeState, ReceivedText } from '../api/types';
import { shortDateTime } from '../app/format';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { isFailed, NoticeStateTag, Resend } from '../tickets/NoticeLine';
import { troubleFirst } from '../tickets/noticeListing';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { SlowInput } from '../widgets/SlowInput';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';

const STATES: NoticeState[] = ['FAILED', 'UNCERTAIN', 'WAITING', 'SENT', 'DELIVERED'];
const REFRESH_MS = 30_000;

export default function NoticesPage() {
  const { t } = useI18n();
  const [tab, setTab] = useState<'sent' | 'received'>('sent');
  const switcher = (
    <Segmented
      value={tab}
      onChange={setTab}
      options={(['sent', 'received'] as const).map((value) => ({ value, label: <span data-testid={`notices-${value}`}>{t(`notices.${value}`)}</span> }))}
    />
  );
  return tab === 'sent' ? <Sent switcher={switcher} /> : <Received switcher={switcher} />;
}

function Sent({ switcher }: { switcher: React.ReactNode }) {
  const { t, cause } = useI18n();
  const [filter, setFilter] = useState<NoticeFilter>({});
  const change = (part: Partial<NoticeFilter>) => setFilter({ ...filter, ...part });
  const pages = usePages(
    async (cursor, signal) => {
      const page = notices.list({ ...filter, cursor, limit: 50 }, signal);
      if (cursor || filter.state) return page;
      const [all, failed, uncertain] = await Promise.all([
        page,
        notices.list({ ...filter, state: 'FAILED', limit: 20 }, signal),
        notices.list({ ...filter, state: 'UNCERTAIN', limit: 20 }, signal),
      ]);
      return { ...all, items: troubleFirst([...failed.items, ...uncertain.items], all.items) };
    },
    JSON.stringify(filter),
    REFRESH_MS,
  );
  const { reload } = pages.rows;
  useLive('notice.changed', reload);
  useLive('gap', reload);
  const columns: TableColumnsType<Notice> = [
    { title: t('notice.state'), dataIndex: 'state', width: 100, render: (_, notice) => <NoticeStateTag state={notice.state} /> },
    { title: t('notice.to'), dataIndex: 'to', width: 130, render: (to: string) => <span className="num">{to}</span> },
    {
      title: t('notice.text'),
      dataIndex: 'text',
      width: 380,
      render: (text: string, notice) => (
        <>
          <span className="clamp" title={text}>
            {text}
          </span>
          {notice.code && (
            <span className="alarm small">
              {cause(notice.code)} {notice.reason && `(${notice.reason})`}
            </span>
          )}
        </>
      ),
    },
    { title: t('notice.attempts'), dataIndex: 'attempt', width: 60, align: 'right' },
    { title: t('notice.parts'), dataIndex: 'parts', width: 60, align: 'right', render: (n?: number) => n ?? '–' },
    { title: t('notice.createdAt'), dataIndex: 'createdAt', width: 124, render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('notice.deliveredAt'), dataIndex: 'deliveredAt', width: 124, render: (at?: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('common.actions'), width: 130, render: (_, notice) => <Resend notice={notice} onChanged={reload} /> },
  ];
  return (
    <PageFrame
      title={t('screen.notices')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          {switcher}
          <SlowInput placeholder={t('notice.findTo')} width={150} testId="notice-find" onChange={(to) => change({ to })} />
          <Select
            allowClear
            style={{ width: 120 }}
            placeholder={t('notice.state')}
            aria-label={t('notice.state')}
            data-testid="notice-filter-state"
            value={filter.state}
            onChange={(state?: NoticeState) => change({ state })}
            options={STATES.map((value) => ({ value, label: t(`noticeState.${value}`) }))}
          />
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={reload} />
        </>
      }
    >
      <AsyncTable<Notice>
        loaded={pages.rows}
        rowKey="id"
        columns={columns}
        sticky
        rowClassName={(notice) => (isFailed(notice) ? 'row-attention' : '')}
        empty={t(filter.state || filter.to ? 'common.noMatch' : 'notices.none')}
      />
    </PageFrame>
  );
}

function Received({ switcher }: { switcher: React.ReactNode }) {
  const { t } = useI18n();
  const pages = usePages((cursor, signal) => notices.texts({ cursor, limit: 50 }, signal), 'texts', REFRESH_MS);
  const columns: TableColumnsType<ReceivedText> = [
    { title: t('notice.receivedAt'), dataIndex: 'receivedAt', width: 130, render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('notice.from'), dataIndex: 'from', width: 140, render: (from: string) => <span className="num">{from}</span> },
    { title: t('notice.toHub'), dataIndex: 'to', width: 140, render: (to: string) => <span className="num">{to}</span> },
    { title: t('notice.text'), dataIndex: 'text', width: 480, render: (text: string) => <span className="summary-text">{text}</span> },
    { title: t('notice.channel'), dataIndex: 'channel', width: 120 },
  ];
  return (
    <PageFrame
      title={t('screen.notices')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          {switcher}
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
        </>
      }
    >
      <AsyncTable<ReceivedText> loaded={pages.rows} rowKey="id" columns={columns} sticky empty={t('notices.noneReceived')} />
    </PageFrame>
  );
}
