// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentView } from '../api/types';
import { agent, contact, fakeHub } from '../test/samples';
import { EMPTY, applyEvent } from './model';
import { useDesktop } from './store';

beforeEach(() => useDesktop.setState({ ...EMPTY, agent: undefined, contact: undefined, loaded: false, noAgent: false }));

const state = () => useDesktop.getState();
const emit = (name: string, data: unknown) => useDesktop.setState((now) => applyEvent(now, name, data));

describe('reading the hub', () => {
  it('brings back agent, contact and queues after a reload in mid-call', async () => {
    fakeHub({
      'GET /acd/me': () => ({ body: agent({ state: 'BUSY', contactId: 'k1' }) }),
      'GET /acd/queues': () => ({ body: [] }),
      'GET /contacts/k1': () => ({ body: contact({ state: 'ACTIVE' }) }),
    });
    await state().reload();
    expect(state()).toMatchObject({ loaded: true, agent: { state: 'BUSY' }, contact: { id: 'k1' } });
  });

  it('reads again when an event arrived meanwhile, since the snapshot may be older', async () => {
    let reads = 0;
    fakeHub({
      'GET /acd/queues': () => ({ body: [] }),
      'GET /acd/me': () => {
        reads += 1;
        if (reads > 1) return { body: agent({ state: 'BREAK' }) };
        emit('agent.state', agent({ state: 'BREAK' }));
        return { body: agent({ state: 'READY' }) };
      },
    });
    await state().reload();
    expect(reads).toBe(2);
    expect(state().agent?.state).toBe('BREAK');
  });

  it('never lets a snapshot undo an event, however fast events come', async () => {
    let step = 0;
    fakeHub({
      'GET /acd/queues': () => ({ body: [] }),
      'GET /acd/me': () => {
        const read = agent({ state: 'BREAK', reason: `read ${step}` });
        step += 1;
        emit('agent.state', agent({ state: 'NOT_READY', reason: `event ${step}` }));
        return { body: read };
      },
    });
    useDesktop.setState({ loaded: true });
    await state().reload();
    expect(state().agent?.reason).toBe(`event ${step}`);
  });

  it('tells a user without an agent number apart from a failure', async () => {
    fakeHub({ 'GET /acd/me': () => ({ status: 404, body: { code: 'acd.agent.unknown' } }) });
    await state().reload();
    expect(state()).toMatchObject({ noAgent: true, loaded: true, loadError: undefined });
  });

  it('finds the contact of an unfinished wrap-up', async () => {
    fakeHub({
      'GET /acd/me': () => ({ body: agent({ state: 'AFTER_CALL_WORK', contactId: undefined }) }),
      'GET /acd/queues': () => ({ body: [] }),
      'GET /contacts': () => ({ body: { items: [contact({ id: 'k7' })] } }),
      'GET /contacts/k7': () => ({ body: contact({ id: 'k7', state: 'AFTER_CONTACT_WORK' }) }),
    });
    await state().reload();
    expect(state().contact?.id).toBe('k7');
  });
});

describe('changing the state', () => {
  it('takes the answer when nothing else was told', async () => {
    fakeHub({ 'PUT /acd/me/state': () => ({ body: agent({ state: 'READY' }) }) });
    await state().setState('READY');
    expect(state().agent?.state).toBe('READY');
  });

  it('does not let a slow answer undo a call that was reserved meanwhile', async () => {
    const reserved: AgentView = agent({ state: 'RESERVED', contactId: 'k1' });
    fakeHub({
      'PUT /acd/me/state': () => {
        emit('contact.offered', contact());
        emit('agent.state', reserved);
        return { body: agent({ state: 'READY' }) };
      },
    });
    await state().setState('READY');
    expect(state().agent).toBe(reserved);
    expect(state().contact?.id).toBe('k1');
  });

  it('sends the reason', async () => {
    const asked = fakeHub({ 'PUT /acd/me/state': () => ({ body: agent({ state: 'BREAK' }) }) });
    await state().setState('BREAK', 'meal');
    await vi.waitFor(() => expect(asked[0]?.body).toEqual({ state: 'BREAK', reason: 'meal' }));
  });
});
