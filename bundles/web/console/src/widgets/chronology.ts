// SPDX-License-Identifier: Apache-2.0
import type { Contact, Leg } from '../api/types';

export type ChronicleKind =
  | 'offered'
  | 'queued'
  | 'answered'
  | 'ended'
  | 'wrapped'
  | 'menu'
  | 'leg.started'
  | 'leg.ringing'
  | 'leg.answered'
  | 'leg.ended';

export interface ChronicleEntry {
  at: string;
  kind: ChronicleKind;
  leg?: Leg;
  detail?: string | null;
}

/** Everything that is dated in a contact as one list, oldest first; equal moments keep the order of cause. */
export function chronology(contact: Contact): ChronicleEntry[] {
  const entries: ChronicleEntry[] = [];
  const add = (at: string | null | undefined, kind: ChronicleKind, detail?: string | null, leg?: Leg) => {
    if (at) entries.push({ at, kind, detail, leg });
  };
  add(contact.offeredAt, 'offered', contact.caller);
  for (const step of contact.trail) {
    add(step.at, 'menu', step.input ? `${step.label} · ${step.input}` : step.label);
  }
  add(contact.queuedAt, 'queued');
  for (const leg of contact.legs) {
    add(leg.startedAt, 'leg.started', leg.device, leg);
    add(leg.ringingAt, 'leg.ringing', leg.device, leg);
    add(leg.answeredAt, 'leg.answered', leg.device, leg);
  }
  add(contact.answeredAt, 'answered', contact.agentName);
  for (const leg of contact.legs) add(leg.endedAt, 'leg.ended', leg.cause ?? leg.device, leg);
  add(contact.endedAt, 'ended', contact.endReason);
  add(contact.wrapUp?.at, 'wrapped', contact.wrapUp?.by);
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
