// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { businessOrders } from '../api/matter';
import type { BusinessOrder } from '../api/types';
import { may } from '../app/access';
import { shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';

const STATES = ['REJECTED', 'UNCERTAIN', 'OPEN', 'DONE'] as const;
const TONE: Record<string, string> = { OPEN: 'talking', DONE: 'ready', REJECTED: 'busy', UNCERTAIN: 'ringing' };
const REFRESH_MS = 10_000;

/** Orders to business systems, for those who watch over them. Content is never shown. */
export default function OrdersPage() {
  const { t, word, cause } = useI18n();
  const [state, setState] = useState<string>();
  const pages = usePages((cursor, signal) => businessOrders.list({ state, cursor, limit: 50 }, signal), `orders ${state ?? ''}`, REFRESH_MS);
  const mayTrace = useSession((session) => may(session.session, 'trace:read'));
  const columns: TableColumnsType<BusinessOrder> = [
    {
      title: t('orders.state'),
      dataIndex: 'state',
      width: 100,
      render: (code: string) => (
        <span className="dot-tag">
          <i style={{ background: `var(--sn-${TONE[code] ?? 'quiet'})` }} aria-hidden />
          {word('orderState', code)}
        </span>
      ),
    },
    { title: t('orders.operation'), dataIndex: 'operation', width: 140, render: (code: string) => word('businessOperation', code) },
    { title: t('orders.link'), dataIndex: 'link', width: 120 },
    { title: t('orders.tries'), dataIndex: 'tries', width: 60, align: 'right' },
    { title: t('orders.code'), dataIndex: 'code', width: 300, render: (code?: string) => (code ? <span className="alarm">{cause(code)}</span> : '–') },
    { title: t('orders.acceptedAt'), dataIndex: 'acceptedAt', width: 124, render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    {
      title: t('orders.endedAt'),
      width: 160,
      render: (_, order) => (
        <span className="num">{order.endedAt ? shortDateTime(order.endedAt) : order.due ? t('orders.due', { at: shortDateTime(order.due) }) : '–'}</span>
      ),
    },
    {
      title: t('common.actions'),
      width: 150,
      render: (_, order) => (
        <>
          <RetryButton order={order} onDone={pages.rows.reload} />
          {mayTrace && <Link to={`/trace/${order.matter}`}>{t('screen.trace')}</Link>}
        </>
      ),
    },
  ];
  return (
    <PageFrame
      title={t('screen.orders')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          <Select
            allowClear
            style={{ width: 130 }}
            placeholder={t('orders.state')}
            aria-label={t('orders.state')}
            data-testid="orders-filter-state"
            value={state}
            onChange={(value?: string) => setState(value)}
            options={STATES.map((value) => ({ value, label: t(`orderState.${value}`) }))}
          />
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
        </>
      }
    >
      <AsyncTable<BusinessOrder>
        loaded={pages.rows}
        rowKey="request"
        columns={columns}
        sticky
        rowClassName={(order) => (isStuck(order) ? 'row-attention' : '')}
        empty={t(state ? 'common.noMatch' : 'orders.none')}
      />
    </PageFrame>
  );
}

function isStuck(order: BusinessOrder): boolean {
  return order.state === 'REJECTED' || order.state === 'UNCERTAIN';
}

/** What is uncertain may have been done: the person is told before it is ordered once more. */
function RetryButton({ order, onDone }: { order: BusinessOrder; onDone(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const allowed = useSession((state) => may(state.session, 'business:retry'));
  const [busy, run] = useAction();
  if (!allowed || !isStuck(order)) return null;
  const retry = () =>
    void run(async () => {
      await businessOrders.retry(order.request);
      void message.success(t('orders.retried'));
      onDone();
    });
  return (
    <Popconfirm title={t(order.state === 'UNCERTAIN' ? 'orders.retryUncertain' : 'orders.retryConfirm')} onConfirm={retry}>
      <Button size="small" loading={busy} data-testid={`order-retry-${order.request}`}>
        {t('common.retry')}
      </Button>
    </Popconfirm>
  );
}
