// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Tag } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { tickets } from '../api/matter';
import type { Contact, Ticket, TicketSummary } from '../api/types';
import { time } from '../app/format';
import { useSecond } from '../app/clock';
import { useLoad } from '../app/useLoad';
import { levelAt, peopleOf } from '../citizen/people';
import { useCitizen } from '../citizen/useCitizen';
import { useVerifications } from '../citizen/verifications';
import { useDrafts, type Draft } from '../desktop/drafts';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { isUntouched, newDraft, type TicketDraft } from './draft';
import { useTicketDrafts } from './draftStore';
import { TicketForm } from './TicketForm';
import { TicketStateTag } from './TicketStateTag';

const TicketDrawer = lazy(() => import('./TicketDrawer'));

/** Tickets of the call in hand: the one being written, those that were written, drafts of former calls. */
export default function TicketPanel({ contact }: { contact?: Contact }) {
  const { t } = useI18n();
  const drafts = useTicketDrafts((state) => state.drafts);
  const { keep, discard } = useTicketDrafts.getState();
  const [chosen, setChosen] = useState<string>();
  const [written, setWritten] = useState<Ticket>();
  const [open, setOpen] = useState<string>();
  const start = useStart(contact);
  const contactId = contact?.id;
  const ofContact = useLoad(
    (signal) => (contactId ? tickets.list({ contact: contactId, limit: 20 }, signal).then((page) => page.items) : Promise.resolve([])),
    `tickets of ${contactId ?? ''}`,
  );
  useLive('ticket.changed', ofContact.reload);
  useLive('gap', ofContact.reload);

  const all = Object.values(drafts).sort((a, b) => b.editedAt - a.editedAt);
  const mine = all.find((draft) => draft.contactId === contactId && contactId);
  const current = (chosen && drafts[chosen]) || mine;
  const others = all.filter((draft) => draft !== current);
  const begin = () => {
    const draft = newDraft(start);
    setWritten(undefined);
    keep(draft);
    setChosen(draft.id);
  };
  // The first look at a call without a ticket begins one: who comes here wants to write.
  const none = Boolean(contactId) && !mine && !chosen && !written && ofContact.data?.length === 0;
  useEffect(() => {
    if (none) begin();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [none]);
  usePrefill(current, start);
  useEffect(() => dropUntouched, []);

  const submitted = (ticket: Ticket) => {
    setChosen(undefined);
    setWritten(ticket);
    ofContact.reload();
    categoryIntoWrapUp(ticket, contact);
  };
  return (
    <section className="panel ticket-panel" aria-label={t('ticket.panel')}>
      <header className="ticket-panel-head">
        <h2>
          {t(current ? 'ticket.new' : 'ticket.panel')}
          {current?.caller && (
            <small className="quiet">
              <PhoneNumber number={current.caller} />
            </small>
          )}
        </h2>
        {current ? (
          <Popconfirm title={t('ticket.discardDraft')} disabled={isUntouched(current)} onConfirm={() => discard(current.id)}>
            <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('ticket.dropDraft')} onClick={() => isUntouched(current) && discard(current.id)} />
          </Popconfirm>
        ) : (
          <Button size="small" type="primary" icon={<PlusOutlined />} data-testid="ticket-new" onClick={begin}>
            {t('ticket.new')}
          </Button>
        )}
      </header>
      {written && (
        <Alert
          type="success"
          showIcon
          closable
          className="gap-below"
          data-testid="ticket-written"
          title={t('ticket.written', { number: written.number })}
          action={
            <Button size="small" onClick={() => setOpen(written.id)}>
              {t('ticket.open')}
            </Button>
          }
        />
      )}
      <Written items={ofContact.data ?? []} onOpen={setOpen} />
      {current ? <TicketForm key={current.id} draft={current} onSubmitted={submitted} /> : <p className="quiet wrapup-idle">{t('ticket.idle')}</p>}
      {others.length > 0 && (
        <div className="pending" data-testid="ticket-drafts" role="group" aria-label={t('ticket.drafts')}>
          <h3>{t('ticket.drafts')}</h3>
          <ul>
            {others.map((draft) => (
              <li key={draft.id}>
                <Button size="small" data-testid={`ticket-draft-${draft.id}`} onClick={() => setChosen(draft.id)}>
                  {draft.title.trim() || <PhoneNumber number={draft.caller} />} · {time(new Date(draft.editedAt).toISOString())}
                </Button>
                <Popconfirm title={t('ticket.discardDraft')} onConfirm={() => discard(draft.id)}>
                  <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('ticket.dropDraft')} />
                </Popconfirm>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open && (
        <Suspense fallback={null}>
          <TicketDrawer ticketId={open} belowCall onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

function Written({ items, onOpen }: { items: TicketSummary[]; onOpen(id: string): void }) {
  if (items.length === 0) return null;
  return (
    <ul className="written" data-testid="contact-tickets">
      {items.map((ticket) => (
        <li key={ticket.id}>
          <button type="button" className="link" onClick={() => onOpen(ticket.id)}>
            <span className="num">{ticket.number}</span> {ticket.title}
          </button>
          <TicketStateTag state={ticket.state} />
          {ticket.overdue && <Tag color="red">!</Tag>}
        </li>
      ))}
    </ul>
  );
}

/** A form that was only looked at leaves nothing behind. */
function dropUntouched(): void {
  const { drafts, discard } = useTicketDrafts.getState();
  for (const draft of Object.values(drafts)) {
    if (isUntouched(draft)) discard(draft.id);
  }
}

/** What a new ticket of this call begins with. */
function useStart(contact: Contact | undefined): Parameters<typeof newDraft>[0] {
  const { caller, chosen } = useVerifications();
  const second = useSecond();
  const proof = levelAt(caller, second) === 'NONE' ? undefined : caller;
  const people = contact ? peopleOf(contact, proof, chosen) : undefined;
  const callerIs = useCitizen(people?.callerId).data;
  const subjectIs = useCitizen(people?.subjectId).data;
  const category = useDrafts((state) => (contact ? state.drafts[contact.id]?.category : undefined));
  return { contactId: contact?.id, caller: contact?.caller ?? undefined, category: category ?? contact?.wrapUp?.category, callerIs, subjectIs };
}

/** A person who is chosen after the form was opened goes into a draft that has no name yet. */
function usePrefill(draft: TicketDraft | undefined, start: Parameters<typeof newDraft>[0]): void {
  const people = `${start.callerIs?.id ?? ''} ${start.subjectIs?.id ?? ''} ${start.category ?? ''}`;
  useEffect(() => {
    if (!draft || draft.contactId !== start.contactId || !start.contactId) return;
    const fresh = newDraft(start);
    const untouched = draft.parties.every((party) => !party.name);
    const change: Partial<TicketDraft> = {};
    if (untouched && fresh.citizen !== draft.citizen) Object.assign(change, { parties: fresh.parties, citizen: fresh.citizen });
    if (!draft.category && start.category) change.category = start.category;
    if (Object.keys(change).length) useTicketDrafts.getState().keep({ ...draft, ...change });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [people, draft?.id]);
}

/** What the ticket is about, the talk was about: one choice less after the call. */
function categoryIntoWrapUp(ticket: Ticket, contact: Contact | undefined): void {
  if (!contact || contact.wrapUp || ticket.contact !== contact.id) return;
  const { drafts, keep } = useDrafts.getState();
  const { id, caller, offeredAt } = contact;
  const draft: Omit<Draft, 'editedAt'> = drafts[id] ?? { contactId: id, caller: caller ?? '', offeredAt, summary: '' };
  if (!draft.category) keep({ ...draft, category: ticket.category });
}
