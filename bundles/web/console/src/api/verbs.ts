// SPDX-License-Identifier: Apache-2.0
/** The four ways to ask the hub, for the lists of operations beside this file. */
import { request, type Query } from './http';

export interface PageQuery {
  cursor?: string;
  limit?: number;
}

export const get = <R>(path: string, query?: Query, signal?: AbortSignal) => request<R>('GET', path, { query, signal });
export const post = <R = void>(path: string, body?: unknown) => request<R>('POST', path, { body });
export const put = <R = void>(path: string, body?: unknown) => request<R>('PUT', path, { body });
export const remove = <R = void>(path: string) => request<R>('DELETE', path);
export const id = encodeURIComponent;
