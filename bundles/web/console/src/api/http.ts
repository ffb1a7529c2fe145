// SPDX-License-Identifier: Apache-2.0
import { noteServerDate } from '../app/clock';
import type { ErrorBody } from './types';

const BASE = '/api/v1';
const TIMEOUT_MS = 15_000;

/** An answer of the hub that is not a success, or no answer at all (status 0, code `console.*`). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly args: Record<string, unknown> = {},
    readonly traceId?: string,
  ) {
    super(`${status} ${code}`);
    this.name = 'ApiError';
  }
}

let csrfToken = '';
let onSessionLost: () => void = () => {};

/** The token that the hub handed out with the session; every request but GET carries it. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Called at each 401 `security.session.*`, however many requests ran at that moment. */
export function onSessionLoss(listener: () => void): void {
  onSessionLost = listener;
}

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Builds an address below the API's base; empty parameters are left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return BASE + path + (text ? `?${text}` : '');
}

interface Options {
  body?: unknown;
  query?: Query;
  signal?: AbortSignal;
}

/** One request. Resolves with the decoded JSON (or undefined for an empty body), rejects with ApiError. */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw new ApiError(0, timeout.aborted ? 'console.timeout' : 'console.unreachable');
  }
  noteServerDate(response.headers.get('Date'));
  if (!response.ok) throw await failureOf(response);
  const text = await response.text();
  if (!text) return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError(response.status, 'console.garbled');
  }
}

/** Fetches a file, so that a refusal is shown like any other error instead of replacing the page. */
export async function download(path: string, query: Query, fileName: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(address(path, query), { credentials: 'same-origin' });
  } catch {
    throw new ApiError(0, 'console.unreachable');
  }
  if (!response.ok) throw await failureOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function failureOf(response: Response): Promise<ApiError> {
  const body = await response
    .json()
    .then((value: unknown) => (value ?? {}) as Partial<ErrorBody>)
    .catch(() => ({}) as Partial<ErrorBody>);
  const code = body.code ?? `http.${response.status}`;
  const args = { ...(body.args ?? {}) };
  const retryAfter = response.headers.get('Retry-After');
  if (retryAfter && args.retryAfterSeconds === undefined) args.retryAfterSeconds = Number(retryAfter);
  if (response.status === 401 && !code.startsWith('security.login.')) onSessionLost();
  return new ApiError(response.status, code, args, body.traceId);
}
