// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import { useCategories } from '../desktop/categoryStore';
import { CATEGORIES, fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { DEPARTMENTS, FORMS, ticket, ticketDraft } from '../test/tickets';
import type { TicketDraft } from './draft';
import { useTicketDrafts } from './draftStore';
import { useRegisters } from './registers';
import { TicketForm } from './TicketForm';

function Live({ id, done }: { id: string; done: string[] }) {
  const draft = useTicketDrafts((state) => state.drafts[id]);
  return draft ? <TicketForm draft={draft} onSubmitted={(written) => done.push(written.number)} /> : null;
}

function show(draft: TicketDraft = ticketDraft()) {
  const done: string[] = [];
  useTicketDrafts.getState().keep(draft);
  render(
    <App>
      <Live id={draft.id} done={done} />
    </App>,
  );
  return done;
}

beforeEach(() => {
  signIn('ticket:read', 'ticket:write');
  useCategories.setState({ all: CATEGORIES, status: 'ready' });
  useRegisters.setState({ departments: DEPARTMENTS, forms: FORMS, failed: false });
  useTicketDrafts.setState({ drafts: {} });
  useTicketDrafts.getState().open('u1');
});

describe('a ticket in the making', () => {
  it('is checked at the fields before the hub is asked', async () => {
    const asked = fakeHub({});
    show(ticketDraft({ title: '', fields: {} }));
    await userEvent.click(screen.getByTestId('ticket-submit'));
    expect(await screen.findByTestId('problem-title')).toHaveTextContent('必填');
    expect(screen.getByTestId('problem-fields.employer')).toBeVisible();
    expect(asked).toHaveLength(0);
    await userEvent.type(screen.getByTestId('ticket-title'), '拖欠工资');
    expect(screen.queryByTestId('problem-title')).toBeNull();
  });

  it('is not sent by an Enter that takes a date or ends a line', async () => {
    const asked = fakeHub({});
    show();
    await userEvent.type(screen.getByTestId('ticket-title'), '拖欠工资{Enter}');
    expect(asked).toHaveLength(0);
    expect(screen.queryByTestId('problem-title')).toBeNull();
  });

  it('is sent again with the same id after a lost answer, and the draft stays until the hub has it', async () => {
    let lost = true;
    const asked = fakeHub({
      'POST /tickets': () => {
        if (lost) {
          lost = false;
          return { status: 503, body: { code: 'http.503' } };
        }
        return { body: ticket() };
      },
    });
    const done = show();
    await userEvent.click(screen.getByTestId('ticket-submit'));
    await screen.findByText(/平台繁忙/);
    expect(Object.keys(useTicketDrafts.getState().drafts)).toHaveLength(1);
    await userEvent.click(screen.getByTestId('ticket-submit'));
    await waitFor(() => expect(done).toEqual(['20260105-000042']));
    const ids = asked.map((each) => (each.body as { id: string }).id);
    expect(ids).toEqual([ticketDraft().id, ticketDraft().id]);
    expect(useTicketDrafts.getState().drafts).toEqual({});
  });

  it('shows at the fields what only the hub can know', async () => {
    fakeHub({
      'POST /tickets': () => ({ status: 422, body: { code: 'ticket.input.invalid', args: { problems: [{ field: 'department', code: 'unknown' }, { field: 'parties.0.phone', code: 'invalid' }] } } }),
    });
    show(ticketDraft({ department: 'gone' }));
    await userEvent.click(screen.getByTestId('ticket-submit'));
    expect(await screen.findByTestId('problem-department')).toBeVisible();
    expect(screen.getByTestId('problem-parties.0')).toBeVisible();
  });

  it('outlives the page', async () => {
    show(ticketDraft({ title: '' }));
    await userEvent.type(screen.getByTestId('ticket-title'), '没写完');
    useTicketDrafts.setState({ drafts: {} });
    useTicketDrafts.getState().open('u1');
    expect(Object.values(useTicketDrafts.getState().drafts)[0]?.title).toBe('没写完');
    useTicketDrafts.getState().open('u2');
    expect(useTicketDrafts.getState().drafts).toEqual({});
  });

  it('asks for the true name of a known party and does not write the mask', async () => {
    const asked = fakeHub({ 'POST /citizens/c1/reveal': () => ({ body: { id: 'c1', kind: 'PERSON', name: '王秀芳', phones: ['13812345678'] } }) });
    show(ticketDraft({ parties: [{ role: 'CALLER', name: '', phone: '', citizen: 'c1', masked: '王*芳' }] }));
    expect(screen.getByTestId('party-0-name')).toHaveValue('');
    await userEvent.click(screen.getByTestId('party-0-fill'));
    await waitFor(() => expect(screen.getByTestId('party-0-name')).toHaveValue('王秀芳'));
    expect(asked[0]?.body).toMatchObject({ contact: 'k1', reason: '填写工单' });
  });
});
