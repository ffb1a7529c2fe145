// SPDX-License-Identifier: Apache-2.0
/** The settings of all bundles: forms, changes, history. */
import type { components } from './schema';
import type { Page } from './types';
import { get, id, post, put, remove, type PageQuery } from './verbs';

type Schemas = components['schemas'];
export type SettingsGroup = Schemas['SettingsGroup'];
export type SettingsInstance = Schemas['SettingsInstance'];
export type SettingsForm = Schemas['SettingsForm'];
export type SettingsField = Schemas['SettingsField'];
export type SettingsVersion = Schemas['SettingsVersion'];
export type SettingsChange = Schemas['SettingsChange'];
export type SettingsTrial = Schemas['SettingsTrial'];
export type SettingsValues = Record<string, string[]>;

/** Inside the arguments of `settings.invalid`. */
export interface SettingsProblem {
  field: string;
  code: string;
  args: Record<string, unknown>;
}

export const settingsHub = {
  groups: (language: string, signal?: AbortSignal) => get<SettingsGroup[]>('/settings', { language }, signal),
  form: (configId: string, language: string, signal?: AbortSignal) =>
    get<SettingsForm>(`/settings/${id(configId)}`, { language }, signal),
  save: (configId: string, language: string, revision: string, values: SettingsValues, reset: string[]) =>
    put<SettingsForm>(`/settings/${id(configId)}?language=${language}`, { revision, values, reset }),
  create: (pid: string, language: string, name: string, values: SettingsValues) =>
    post<SettingsForm>(`/settings/${id(pid)}/instances?language=${language}`, { name, values }),
  remove: (configId: string, name: string) => remove(`/settings/${id(configId)}?name=${id(name)}`),
  test: (configId: string, values: SettingsValues, reset: string[]) =>
    post<SettingsTrial>(`/settings/${id(configId)}/test`, { values, reset }),
  versions: (configId: string, query: PageQuery, signal?: AbortSignal) =>
    get<Page<SettingsVersion>>(`/settings/${id(configId)}/versions`, { ...query }, signal),
  rollBack: (configId: string, number: number, revision: string) =>
    post<SettingsForm>(`/settings/${id(configId)}/versions/${number}/roll-back`, { revision }),
};
