// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it } from 'vitest';
import { useVerifications } from '../citizen/verifications';
import { useCategories } from '../desktop/categoryStore';
import { useDrafts } from '../desktop/drafts';
import { CATEGORIES, contact, fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { DEPARTMENTS, FORMS, ticket, ticketDraft } from '../test/tickets';
import { useTicketDrafts } from './draftStore';
import { useRegisters } from './registers';
import TicketPanel from './TicketPanel';

const call = contact({ id: 'k1', state: 'ACTIVE' });

function show(inHand = call) {
  return render(
    <App>
      <TicketPanel contact={inHand} />
    </App>,
  );
}

beforeEach(() => {
  signIn('ticket:read', 'ticket:write');
  useVerifications.setState({ contactId: undefined, caller: undefined, proofs: {}, chosen: undefined });
  useCategories.setState({ all: CATEGORIES, status: 'ready' });
  useRegisters.setState({ departments: DEPARTMENTS, forms: FORMS, failed: false });
  useTicketDrafts.setState({ drafts: {} });
  useTicketDrafts.getState().open('u1');
  useDrafts.getState().open('u1');
});

it('begins a ticket with the number of the call and leaves nothing behind if nothing is typed', async () => {
  fakeHub({ 'GET /tickets': () => ({ body: { items: [] } }) });
  const { unmount } = show();
  expect(await screen.findByTestId('party-0-phone')).toHaveValue('13812345678');
  unmount();
  expect(useTicketDrafts.getState().drafts).toEqual({});
});

it('keeps what was typed over the next call and leads back to it', async () => {
  fakeHub({ 'GET /tickets': () => ({ body: { items: [] } }) });
  const first = show();
  await userEvent.type(await screen.findByTestId('ticket-title'), '没写完');
  first.unmount();
  show(contact({ id: 'k2', caller: '13900000000' }));
  await screen.findByTestId('ticket-form');
  expect(screen.getByTestId('ticket-title')).toHaveValue('');
  const id = Object.values(useTicketDrafts.getState().drafts).find((draft) => draft.contactId === 'k1')!.id;
  await userEvent.click(screen.getByTestId(`ticket-draft-${id}`));
  expect(screen.getByTestId('ticket-title')).toHaveValue('没写完');
});

it("tells the number, and gives the ticket's category to the wrap-up", async () => {
  fakeHub({ 'GET /tickets': () => ({ body: { items: [] } }), 'POST /tickets': () => ({ body: ticket() }) });
  useTicketDrafts.getState().keep(ticketDraft());
  show();
  await userEvent.click(await screen.findByTestId('ticket-submit'));
  expect(await screen.findByTestId('ticket-written')).toHaveTextContent('20260105-000042');
  await waitFor(() => expect(useDrafts.getState().drafts.k1?.category).toBe('labour.wage'));
});
