// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import { isBlank, useDrafts } from './drafts';

const draft = { contactId: 'k1', caller: '13800000000', offeredAt: '2026-01-05T01:00:00Z', summary: '咨询' };
const store = () => useDrafts.getState();

beforeEach(() => store().open('u1'));

describe('drafts', () => {
  it('are there after a reload, for their owner alone', () => {
    store().keep({ ...draft, category: 'si' });
    store().open('u2');
    expect(store().drafts).toEqual({});
    store().open('u1');
    expect(store().drafts.k1).toMatchObject({ category: 'si', summary: '咨询' });
  });

  it('of several calls live side by side', () => {
    store().keep(draft);
    store().keep({ ...draft, contactId: 'k2', summary: '投诉' });
    store().open('u1');
    expect(Object.keys(store().drafts).sort()).toEqual(['k1', 'k2']);
  });

  it('leave nothing behind once saved', () => {
    store().keep(draft);
    store().discard('k1');
    expect(localStorage.length).toBe(0);
    expect(store().drafts).toEqual({});
  });

  it('older than a week and broken ones are cleared away', () => {
    const old = { ...draft, editedAt: Date.now() - 8 * 86_400_000 };
    localStorage.setItem('shuniu.draft.u1.k1', JSON.stringify(old));
    localStorage.setItem('shuniu.draft.u1.k3', '{"half":');
    store().open('u1');
    expect(store().drafts).toEqual({});
    expect(localStorage.length).toBe(0);
  });

  it('empty forms are no drafts', () => {
    expect(isBlank({ summary: '  ' })).toBe(true);
    expect(isBlank({ summary: '', resolved: false })).toBe(false);
  });
});
