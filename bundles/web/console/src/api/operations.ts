// SPDX-License-Identifier: Apache-2.0
/** What those who run the hub look at and do: dead letters, the system, alarms. */
import { download } from './http';
import type { components } from './schema';
import type { Page } from './types';
import { get, id, post, type PageQuery } from './verbs';

type Schemas = components['schemas'];
export type DeadLetter = Schemas['DeadLetter'];
export type DeadLetterDetail = Schemas['DeadLetterDetail'];
export type DeadLetterCount = Schemas['DeadLetterCount'];
export type DeadLetterOutcome = Schemas['DeadLetterOutcome'];

export interface DeadLetterFilter {
  consumer?: string;
  type?: string;
  key?: string;
  behind?: boolean;
  from?: string;
  until?: string;
}

export const deadLetters = {
  list: (query: DeadLetterFilter & PageQuery, signal?: AbortSignal) => get<Page<DeadLetter>>('/dead-letters', { ...query }, signal),
  count: (signal?: AbortSignal) => get<DeadLetterCount>('/dead-letters/count', {}, signal),
  get: (letterId: string, signal?: AbortSignal) => get<DeadLetterDetail>(`/dead-letters/${id(letterId)}`, {}, signal),
  redeliver: (ids: string[]) => post<DeadLetterOutcome>('/dead-letters/redelivery', { ids }),
  discard: (ids: string[], reason: string, release: boolean) => post<DeadLetterOutcome>('/dead-letters/discard', { ids, reason, release }),
};

export type SystemView = Schemas['SystemView'];
export type SystemItem = Schemas['SystemItem'];
export type Level = SystemItem['level'];

export const systemHub = {
  system: (signal?: AbortSignal) => get<SystemView>('/system', {}, signal),
};

export type LogEntry = Schemas['LogEntry'];
export type LogPage = Schemas['LogPage'];

export interface LogFilter {
  id?: string;
  level?: string;
  text?: string;
  from?: string;
  to?: string;
}

export const logs = {
  search: (query: LogFilter & PageQuery, signal?: AbortSignal) => get<LogPage>('/logs', { ...query }, signal),
  export: (query: LogFilter, fileName: string) => download('/logs/export', { ...query }, fileName),
};

export type TelephonyOutages = Schemas['TelephonyOutages'];

export const telephony = {
  outages: (signal?: AbortSignal) => get<TelephonyOutages>('/plugins/outages', {}, signal),
};
