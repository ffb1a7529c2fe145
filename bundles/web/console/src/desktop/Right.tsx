// SPDX-License-Identifier: Apache-2.0
import { Badge, Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Contact } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { keysOf, useShortcut } from '../app/shortcuts';
import { useI18n } from '../i18n';
import { useTicketDrafts } from '../tickets/draftStore';
import { WrapUpPanel } from './WrapUpPanel';

const TicketPanel = lazy(() => import('../tickets/TicketPanel'));

interface RightProps {
  contact?: Contact;
  targetId?: string;
  onChoose(contactId: string | undefined): void;
}

/** Where the agent writes: the wrap-up or a ticket. One key goes to and fro, both keep what was typed. */
export function Right({ contact, targetId, onChoose }: RightProps) {
  const { t } = useI18n();
  const mayWrite = useSession((state) => may(state.session, 'ticket:write'));
  const drafts = useTicketDrafts((state) => Object.keys(state.drafts).length);
  const [ticket, setTicket] = useState(false);
  useShortcut('ticket', () => setTicket(!ticket), mayWrite);
  if (!mayWrite) return <WrapUpPanel contact={contact} targetId={targetId} onChoose={onChoose} />;
  return (
    <div className="desktop-right">
      <div className="write-switch" role="group">
        <Button size="small" type={ticket ? 'default' : 'primary'} ghost={!ticket} aria-pressed={!ticket} data-testid="write-wrapup" onClick={() => setTicket(false)}>
          {t('wrapup.title')}
        </Button>
        <Badge count={ticket ? 0 : drafts} size="small">
          <Button
            size="small"
            type={ticket ? 'primary' : 'default'}
            ghost={ticket}
            aria-pressed={ticket}
            aria-keyshortcuts={keysOf('ticket')}
            data-testid="write-ticket"
            onClick={() => setTicket(true)}
          >
            {t('ticket.new')}
            <kbd aria-hidden>{keysOf('ticket')}</kbd>
          </Button>
        </Badge>
      </div>
      {ticket ? (
        <Suspense fallback={<Spin className="page-spin" />}>
          <TicketPanel key={contact?.id ?? 'none'} contact={contact} />
        </Suspense>
      ) : (
        <WrapUpPanel contact={contact} targetId={targetId} onChoose={onChoose} />
      )}
    </div>
  );
}
