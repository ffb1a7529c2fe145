// SPDX-License-Identifier: Apache-2.0
import type { AgentView, BreakRequestView, Contact, QueueView } from '../api/types';

/** What the agent's screen shows of the hub; the hub owns the truth, this is its last word. */
export interface Desktop {
  agent?: AgentView;
  /** The contact in hand: ringing, talking, or talked and not yet put away. */
  contact?: Contact;
  queues: QueueView[];
  /** Who waits for a break; told to those who may grant it, unknown before the first change. */
  breakRequests?: BreakRequestView[];
  /** Counts own agent and contact events; a snapshot read while one arrived may be older than it. */
  revision: number;
}

export const EMPTY: Desktop = { queues: [], revision: 0 };

export interface Snapshot {
  agent: AgentView;
  contact?: Contact;
  queues?: QueueView[];
}

/** Applies one live event. Unknown names change nothing: a newer hub may say more than this console knows. */
export function applyEvent(desktop: Desktop, name: string, data: unknown): Desktop {
  switch (name) {
    case 'agent.state':
      return settle({ ...desktop, agent: data as AgentView, revision: desktop.revision + 1 });
    case 'contact.offered':
      return { ...desktop, contact: data as Contact, revision: desktop.revision + 1 };
    case 'contact.updated':
    case 'contact.ended':
      return { ...withContact(desktop, data as Contact), revision: desktop.revision + 1 };
    case 'queues':
      return { ...desktop, queues: (data as QueueView[] | undefined) ?? [] };
    case 'break-requests':
      return { ...desktop, breakRequests: (data as BreakRequestView[] | undefined) ?? [] };
    default:
      return desktop;
  }
}

export function applySnapshot(desktop: Desktop, snapshot: Snapshot): Desktop {
  return settle({
    ...desktop,
    agent: snapshot.agent,
    contact: snapshot.contact ?? keepForWrapUp(desktop, snapshot.agent),
    queues: snapshot.queues ?? desktop.queues,
  });
}

/** A late event of the former contact must not push the one in hand off the screen. */
function withContact(desktop: Desktop, contact: Contact): Desktop {
  const inHand = desktop.contact?.id === contact.id;
  const mine = desktop.agent?.contactId === contact.id;
  const free = !desktop.contact && isLive(contact);
  return inHand || mine || free ? { ...desktop, contact } : desktop;
}

function keepForWrapUp(desktop: Desktop, agent: AgentView): Contact | undefined {
  return agent.state === 'AFTER_CALL_WORK' ? desktop.contact : undefined;
}

/**
 * Puts the contact away once the agent has left it: it rang and went to somebody else, or its after-call work is over.
 * What the agent typed stays behind as a draft.
 */
function settle(desktop: Desktop): Desktop {
  const { agent, contact } = desktop;
  if (!agent || !contact || agent.contactId === contact.id) return desktop;
  const done = !['RESERVED', 'BUSY', 'AFTER_CALL_WORK'].includes(agent.state);
  const other = agent.contactId !== null && agent.contactId !== undefined;
  return done || other ? { ...desktop, contact: undefined } : desktop;
}

function isLive(contact: Contact): boolean {
  return contact.state === 'RESERVED' || contact.state === 'ACTIVE';
}

/** The hub says that the agent has a contact which the desktop does not show: it must be read. */
export function lacksContact(desktop: Desktop): boolean {
  const id = desktop.agent?.contactId;
  return Boolean(id) && desktop.contact?.id !== id;
}

export type Phase = 'idle' | 'ringing' | 'talking' | 'after';

export function phaseOf(contact: Contact | undefined): Phase {
  if (!contact) return 'idle';
  if (contact.state === 'ACTIVE') return 'talking';
  if (contact.state === 'AFTER_CONTACT_WORK' || contact.state === 'CLOSED') return 'after';
  return 'ringing';
}

export interface QueueSummary {
  waiting: number;
  longestWaitSeconds: number;
  agentsReady: number;
  /** Somebody waits longer than the target of that queue. */
  over: boolean;
}

/** Seconds by skill within which the skill promises an agent. */
export type Targets = Record<string, number>;

/** National guidance for skills without a target of their own. */
const USUAL_TARGET_SECONDS = 20;

export function overTarget(queue: QueueView, targets: Targets): boolean {
  return queue.longestWaitSeconds > (targets[queue.skill] ?? USUAL_TARGET_SECONDS);
}

/**
 * One line over all queues of the agent's skills (all queues for somebody without skills). An agent has several
 * skills, so ready agents are not added up: the largest number is the honest lower bound.
 */
export function summarise(queues: QueueView[], skills: string[], targets: Targets): QueueSummary {
  const mine = skills.length ? queues.filter((queue) => skills.includes(queue.skill)) : queues;
  return mine.reduce<QueueSummary>(
    (sum, queue) => ({
      waiting: sum.waiting + queue.waiting,
      longestWaitSeconds: Math.max(sum.longestWaitSeconds, queue.longestWaitSeconds),
      agentsReady: Math.max(sum.agentsReady, queue.agentsReady),
      over: sum.over || overTarget(queue, targets),
    }),
    { waiting: 0, longestWaitSeconds: 0, agentsReady: 0, over: false },
  );
}
