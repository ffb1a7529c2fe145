// SPDX-License-Identifier: Apache-2.0
/** Every operation of the hub that the console uses, by its name in the glossary. */
import { address, download, request, type Query } from './http';
import type * as T from './types';
import { get, id, post, put, type PageQuery } from './verbs';

export type { PageQuery } from './verbs';

export interface ContactFilter {
  from?: string;
  to?: string;
  number?: string;
  agentId?: string;
  state?: string;
  category?: string;
  region?: string;
}

export interface NewUser {
  login: string;
  name: string;
  roles: T.Role[];
  region?: string;
  departments?: string[];
  password: string;
}

export type UserChange = Pick<T.User, 'id' | 'name' | 'roles' | 'enabled'> & { region?: string; departments?: string[] };

export interface AgentInput {
  userId: string;
  number: string;
  device: string;
  pbx?: string;
  skills: T.SkillLevel[];
  unattended?: boolean;
}

export const hub = {
  logIn: (login: string, password: string, code?: string) => post<T.Session>('/session', { login, password, code }),
  session: () => get<T.Session>('/session'),
  logOut: () => request<void>('DELETE', '/session'),
  changePassword: (oldPassword: string, newPassword: string) =>
    put('/session/password', { oldPassword, newPassword }),

  users: (query: PageQuery, signal?: AbortSignal) =>
    get<T.Page<T.User>>('/users', { ...query }, signal),
  createUser: (user: NewUser) => post<T.User>('/users', user),
  updateUser: ({ id: userId, name, roles, region, departments, enabled }: UserChange) =>
    put<T.User>(`/users/${id(userId)}`, { name, roles, region, departments, enabled }),
  resetPassword: (userId: string, password: string) =>
    post(`/users/${id(userId)}/password-reset`, { newPassword: password }),
  verifyAudit: () => get<{ intact: boolean; entriesChecked: number; brokenAt?: number }>('/audit/verification'),
  exportAudit: (query: Query, fileName: string) => download('/audit/export', query, fileName),
  audit: (query: PageQuery & Query, signal?: AbortSignal) =>
    get<T.Page<T.AuditEntry>>('/audit', query, signal),

  me: (signal?: AbortSignal) => get<T.AgentView>('/acd/me', {}, signal),
  setState: (state: T.AgentState, reason?: string) =>
    put<T.AgentView>('/acd/me/state', { state, reason }),
  withdrawBreak: () => request<T.AgentView>('DELETE', '/acd/me/break-request'),
  breakRequests: (signal?: AbortSignal) => get<T.BreakRequestView[]>('/acd/break-requests', {}, signal),
  grantBreak: (agentId: string) => post<T.AgentView>(`/acd/break-requests/${id(agentId)}/grant`),
  refuseBreak: (agentId: string, reason: string) =>
    post<T.AgentView>(`/acd/break-requests/${id(agentId)}/refuse`, { reason }),
  reasons: () => get<T.Reason[]>('/acd/reasons'),
  queues: (signal?: AbortSignal) => get<T.QueueView[]>('/acd/queues', {}, signal),
  agents: (signal?: AbortSignal) => get<T.AgentView[]>('/acd/agents', {}, signal),
  createAgent: (agent: AgentInput) => post<T.AgentView>('/acd/agents', agent),
  updateAgent: (agentId: string, agent: Omit<AgentInput, 'userId'>) =>
    put<T.AgentView>(`/acd/agents/${id(agentId)}`, agent),
  setAgentState: (agentId: string, state: T.AgentState, reason?: string) =>
    put(`/acd/agents/${id(agentId)}/state`, { state, reason }),
  skills: (signal?: AbortSignal) => get<T.Skill[]>('/acd/skills', {}, signal),
  createSkill: (skill: T.Skill) => post(`/acd/skills/${id(skill.code)}`, skill),
  updateSkill: (skill: T.Skill) => put(`/acd/skills/${id(skill.code)}`, skill),

  contacts: (query: ContactFilter & PageQuery, signal?: AbortSignal) =>
    get<T.Page<T.ContactSummary>>('/contacts', { ...query }, signal),
  contact: (contactId: string, signal?: AbortSignal) =>
    get<T.Contact>(`/contacts/${id(contactId)}`, {}, signal),
  control: (contactId: string, name: T.ControlName) =>
    post(`/contacts/${id(contactId)}/${name === 'verifyCaller' ? 'verify-caller' : name}`),
  saveWrapUp: (contactId: string, wrapUp: T.WrapUpInput) =>
    put<T.Contact>(`/contacts/${id(contactId)}/wrap-up`, wrapUp),
  chooseCitizen: (contactId: string, citizenId: string) =>
    put(`/contacts/${id(contactId)}/citizen`, { citizenId }),
  categories: (q = '') => get<T.Category[]>('/categories', { q }),
  recordingAddress: (contactId: string, recordingId: string) =>
    address(`/contacts/${id(contactId)}/recordings/${id(recordingId)}`),
  exportContacts: (filter: ContactFilter & Query, fileName: string) =>
    download('/contacts/export', { ...filter, format: 'csv' }, fileName),

  exportMyContacts: (filter: ContactFilter & Query, fileName: string) =>
    download('/contacts/mine/export', { ...filter, format: 'csv' }, fileName),

  candidates: (number: string, signal?: AbortSignal) =>
    get<T.Citizen[]>('/citizens', { number }, signal),
  createCitizen: (citizen: T.CitizenInput) => post<T.Citizen>('/citizens', citizen),

  flows: (signal?: AbortSignal) => get<T.Flow[]>('/ivr/flows', {}, signal),
  flow: (name: string, version: number, signal?: AbortSignal) =>
    get<unknown>(`/ivr/flows/${id(name)}/${id(`${version}`)}`, {}, signal),
  uploadFlow: (name: string, flow: object) =>
    post<{ version: number }>(`/ivr/flows/${id(name)}`, flow),
  publishFlow: (name: string, version: number) =>
    post(`/ivr/flows/${id(name)}/${id(`${version}`)}/publish`),

  plugins: (signal?: AbortSignal) => get<T.Plugin[]>('/plugins', {}, signal),
};
