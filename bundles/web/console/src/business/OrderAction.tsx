// SPDX-License-Identifier: Apache-2.0
import { FormOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Spin } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { citizens } from '../api/matter';
import type { OrderView } from '../api/types';
import { time } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { uuid } from '../app/uuid';
import { ReasonForm } from '../citizen/ReasonForm';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import type { PartProps } from './QueryPart';
import { askedOf, contentOf, defaultsOf, documentOf, problemOf, type OperationDocument, type Values } from './schema';
import { SchemaForm } from './SchemaForm';
import { SchemaResult } from './SchemaResult';

const WATCH_MS = 3_000;

/**
 * Has a business system do something: its form and a question before it, then where it stands until it is done. The
 * request keeps its id until the hub has taken it, so that a press after a lost answer is no second order.
 */
export function OrderAction({ offer, citizenId, contactId, testId }: PartProps) {
  const { t, language } = useI18n();
  const document = documentOf(offer.schema);
  const fields = useMemo(() => askedOf(documentOf(offer.schema)), [offer.schema]);
  const [busy, run] = useAction();
  const request = useRef<{ id: string; content: string }>(undefined);
  const [open, setOpen] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [values, setValues] = useState<Values>(() => defaultsOf(fields));
  const [waiting, setWaiting] = useState(false);
  const orders = useLoad(
    (signal) =>
      citizens.orders(citizenId, contactId, signal).then((all) => {
        const mine = all.filter((order) => order.operation === offer.operation && order.link === offer.link);
        setWaiting(mine.some((order) => order.state === 'WAITING'));
        return mine;
      }),
    `orders ${offer.link} ${offer.operation} ${citizenId} ${contactId}`,
    waiting ? WATCH_MS : undefined,
  );
  useLive('citizen.order', orders.reload);
  const latest = orders.data?.[0];
  const what = document['x-title'][language];
  const problems = Object.fromEntries(
    fields.flatMap((field) => {
      const problem = pressed ? problemOf(field, values[field.path]) : undefined;
      return problem ? [[field.path, t(`business.${problem}`)]] : [];
    }),
  );

  const order = () => {
    setPressed(true);
    if (fields.some((field) => problemOf(field, values[field.path]))) return;
    void run(async () => {
      const content = contentOf(fields, values);
      const text = JSON.stringify(content);
      // What the agent has changed is another order, also after a lost answer.
      if (request.current?.content !== text) request.current = { id: uuid(), content: text };
      try {
        await citizens.order(citizenId, { contact: contactId, operation: offer.operation, content, link: offer.link, request: request.current.id });
        request.current = undefined;
        setOpen(false);
        setPressed(false);
      } catch (failure) {
        // Without an answer nobody knows; with a refusal the next press is a new request.
        if (failure instanceof ApiError && failure.status > 0 && failure.status < 500) request.current = undefined;
        throw failure;
      } finally {
        orders.reload();
      }
    });
  };

  return (
    <div className="loss" data-testid={testId}>
      {latest && <OrderLine key={latest.request} order={latest} what={what} document={document} testId={testId} citizenId={citizenId} contactId={contactId} onRetried={orders.reload} />}
      {(!latest || latest.state === 'DONE') && (
        <Button size="small" icon={<FormOutlined />} loading={busy && !open} data-testid={`${testId}-report`} onClick={() => setOpen(true)}>
          {what}
        </Button>
      )}
      <Modal
        open={open}
        title={t('business.orderConfirm', { what })}
        okText={t('business.orderYes')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, loading: busy, 'data-testid': `${testId}-confirm` }}
        onOk={order}
        onCancel={() => setOpen(false)}
      >
        <p>{latest ? t('business.orderAgain') : (document['x-confirm']?.[language] ?? t('business.orderHint'))}</p>
        {fields.length > 0 && <SchemaForm name={testId} fields={fields} values={values} problems={problems} disabled={busy} onChange={setValues} onSubmit={order} />}
      </Modal>
    </div>
  );
}

interface OrderLineProps {
  order: OrderView;
  what: string;
  document: OperationDocument;
  testId: string;
  citizenId: string;
  contactId: string;
  onRetried(): void;
}

const TONE = { WAITING: 'info', DONE: 'success', REJECTED: 'error', UNCERTAIN: 'warning' } as const;

function OrderLine({ order, what, document, testId, citizenId, contactId, onRetried }: OrderLineProps) {
  const { t, cause } = useI18n();
  const [asking, setAsking] = useState(false);
  const failed = order.state === 'REJECTED' || order.state === 'UNCERTAIN';
  return (
    <div data-testid={`${testId}-order`} data-state={order.state}>
      <Alert
        type={TONE[order.state]}
        showIcon
        icon={order.state === 'WAITING' ? <Spin size="small" /> : undefined}
        title={
          <>
            {t(`business.${order.state}`, { what, at: time(order.at) })}
            {order.state === 'DONE'
              ? document.$defs.out && <SchemaResult schema={document.$defs.out} content={order.answer} name={testId} />
              : order.code && <div className="small">{cause(order.code)}</div>}
          </>
        }
        action={
          failed && !asking ? (
            <Button size="small" data-testid={`${testId}-retry`} onClick={() => setAsking(true)}>
              {t('common.retry')}
            </Button>
          ) : undefined
        }
      />
      {asking && (
        <ReasonForm
          title={t(order.state === 'UNCERTAIN' ? 'loss.retryUncertain' : 'loss.retryWhy')}
          submit={t('common.retry')}
          testId={testId}
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
