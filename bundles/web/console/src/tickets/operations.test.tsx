// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../api/types';
import { CATEGORIES, fakeHub } from '../test/samples';
import { signIn } from '../test/session';
import { DEPARTMENTS, FORMS, ticket } from '../test/tickets';
import { useCategories } from '../desktop/categoryStore';
import { NOTHING, mainOperation, needsOf, offered, operationInput, operationProblems, outcomesOf } from './operations';
import { useRegisters } from './registers';
import TicketDrawer from './TicketDrawer';

const work = (kind: string) => ({ request: kind, step: kind, label: kind, work: kind, since: '2026-01-05T01:00:00Z' });

describe('operations', () => {
  it('are those that the hub allows, the one that moves on first', () => {
    const it1 = ticket({ allowed: ['discard', 'note', 'review', 'close', 'brand-new'] });
    expect(offered(it1)).toEqual(['review', 'note', 'close', 'discard', 'brand-new']);
    expect(mainOperation(it1)).toBe('review');
    expect(mainOperation(ticket({ allowed: ['note', 'discard'] }))).toBeUndefined();
  });

  it('decide only what can be: without a waiting process nobody is told', () => {
    const allowed = ['decide', 'close', 'discard', 'note'];
    expect(outcomesOf('decide', ticket({ allowed: [...allowed, 'dispatch'], works: [work('decide')] }))).toEqual(['dispatch', 'notify', 'close', 'discard']);
    expect(outcomesOf('decide', ticket({ allowed }))).toEqual(['close', 'discard']);
    expect(outcomesOf('note', ticket())).toEqual([]);
  });

  it('ask for what each outcome needs', () => {
    expect(operationProblems('review', { ...NOTHING, outcome: 'rejected' }, ['accepted', 'rejected'])).toEqual([{ field: 'note', code: 'required' }]);
    expect(operationProblems('review', { ...NOTHING, outcome: 'accepted' }, ['accepted', 'rejected'])).toEqual([]);
    expect(operationProblems('decide', { ...NOTHING, outcome: 'dispatch' }, ['dispatch'])).toEqual([{ field: 'department', code: 'required' }]);
    expect(operationProblems('review', { ...NOTHING, outcome: 'accepted', reply: '字'.repeat(501) }, ['accepted'])).toEqual([{ field: 'reply', code: 'too-long' }]);
    expect(needsOf('discard')).toEqual([{ field: 'note', required: true }]);
  });

  it('send nothing that was typed for another outcome', () => {
    expect(operationInput('review', { ...NOTHING, outcome: 'rejected', reply: '不该发出', note: ' 重办 ' }, 7)).toEqual({ version: 7, outcome: 'rejected', note: '重办' });
  });
});

describe('the ticket on the screen', () => {
  let now: Ticket;
  beforeEach(() => {
    signIn('ticket:read', 'ticket:review');
    useCategories.setState({ all: CATEGORIES, status: 'ready' });
    useRegisters.setState({ departments: DEPARTMENTS, forms: FORMS });
    now = ticket({ allowed: ['note', 'review'], works: [work('review')], answer: '已补发' });
  });
  const show = () =>
    render(
      <App>
        <MemoryRouter>
          <TicketDrawer ticketId={now.id} onClose={() => {}} />
        </MemoryRouter>
      </App>,
    );

  it('offers no button for what is not allowed', async () => {
    fakeHub({ [`GET /tickets/${now.id}`]: () => ({ body: now }) });
    show();
    expect(await screen.findByTestId('operation-review-button')).toBeVisible();
    expect(screen.queryByTestId('operation-close-button')).toBeNull();
  });

  it('keeps what was typed when somebody was faster, and sends it with the new version', async () => {
    const asked = fakeHub({
      [`GET /tickets/${now.id}`]: () => ({ body: now }),
      [`POST /tickets/${now.id}/review`]: ({ body }) => {
        if ((body as { version: number }).version === 4) {
          now = { ...now, version: 5 };
          return { status: 409, body: { code: 'ticket.changed', args: { version: 5 } } };
        }
        return { body: { ...now, version: 6, state: 'CLOSED', allowed: ['note'] } };
      },
    });
    show();
    await userEvent.click(await screen.findByTestId('operation-review-button'));
    await userEvent.type(screen.getByTestId('operation-reply'), '已补发到账');
    await userEvent.click(screen.getByTestId('operation-submit'));
    expect(await screen.findByTestId('operation-conflict')).toBeVisible();
    await waitFor(() => expect(screen.getByTestId('ticket-detail')).toHaveAttribute('data-version', '5'));
    expect(screen.getByTestId('operation-reply')).toHaveValue('已补发到账');
    await userEvent.click(screen.getByTestId('operation-submit'));
    await waitFor(() => expect(screen.getByTestId('ticket-detail')).toHaveAttribute('data-version', '6'));
    expect(asked.filter((each) => each.method === 'POST').map((each) => each.body)).toEqual([
      { version: 4, outcome: 'accepted', reply: '已补发到账' },
      { version: 5, outcome: 'accepted', reply: '已补发到账' },
    ]);
    expect(screen.queryByTestId('operation-form-review')).toBeNull();
  });

  it('stops where the operation is gone after the change, and still shows what was typed', async () => {
    fakeHub({
      [`GET /tickets/${now.id}`]: () => ({ body: now }),
      [`POST /tickets/${now.id}/review`]: () => {
        now = { ...now, version: 9, allowed: ['note'], state: 'CLOSED' };
        return { status: 409, body: { code: 'ticket.operation.not-allowed' } };
      },
    });
    show();
    await userEvent.click(await screen.findByTestId('operation-review-button'));
    await userEvent.type(screen.getByTestId('operation-reply'), '写好了');
    await userEvent.click(screen.getByTestId('operation-submit'));
    await waitFor(() => expect(screen.getByTestId('operation-submit')).toBeDisabled());
    expect(screen.getByTestId('operation-reply')).toHaveValue('写好了');
  });
});
