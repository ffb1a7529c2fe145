// SPDX-License-Identifier: Apache-2.0
/** Alarms: what is wrong, by which rules, and who is told. */
import type { components } from './schema';
import type { Page } from './types';
import { get, id, post, put, remove, type PageQuery } from './verbs';

type Schemas = components['schemas'];
export type AlarmView = Schemas['AlarmView'];
export type AlarmCount = Schemas['AlarmCount'];
export type AlarmRuleView = Schemas['AlarmRuleView'];
export type AlarmRuleInput = Schemas['AlarmRuleInput'];
export type MetricView = Schemas['MetricView'];
export type DeliveryView = Schemas['DeliveryView'];

export const alarms = {
  open: (signal?: AbortSignal) => get<AlarmView[]>('/alarms/open', {}, signal),
  history: (query: PageQuery, signal?: AbortSignal) => get<Page<AlarmView>>('/alarms', { ...query }, signal),
  count: (signal?: AbortSignal) => get<AlarmCount>('/alarms/count', {}, signal),
  acknowledge: (alarmId: string, note?: string) => post<AlarmView>(`/alarms/${id(alarmId)}/acknowledgement`, { note }),

  rules: (signal?: AbortSignal) => get<AlarmRuleView[]>('/alarm-rules', {}, signal),
  createRule: (rule: AlarmRuleInput) => post<AlarmRuleView>('/alarm-rules', rule),
  updateRule: (ruleId: string, rule: AlarmRuleInput) => put<AlarmRuleView>(`/alarm-rules/${id(ruleId)}`, rule),
  removeRule: (ruleId: string) => remove(`/alarm-rules/${id(ruleId)}`),
  metrics: (signal?: AbortSignal) => get<MetricView[]>('/alarm-rules/metrics', {}, signal),
  delivery: (signal?: AbortSignal) => get<DeliveryView>('/alarm-rules/delivery', {}, signal),
  test: (to: string) => post('/alarm-rules/test', { to }),
};
