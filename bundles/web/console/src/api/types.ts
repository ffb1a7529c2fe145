// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's types under the names that the console uses. They are generated from the bundles' OpenAPI documents
 * (scripts/openapi.mjs): a change over there that the console does not know breaks its build, not its users.
 * Instants are ISO-8601 in UTC; what has no value is left out.
 */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Role = 'agent' | 'supervisor' | 'administrator';
export type Session = Schemas['Session'];
export type User = Schemas['User'];
export type AuditEntry = Schemas['AuditEntry'];

/** Generic in Java, spelled out for each element in the documents. */
export interface Page<T> {
  items: T[];
  next?: string;
  total?: number;
}

/** The body of every refusal; the gateway writes it, no operation declares it. */
export interface ErrorBody {
  code: string;
  args?: Record<string, unknown>;
  traceId?: string;
}

export type AgentView = Schemas['AgentView'];
export type AgentState = AgentView['state'];
export type DeviceState = AgentView['deviceState'];
export type SkillLevel = Schemas['SkillLevel'];
export type BreakRequestView = Schemas['BreakRequestView'];
export type Reason = Schemas['ReasonView'];
export type QueueView = Schemas['QueueView'];
export type Skill = Schemas['SkillView'] & { code: string };

export type ContactSummary = Schemas['ContactSummary'];
export type ContactState = ContactSummary['state'];
export type Contact = Schemas['Contact'];
export type Leg = Schemas['ContactLeg'];
export type Recording = Schemas['ContactRecording'];
export type WrapUpInput = Schemas['WrapUpRequest'];
export type WrapUp = Schemas['ContactWrapUp'];
export type Controls = Schemas['ContactControls'];
export type ControlName = keyof Controls;
export type Category = Schemas['Category'];

export type Citizen = Schemas['Citizen'] & { identity?: DocumentKind; mergedFrom: string[] };
export type CitizenInput = Schemas['CitizenInput'] & { identity?: string; identityKind?: DocumentKind };
export type CitizenChange = Partial<CitizenInput>;
export type Flow = Schemas['FlowView'];
export type FlowVersion = Schemas['FlowVersionView'];

/** Inside the arguments of `ivr.flow.invalid`. */
export interface FlowProblem {
  path: string;
  code: string;
}

export type Plugin = Schemas['Plugin'];
export type PluginState = 'STARTING' | 'ONLINE' | 'DEGRADED' | 'OFFLINE' | 'STOPPED';

export type TicketSummary = Schemas['TicketSummary'];
/** The summary stands in the ticket itself, which the document cannot say of required fields. */
export type Ticket = TicketSummary & Schemas['Ticket'];
export type TicketState = TicketSummary['state'];
export type RequestType = TicketSummary['requestType'];
export type TicketInput = Schemas['TicketInput'];
export type PartyInput = Schemas['PartyInput'];
export type PartyRole = PartyInput['role'];
export type OperationInput = Schemas['OperationInput'];
export type HistoryLine = Schemas['HistoryView'];
export type Exchange = Schemas['ExchangeView'];
export type FormView = Schemas['FormView'];
export type FormField = Schemas['FormField'];
export type Department = Schemas['DepartmentView'];

/** Inside the arguments of `ticket.input.invalid`. */
export interface InputProblem {
  field: string;
  code: string;
}

export type Matter = Schemas['Matter'];
export type TraceStep = Schemas['Step'];

// --- by hand until the bundles' documents have them ---
export type DocumentKind = 'RESIDENT_IDENTITY' | 'CREDIT_CODE' | 'PASSPORT' | 'TRAVEL_PERMIT' | 'OTHER';
export type VerificationLevel = 'NONE' | 'BASIC' | 'STRONG';
export type Party = 'CALLER' | 'SUBJECT';
export interface Verification {
  citizen: string;
  contact: string;
  party: Party;
  level: VerificationLevel;
  method: string;
  expires: string;
}
export interface VerificationRequest {
  contact: string;
  method: string;
  party?: Party;
  identity?: string;
  answers?: Record<string, string>;
  reason?: string;
}
export interface RevealedCitizen {
  id: string;
  name: string;
  kind: Citizen['kind'];
  phones: string[];
  identityKind?: DocumentKind;
  identity?: string;
}
export interface Merge {
  merge: string;
  kept: string;
  merged: string;
  undone: boolean;
}
export interface TimelineEntry {
  at: string;
  kind: 'CONTACT' | 'TICKET' | 'NOTICE' | 'VERIFICATION' | 'BUSINESS' | 'MERGE';
  id: string;
  label: string;
  data: Record<string, unknown>;
}
export interface BusinessQuestion {
  contact: string;
  operation: string;
  content?: Record<string, unknown>;
  fresh?: boolean;
}
export interface BusinessAnswer {
  link: string;
  operation: string;
  content: Record<string, unknown>;
  asOf: string;
  cached: boolean;
}
export interface OrderInput {
  contact: string;
  operation: string;
  content?: Record<string, unknown>;
  request: string;
}
export interface OrderView {
  request: string;
  citizen: string;
  contact: string;
  link: string;
  operation: string;
  state: 'WAITING' | 'DONE' | 'REJECTED' | 'UNCERTAIN';
  attempt: number;
  code?: string;
  answer: Record<string, unknown>;
  at: string;
  by: string;
  changedAt: string;
}
export type NoticeState = 'WAITING' | 'SENT' | 'DELIVERED' | 'FAILED' | 'UNCERTAIN';
export interface Notice {
  id: string;
  reference: string;
  to: string;
  text: string;
  state: NoticeState;
  code?: string;
  reason?: string;
  attempt: number;
  createdAt: string;
  expiresAt: string;
  dueAt?: string;
  sentAt?: string;
  deliveredAt?: string;
  parts?: number;
}
export interface ReceivedText {
  id: string;
  channel: string;
  from: string;
  to: string;
  text: string;
  receivedAt: string;
}
export interface BusinessOrder {
  request: string;
  link: string;
  matter: string;
  operation: string;
  state: string;
  tries: number;
  code?: string;
  acceptedAt: string;
  due?: string;
  endedAt?: string;
}
