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

export type Citizen = Schemas['Citizen'];
export type CitizenInput = Schemas['CitizenInput'];
export type Flow = Schemas['FlowView'];
export type FlowVersion = Schemas['FlowVersionView'];

/** Inside the arguments of `ivr.flow.invalid`. */
export interface FlowProblem {
  path: string;
  code: string;
}

export type Plugin = Schemas['Plugin'];
export type PluginState = 'STARTING' | 'ONLINE' | 'DEGRADED' | 'OFFLINE' | 'STOPPED';
