// SPDX-License-Identifier: Apache-2.0
/** Roles, what each may do, and whether the three duties are in different hands. */
import type * as T from './types';
import { get, id, post, put, remove, type PageQuery } from './verbs';

export type RoleInput = Pick<T.RoleView, 'code' | 'permissions'> & { names: T.RoleNames };

export const roles = {
  list: (signal?: AbortSignal) => get<T.RoleView[]>('/roles', {}, signal),
  permissions: (signal?: AbortSignal) => get<T.Permission[]>('/permissions', {}, signal),
  create: (role: RoleInput) => post<T.RoleView>('/roles', role),
  change: ({ code, names, permissions }: RoleInput, version: number) =>
    put<T.RoleView>(`/roles/${id(code)}`, { names, permissions, version }),
  remove: (code: string) => remove(`/roles/${id(code)}`),
  holders: (code: string, query: PageQuery, signal?: AbortSignal) =>
    get<T.Page<T.RoleHolder>>(`/roles/${id(code)}/users`, { ...query }, signal),
  separation: (signal?: AbortSignal) => get<T.Separation>('/separation', {}, signal),
  separate: () => put<T.Separation>('/separation', { active: true }),
};
