// SPDX-License-Identifier: Apache-2.0
/** What the hub's REST resources and live events carry. Instants are ISO-8601 in UTC. */

export type Instant = string;

export type Role = 'agent' | 'supervisor' | 'administrator';

export interface SessionUser {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  region?: string | null;
  mustChangePassword: boolean;
}

export interface Session {
  user: SessionUser;
  permissions: string[];
  csrfToken: string;
  expiresAt: Instant;
}

export interface User {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  region?: string | null;
  enabled: boolean;
  createdAt: Instant;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number | null;
}

export interface ErrorBody {
  code: string;
  args?: Record<string, unknown>;
  traceId?: string;
}

export interface AuditEntry {
  at: Instant;
  actor: string;
  operation: string;
  object?: string | null;
  detail?: unknown;
  remote?: string | null;
}

export type AgentState =
  | 'LOGGED_OUT'
  | 'NOT_READY'
  | 'READY'
  | 'RESERVED'
  | 'BUSY'
  | 'AFTER_CALL_WORK'
  | 'BREAK';

export type DeviceState = 'AVAILABLE' | 'RINGING' | 'BUSY' | 'UNREGISTERED' | 'UNKNOWN';

export interface SkillLevel {
  skill: string;
  level: number;
}

export interface AgentView {
  agentId: string;
  userId: string;
  name: string;
  number: string;
  device: string;
  pbx?: string | null;
  deviceState: DeviceState;
  skills: SkillLevel[];
  state: AgentState;
  reason?: string | null;
  since: Instant;
  contactId?: string | null;
  afterCallUntil?: Instant | null;
  allowed: AgentState[];
}

export interface Reason {
  code: string;
  kind: 'NOT_READY' | 'BREAK';
  labelZh: string;
  labelEn: string;
}

export interface QueueView {
  skill: string;
  labelZh: string;
  labelEn: string;
  waiting: number;
  longestWaitSeconds: number;
  agentsLoggedIn: number;
  agentsReady: number;
  answeredToday: number;
  abandonedToday: number;
  serviceLevelPercent?: number | null;
}

export interface Skill {
  code: string;
  labelZh: string;
  labelEn: string;
  overflowTo?: string | null;
  overflowAfterSeconds?: number | null;
  priority?: number | null;
}

export type ContactState =
  | 'OFFERED'
  | 'SELF_SERVICE'
  | 'QUEUED'
  | 'RESERVED'
  | 'ACTIVE'
  | 'AFTER_CONTACT_WORK'
  | 'CLOSED';

export interface ContactSummary {
  id: string;
  medium: string;
  direction: string;
  caller?: string | null;
  called?: string | null;
  region?: string | null;
  state: ContactState;
  agentId?: string | null;
  agentName?: string | null;
  offeredAt: Instant;
  queuedAt?: Instant | null;
  answeredAt?: Instant | null;
  endedAt?: Instant | null;
  endReason?: string | null;
  category?: string | null;
  waitSeconds?: number | null;
  talkSeconds?: number | null;
  hasRecording: boolean;
  citizenId?: string | null;
}

export interface Leg {
  id: string;
  kind: 'CALLER' | 'AGENT' | 'CONSULT';
  device: string;
  startedAt: Instant;
  ringingAt?: Instant | null;
  answeredAt?: Instant | null;
  endedAt?: Instant | null;
  cause?: string | null;
  endedBy?: string | null;
}

export interface TrailStep {
  flow: string;
  version: number | string;
  node: string;
  kind: string;
  label: string;
  at: Instant;
  input?: string | null;
}

export interface Recording {
  id: string;
  startedAt: Instant;
  seconds: number;
  bytes: number;
  state: string;
}

export interface WrapUpInput {
  category: string;
  summary: string;
  resolved: boolean;
}

export interface WrapUp extends WrapUpInput {
  by: string;
  at: Instant;
}

export type ControlName = 'answer' | 'hold' | 'retrieve' | 'mute' | 'unmute' | 'hangup';
export type Controls = Record<ControlName, boolean>;

export interface Contact extends ContactSummary {
  attachedData: Record<string, string>;
  legs: Leg[];
  trail: TrailStep[];
  recordings: Recording[];
  wrapUp?: WrapUp | null;
  controls: Controls;
  held: boolean;
  muted: boolean;
}

export interface Category {
  code: string;
  parent?: string | null;
  labelZh: string;
  labelEn: string;
  pinyin: string;
  initials: string;
  leaf: boolean;
}

export interface Citizen {
  id: string;
  name: string;
  kind: 'PERSON' | 'ORGANISATION';
  phones: string[];
  categories: string[];
  note?: string | null;
  lastContactAt?: Instant | null;
  contactCount: number;
}

export interface FlowVersion {
  version: number | string;
  createdAt: Instant;
  createdBy: string;
  comment?: string | null;
  published: boolean;
}

export interface Flow {
  name: string;
  labelZh: string;
  published?: number | string | null;
  versions: FlowVersion[];
}

export interface FlowProblem {
  path: string;
  code: string;
}

export type PluginState = 'STARTING' | 'ONLINE' | 'DEGRADED' | 'OFFLINE' | 'STOPPED';

export interface Plugin {
  bundle: string;
  version: string;
  seam: string;
  instance: string;
  state: PluginState;
  reason?: string | null;
  since: Instant;
  capabilities: string[];
}
