// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeHub } from '../test/samples';
import { address, ApiError, onSessionLoss, request, setCsrfToken } from './http';

beforeEach(() => setCsrfToken('token-1'));

describe('requests', () => {
  it('carry the CSRF token unless they only read', async () => {
    const asked = fakeHub({ 'GET /a': () => ({ body: 1 }), 'POST /a': () => ({ status: 204 }) });
    await request('GET', '/a');
    await request('POST', '/a', { body: { x: 1 } });
    expect(asked[0]?.headers).not.toHaveProperty('X-CSRF-Token');
    expect(asked[1]?.headers['X-CSRF-Token']).toBe('token-1');
    expect(asked[1]?.body).toEqual({ x: 1 });
  });

  it('fail with the code, arguments and trace of the hub', async () => {
    fakeHub({ 'GET /a': () => ({ status: 409, body: { code: 'acd.state.not-allowed', args: { state: 'BUSY' }, traceId: 't1' } }) });
    await expect(request('GET', '/a')).rejects.toMatchObject({
      status: 409,
      code: 'acd.state.not-allowed',
      args: { state: 'BUSY' },
      traceId: 't1',
    });
  });

  it('make do with a failure that is no JSON, and with Retry-After', async () => {
    fakeHub({ 'GET /a': () => ({ status: 503, headers: { 'Retry-After': '7' } }) });
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 'http.503', args: { retryAfterSeconds: 7 } });
  });

  it('tell an unreachable hub', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('failed'));
    await expect(request('GET', '/a')).rejects.toEqual(new ApiError(0, 'console.unreachable'));
  });

  it('report a lost session, but not a wrong password', async () => {
    const lost = vi.fn();
    onSessionLoss(lost);
    fakeHub({
      'GET /a': () => ({ status: 401, body: { code: 'security.session.none' } }),
      'POST /session': () => ({ status: 401, body: { code: 'security.login.failed' } }),
    });
    await request('POST', '/session', { body: {} }).catch(() => {});
    expect(lost).not.toHaveBeenCalled();
    await request('GET', '/a').catch(() => {});
    expect(lost).toHaveBeenCalledOnce();
  });

  it('leave empty parameters out and encode the others', () => {
    expect(address('/contacts', { number: '138 & 9', state: '', cursor: undefined, limit: 50 })).toBe(
      '/api/v1/contacts?number=138+%26+9&limit=50',
    );
  });
});
