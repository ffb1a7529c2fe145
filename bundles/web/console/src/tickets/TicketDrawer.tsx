// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { tickets } from '../api/matter';
import type { Ticket, TicketSummary } from '../api/types';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { LogLink } from '../widgets/LogLink';
import { TraceLink } from '../widgets/TraceLink';
import { OperationForm } from './OperationForm';
import { isDangerous, mainOperation, offered } from './operations';
import { useRegistersLoaded } from './registers';
import { TicketFacts } from './TicketFacts';
import { TicketHistory } from './TicketHistory';
import { TicketNotices } from './TicketNotices';
import { TicketMarks, TicketStateTag } from './TicketStateTag';
import { Waiting } from './Waiting';

interface TicketDrawerProps {
  ticketId: string;
  onClose(): void;
  /** Opened beside a call. */
  belowCall?: boolean;
  /** The ticket was changed from here. */
  onChanged?(): void;
}

/** Everything about one ticket, and what may be done to it now. */
export default function TicketDrawer({ ticketId, belowCall = false, onClose, onChanged }: TicketDrawerProps) {
  const { t, describe } = useI18n();
  useRegistersLoaded();
  const { data, failure, loading, reload } = useLoad((signal) => tickets.read(ticketId, signal), ticketId);
  const [answered, setAnswered] = useState<Ticket>();
  const [operation, setOperation] = useState<string>();
  useLive<TicketSummary>('ticket.changed', (told) => {
    if (told?.id === ticketId) reload();
  });
  useLive('gap', reload);
  // An operation's answer is newer than what was read before it, and older than what is read after it.
  const ticket = newer(data, answered?.id === ticketId ? answered : undefined);
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(1080px, 92vw)"
      // The state of the agent and the controls of the call stay within reach.
      rootClassName={belowCall ? 'drawer-below-call' : 'drawer-below-bar'}
      title={ticket ? <Title ticket={ticket} /> : t('ticket.detail')}
      extra={
        <Space>
          {ticket && <LogLink id={ticket.id} />}
          {ticket && <TraceLink id={ticket.contact ?? ticket.id} />}
          <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('common.refresh')} onClick={reload} />
        </Space>
      }
    >
      {failure !== undefined && (
        <Alert
          className="gap-below"
          type="error"
          showIcon
          title={describe(failure)}
          action={<Button onClick={reload}>{t('common.retry')}</Button>}
        />
      )}
      {!ticket && failure === undefined && <Skeleton active paragraph={{ rows: 12 }} />}
      {ticket && (
        <div className="ticket-detail" data-testid="ticket-detail" data-version={ticket.version}>
          <div className="ticket-left">
            <Operations ticket={ticket} chosen={operation} onChoose={setOperation} />
            {operation && (
              <OperationForm
                key={operation}
                ticket={ticket}
                operation={operation}
                onCancel={() => setOperation(undefined)}
                onConflict={reload}
                onDone={(changed) => {
                  setAnswered(changed);
                  setOperation(undefined);
                  onChanged?.();
                }}
              />
            )}
            <TicketFacts ticket={ticket} />
          </div>
          <div className="ticket-right">
            <Waiting ticket={ticket} />
            <TicketNotices ticket={ticket} />
            <TicketHistory lines={ticket.history} />
          </div>
        </div>
      )}
    </Drawer>
  );
}

function newer(read: Ticket | undefined, answered: Ticket | undefined): Ticket | undefined {
  if (!read || !answered) return read ?? answered;
  return answered.version > read.version ? answered : read;
}

function Title({ ticket }: { ticket: Ticket }) {
  return (
    <span className="ticket-title">
      <span className="num" data-testid="ticket-number">
        {ticket.number}
      </span>
      <span className="ticket-title-text">{ticket.title}</span>
      <TicketStateTag state={ticket.state} />
      <TicketMarks ticket={ticket} />
    </span>
  );
}

interface OperationsProps {
  ticket: Ticket;
  chosen?: string;
  onChoose(operation: string | undefined): void;
}

function Operations({ ticket, chosen, onChoose }: OperationsProps) {
  const { t, word, cause } = useI18n();
  const main = mainOperation(ticket);
  return (
    <>
      {ticket.state === 'ATTENTION' && (
        <Alert className="gap-below" type="error" showIcon data-testid="ticket-attention" title={ticket.code ? cause(ticket.code) : t('ticket.attention')} />
      )}
      <div className="operations" role="toolbar" aria-label={t('common.actions')}>
        {offered(ticket).map((operation) => (
          <Button
            key={operation}
            size="small"
            type={operation === main ? 'primary' : 'default'}
            danger={isDangerous(operation)}
            aria-pressed={operation === chosen}
            data-testid={`operation-${operation}-button`}
            onClick={() => onChoose(operation === chosen ? undefined : operation)}
          >
            {word('operation', operation)}
          </Button>
        ))}
      </div>
    </>
  );
}
