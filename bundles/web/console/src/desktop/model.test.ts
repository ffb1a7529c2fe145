// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { agent, contact, controls } from '../test/samples';
import { applyEvent, applySnapshot, EMPTY, lacksContact, overTarget, phaseOf, summarise, type Desktop } from './model';

const play = (start: Desktop, ...events: [string, unknown][]) =>
  events.reduce((desktop, [name, data]) => applyEvent(desktop, name, data), start);

describe('a call', () => {
  const reserved = agent({ state: 'RESERVED', contactId: 'k1' });
  const active = contact({ state: 'ACTIVE', controls: controls('hold', 'hangup') });
  const after = contact({ state: 'AFTER_CONTACT_WORK', controls: controls() });

  it('goes through ringing, talking and after-call work, then the desk is free', () => {
    const ringing = play(EMPTY, ['agent.state', agent()], ['contact.offered', contact()], ['agent.state', reserved]);
    expect(phaseOf(ringing.contact)).toBe('ringing');
    const talking = play(ringing, ['contact.updated', active], ['agent.state', agent({ state: 'BUSY', contactId: 'k1' })]);
    expect(phaseOf(talking.contact)).toBe('talking');
    const done = play(talking, ['contact.ended', after], ['agent.state', agent({ state: 'AFTER_CALL_WORK', contactId: 'k1' })]);
    expect(phaseOf(done.contact)).toBe('after');
    expect(play(done, ['agent.state', agent()]).contact).toBeUndefined();
  });

  it('leaves the desk when it rang in vain', () => {
    const ringing = play(EMPTY, ['contact.offered', contact()], ['agent.state', reserved]);
    expect(play(ringing, ['agent.state', agent({ state: 'NOT_READY' })]).contact).toBeUndefined();
  });

  it('is not pushed away by late news of the former one', () => {
    const second = contact({ id: 'k2' });
    const ringing = play(EMPTY, ['agent.state', agent({ state: 'RESERVED', contactId: 'k2' })], ['contact.offered', second]);
    expect(play(ringing, ['contact.updated', after]).contact?.id).toBe('k2');
  });

  it('stays for the wrap-up when the hub has let go of it already', () => {
    const before = play(EMPTY, ['contact.offered', after], ['agent.state', agent({ state: 'AFTER_CALL_WORK', contactId: 'k1' })]);
    const snapshot = { agent: agent({ state: 'AFTER_CALL_WORK', contactId: undefined }) };
    expect(applySnapshot(before, snapshot).contact?.id).toBe('k1');
  });

  it('is back from a snapshot after a reload', () => {
    const desktop = applySnapshot(EMPTY, { agent: agent({ state: 'BUSY', contactId: 'k1' }), contact: active });
    expect(phaseOf(desktop.contact)).toBe('talking');
    expect(desktop.contact?.controls.hold).toBe(true);
  });
});

describe('the desktop', () => {
  it('notices that the hub speaks of a contact it does not have', () => {
    const desktop = applyEvent(EMPTY, 'agent.state', agent({ state: 'BUSY', contactId: 'k9' }));
    expect(lacksContact(desktop)).toBe(true);
    expect(lacksContact({ ...desktop, contact: contact({ id: 'k9' }) })).toBe(false);
  });

  it('ignores events that it does not know', () => {
    expect(applyEvent(EMPTY, 'chat.typing', {})).toBe(EMPTY);
  });
});

describe('the queue summary', () => {
  const queue = (skill: string, waiting: number, longestWaitSeconds: number, agentsReady: number) => ({
    skill,
    labelZh: skill,
    labelEn: skill,
    waiting,
    longestWaitSeconds,
    agentsLoggedIn: 9,
    agentsReady,
    answeredToday: 0,
    abandonedToday: 0,
  });

  it('counts the queues of the agent, and each ready agent once', () => {
    const queues = [queue('a', 2, 9, 3), queue('b', 1, 31, 4), queue('c', 7, 99, 9)];
    expect(summarise(queues, ['a', 'b'], {})).toEqual({ waiting: 3, longestWaitSeconds: 31, agentsReady: 4, over: true });
    expect(summarise(queues, [], {}).waiting).toBe(10);
  });

  it('is over target by the promise of each skill, 20 seconds where there is none', () => {
    expect(overTarget(queue('a', 1, 20, 0), {})).toBe(false);
    expect(overTarget(queue('a', 1, 21, 0), {})).toBe(true);
    expect(overTarget(queue('a', 1, 21, 0), { a: 30 })).toBe(false);
    expect(summarise([queue('a', 1, 25, 0), queue('b', 1, 9, 0)], [], { a: 30, b: 8 }).over).toBe(true);
  });
});
