// SPDX-License-Identifier: Apache-2.0
import { CreditCardOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Spin } from 'antd';
import { useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { citizens } from '../api/matter';
import type { OrderView } from '../api/types';
import { dateTime, time } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { uuid } from '../app/uuid';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { ReasonForm } from './ReasonForm';

const OPERATION = 'card.report-loss';
const WATCH_MS = 3_000;
const CONFIRM = { danger: true, 'data-testid': 'loss-confirm' } as const;

/**
 * Reports a social security card as lost: a question before it, then where it stands until there is a receipt. The
 * request keeps its id until the hub has taken it, so that a press after a lost answer is no second report.
 */
export function LossReport({ citizenId, contactId }: { citizenId: string; contactId: string }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const request = useRef<string>(undefined);
  const [waiting, setWaiting] = useState(false);
  const orders = useLoad(
    (signal) =>
      citizens.orders(citizenId, contactId, signal).then((all) => {
        const mine = all.filter((order) => order.operation === OPERATION);
        setWaiting(mine.some((order) => order.state === 'WAITING'));
        return mine;
      }),
    `orders ${citizenId} ${contactId}`,
    waiting ? WATCH_MS : undefined,
  );
  useLive('citizen.order', orders.reload);
  const latest = orders.data?.[0];
  const report = () =>
    run(async () => {
      request.current ??= uuid();
      try {
        await citizens.order(citizenId, { contact: contactId, operation: OPERATION, content: {}, request: request.current });
        request.current = undefined;
      } catch (failure) {
        // Without an answer nobody knows; with a refusal the next press is a new request.
        if (failure instanceof ApiError && failure.status > 0 && failure.status < 500) request.current = undefined;
        throw failure;
      } finally {
        orders.reload();
      }
    });
  return (
    <div className="loss" data-testid="loss">
      {latest && <OrderLine key={latest.request} order={latest} citizenId={citizenId} contactId={contactId} onRetried={orders.reload} />}
      {(!latest || latest.state === 'DONE') && (
        <Popconfirm
          title={t('loss.confirm')}
          description={t(latest ? 'loss.again' : 'loss.confirmHint')}
          okText={t('loss.yes')}
          okButtonProps={CONFIRM}
          onConfirm={() => void report()}
        >
          <Button size="small" icon={<CreditCardOutlined />} loading={busy} data-testid="loss-report">
            {t('loss.report')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}

interface OrderLineProps {
  order: OrderView;
  citizenId: string;
  contactId: string;
  onRetried(): void;
}

const TONE = { WAITING: 'info', DONE: 'success', REJECTED: 'error', UNCERTAIN: 'warning' } as const;

function OrderLine({ order, citizenId, contactId, onRetried }: OrderLineProps) {
  const { t, cause } = useI18n();
  const [asking, setAsking] = useState(false);
  const receipt = typeof order.answer.receipt === 'string' ? order.answer.receipt : '';
  const reportedAt = typeof order.answer.reportedAt === 'string' ? order.answer.reportedAt : order.changedAt;
  const failed = order.state === 'REJECTED' || order.state === 'UNCERTAIN';
  return (
    <div data-testid="loss-order" data-state={order.state}>
      <Alert
        type={TONE[order.state]}
        showIcon
        icon={order.state === 'WAITING' ? <Spin size="small" /> : undefined}
        title={
          <>
            {t(`loss.${order.state}`, { at: time(order.at) })}
            {order.state === 'DONE' ? (
              <div className="small">
                {t('loss.receipt')} <b data-testid="loss-receipt">{receipt || '–'}</b> · {dateTime(reportedAt)}
              </div>
            ) : (
              order.code && <div className="small">{cause(order.code)}</div>
            )}
          </>
        }
        action={
          failed && !asking ? (
            <Button size="small" data-testid="loss-retry" onClick={() => setAsking(true)}>
              {t('common.retry')}
            </Button>
          ) : undefined
        }
      />
      {asking && (
        <ReasonForm
          title={t(order.state === 'UNCERTAIN' ? 'loss.retryUncertain' : 'loss.retryWhy')}
          submit={t('common.retry')}
          testId="loss"
          onCancel={() => setAsking(false)}
          onSubmit={async (reason) => {
            await citizens.retryOrder(citizenId, order.request, reason, contactId);
            setAsking(false);
            onRetried();
          }}
        />
      )}
    </div>
  );
}
