// SPDX-License-Identifier: Apache-2.0
/** What people do with their own account, and administrators with the accounts of others. */
import type * as T from './types';
import { get, id, post, put, remove } from './verbs';

export const account = {
  secondFactor: (signal?: AbortSignal) => get<T.SecondFactor>('/session/second-factor', {}, signal),
  beginSecondFactor: (password: string) => post<T.SecondFactorSetUp>('/session/second-factor', { password }),
  confirmSecondFactor: (code: string) => put<T.RecoveryCodes>('/session/second-factor', { code }),
  renewRecoveryCodes: (password: string, code: string) =>
    post<T.RecoveryCodes>('/session/second-factor/recovery-codes', { password, code }),
  removeSecondFactor: (password: string, code: string) => post('/session/second-factor/removal', { password, code }),

  passwordRules: (signal?: AbortSignal) => get<T.PasswordRules>('/session/password-rules', {}, signal),

  sessions: (signal?: AbortSignal) => get<T.OpenSession[]>('/sessions', {}, signal),
  endSession: (sessionId: string) => remove(`/sessions/${id(sessionId)}`),
  endOtherSessions: () => remove('/sessions'),
};

export const accounts = {
  resetSecondFactor: (userId: string) => post(`/users/${id(userId)}/second-factor-reset`),
  sessions: (userId: string, signal?: AbortSignal) => get<T.OpenSession[]>(`/users/${id(userId)}/sessions`, {}, signal),
  endSession: (userId: string, sessionId: string) => remove(`/users/${id(userId)}/sessions/${id(sessionId)}`),
  endSessions: (userId: string) => remove(`/users/${id(userId)}/sessions`),
};
