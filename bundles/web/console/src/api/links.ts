// SPDX-License-Identifier: Apache-2.0
/** Business links: how they do, what went over their wires, their mappings. */
import type { components } from './schema';
import type { Page } from './types';
import { get, id, post, put, type PageQuery } from './verbs';

type Schemas = components['schemas'];
export type BusinessLink = Schemas['BusinessLinkView'];
export type OperationSchema = Schemas['OperationSchema'];
export type LinkExchange = Schemas['LinkExchange'];
export type LinkExchangeDetail = Schemas['LinkExchangeDetail'];
export type LinkMapping = Schemas['LinkMapping'];
export type MappingCheck = Schemas['MappingCheck'];
export type MappingFault = Schemas['MappingFaultView'];
export type MappingVersion = Schemas['MappingVersion'];
export type MappingVersionText = Schemas['MappingVersionText'];
export type MappingTrial = Schemas['MappingTrialView'];
/** The generator knows no object of any values. */
export type MappingTrialInput = Omit<Schemas['MappingTrialInput'], 'content'> & { content?: Record<string, unknown> };

export type Reconciliation = Schemas['ReconciliationReport'];

export interface ExchangeFilter {
  from?: string;
  until?: string;
  operation?: string;
  outcome?: string;
  request?: string;
  matter?: string;
}

const at = (link: string) => `/links/${id(link)}`;

export const links = {
  list: (signal?: AbortSignal) => get<BusinessLink[]>('/links', {}, signal),
  operations: (signal?: AbortSignal) => get<OperationSchema[]>('/links/operations', {}, signal),
  exchanges: (link: string, filter: ExchangeFilter & PageQuery, signal?: AbortSignal) =>
    get<Page<LinkExchange>>(`${at(link)}/exchanges`, { ...filter }, signal),
  exchange: (link: string, exchange: string, signal?: AbortSignal) =>
    get<LinkExchangeDetail>(`${at(link)}/exchanges/${id(exchange)}`, {}, signal),
  reconcile: (link: string, from: string, until: string) => post<Reconciliation>(`${at(link)}/reconciliations`, { from, until }),
  mapping: (link: string, signal?: AbortSignal) => get<LinkMapping>(`${at(link)}/mapping`, {}, signal),
  check: (link: string, text: string) => post<MappingCheck>(`${at(link)}/mapping/check`, { text }),
  publish: (link: string, revision: string, text: string) => put<LinkMapping>(`${at(link)}/mapping`, { revision, text }),
  versions: (link: string, query: PageQuery, signal?: AbortSignal) =>
    get<Page<MappingVersion>>(`${at(link)}/mapping/versions`, { ...query }, signal),
  version: (link: string, number: number, signal?: AbortSignal) =>
    get<MappingVersionText>(`${at(link)}/mapping/versions/${number}`, {}, signal),
  rollBack: (link: string, number: number, revision: string) =>
    post<LinkMapping>(`${at(link)}/mapping/versions/${number}/roll-back`, { revision }),
  tryOut: (link: string, trial: MappingTrialInput) => post<MappingTrial>(`${at(link)}/mapping/trials`, trial),
};
