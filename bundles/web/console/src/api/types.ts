// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's types under the names that the console uses. They are generated from the bundles' OpenAPI documents
 * (scripts/openapi.mjs): a change over there that the console does not know breaks its build, not its users.
 * Instants are ISO-8601 in UTC; what has no value is left out.
 */
import type { components } from './schema';

type Schemas = components['schemas'];

/** The code of a role; the site may have its own. */
export type Role = string;
export type RoleView = Schemas['RoleView'];
export type RoleNames = Schemas['RoleNames'];
export type RoleHolder = Schemas['RoleHolder'];
export type Permission = Schemas['PermissionView'];
export type Separation = Schemas['SeparationView'];
export type Session = Schemas['Session'];
export type User = Schemas['User'];
export type SecondFactor = Schemas['SecondFactorView'];
export type SecondFactorSetUp = Schemas['SecondFactorSetUp'];
export type RecoveryCodes = Schemas['RecoveryCodes'];
export type OpenSession = Schemas['OpenSession'];
export type PasswordRules = Schemas['PasswordRulesView'];
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

export type Citizen = Schemas['Citizen'];
export type CitizenInput = Schemas['CitizenInput'];
export type CitizenChange = Schemas['CitizenChange'];
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

export type Verification = Schemas['Verification'];
export type VerificationLevel = Verification['level'];
export type Party = Verification['party'];
export type VerificationRequest = Schemas['VerificationRequest'];
export type RevealedCitizen = Schemas['RevealedCitizen'];
export type Merge = Schemas['Merge'];
export type TimelineEntry = Omit<Schemas['TimelineEntry'], 'data'> & { data: Record<string, unknown> };
/** What business systems take and give is open; the documents can only say that it is an object. */
type Open<T, K extends keyof T> = Omit<T, K> & Record<K, Record<string, unknown>>;
export type BusinessQuestion = Omit<Schemas['BusinessQuestion'], 'content'> & { content?: Record<string, unknown> };
export type BusinessOffer = Schemas['BusinessOffer'];
export type BusinessAnswer = Open<Schemas['BusinessAnswer'], 'content'>;
export type OrderInput = Omit<Schemas['OrderInput'], 'content'> & { content?: Record<string, unknown> };
export type OrderView = Open<Schemas['OrderView'], 'answer'>;

export type Notice = Schemas['Notice'];
export type NoticeState = Notice['state'];
export type ReceivedText = Schemas['ReceivedText'];
export type BusinessOrder = Schemas['BusinessOrder'];
