// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import type { TicketState, TicketSummary } from '../api/types';
import { useI18n } from '../i18n';

const TONE: Record<TicketState, string> = {
  OPEN: 'out',
  DISPATCHED: 'ringing',
  IN_PROGRESS: 'talking',
  RESOLVED: 'after',
  ATTENTION: 'busy',
  CLOSED: 'ready',
  DISCARDED: 'quiet',
};

export function TicketStateTag({ state }: { state: TicketState }) {
  const { word } = useI18n();
  return (
    <span className={state === 'ATTENTION' ? 'dot-tag alarm' : 'dot-tag'} data-testid="ticket-state" data-state={state}>
      <i style={{ background: `var(--sn-${TONE[state] ?? 'quiet'})` }} aria-hidden />
      {word('ticketState', state)}
    </span>
  );
}

export function TicketMarks({ ticket }: { ticket: Pick<TicketSummary, 'overdue' | 'confidential'> }) {
  const { t } = useI18n();
  return (
    <>
      {ticket.overdue && <Tag color="red">{t('ticket.overdue')}</Tag>}
      {ticket.confidential && <Tag color="purple">{t('ticket.confidentialMark')}</Tag>}
    </>
  );
}
