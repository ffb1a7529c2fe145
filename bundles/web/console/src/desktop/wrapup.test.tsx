// SPDX-License-Identifier: Apache-2.0
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import { listenForShortcuts } from '../app/shortcuts';
import { CATEGORIES, contact, fakeHub } from '../test/samples';
import { useCategories } from './categoryStore';
import { useDrafts } from './drafts';
import { WrapUpPanel } from './WrapUpPanel';

const now = contact({ id: 'k1', state: 'AFTER_CONTACT_WORK' });

function show(targetId: string | undefined = 'k1', inHand: typeof now | undefined = now) {
  const chosen: (string | undefined)[] = [];
  render(
    <App>
      <WrapUpPanel contact={inHand} targetId={targetId} onChoose={(id) => chosen.push(id)} />
    </App>,
  );
  return chosen;
}

beforeEach(() => {
  useCategories.setState({ all: CATEGORIES, status: 'ready' });
  useDrafts.getState().open('u1');
});

describe('the wrap-up', () => {
  it('is done by keyboard alone: initials, arrow, Enter, text, Ctrl+Enter', async () => {
    const stop = listenForShortcuts();
    const asked = fakeHub({ 'PUT /contacts/k1/wrap-up': () => ({ body: now }) });
    const user = userEvent.setup();
    show();
    await user.keyboard('{Control>}{Alt>}[KeyK]{/Alt}{/Control}');
    await user.keyboard('ylbx{ArrowDown}{Enter}{Tab}');
    screen.getByTestId('wrapup-summary').focus();
    await user.keyboard('已告知认证办法');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.body).toEqual({ category: 'si.pension.cert', summary: '已告知认证办法', resolved: true });
    await waitFor(() => expect(useDrafts.getState().drafts).toEqual({}));
    stop();
  });

  it('keeps the draft when the hub refuses', async () => {
    fakeHub({ 'PUT /contacts/k1/wrap-up': () => ({ status: 503, body: { code: 'http.503' } }) });
    const user = userEvent.setup();
    useDrafts.getState().keep({ contactId: 'k1', caller: '1', offeredAt: now.offeredAt, category: 'si.injury', summary: 'x' });
    show();
    await user.click(screen.getByTestId('wrapup-save'));
    await screen.findByText(/平台繁忙/);
    expect(useDrafts.getState().drafts.k1?.category).toBe('si.injury');
  });

  it('asks for a category before it asks the hub', async () => {
    const asked = fakeHub({});
    const user = userEvent.setup();
    show();
    await user.type(screen.getByTestId('wrapup-summary'), '只有文字');
    await user.click(screen.getByTestId('wrapup-save'));
    expect(screen.getByTestId('wrapup-category')).toHaveAttribute('aria-invalid', 'true');
    expect(asked).toHaveLength(0);
  });

  it('shows the unfinished one of the former call and leads back to it', async () => {
    const user = userEvent.setup();
    useDrafts.getState().keep({ contactId: 'k0', caller: '13900000000', offeredAt: now.offeredAt, summary: '没写完' });
    const chosen = show();
    await user.click(screen.getByTestId('draft-k0'));
    expect(chosen).toEqual(['k0']);
  });

  it('opens a draft without its call', () => {
    useDrafts.getState().keep({ contactId: 'k0', caller: '13900000000', offeredAt: now.offeredAt, summary: '没写完' });
    show('k0', undefined);
    expect(screen.getByTestId('wrapup-summary')).toHaveValue('没写完');
  });
});

describe('the category picker', () => {
  it('chooses nothing at the Enter that ends a composition', async () => {
    show();
    const input = screen.getByTestId('wrapup-category');
    fireEvent.change(input, { target: { value: "t'q'g'z" } });
    fireEvent.keyDown(input, { key: 'Enter', keyCode: 229 });
    expect(useDrafts.getState().drafts).toEqual({});
    fireEvent.keyDown(input, { key: 'Enter', keyCode: 13 });
    expect(useDrafts.getState().drafts.k1?.category).toBe('labour.wage');
  });

  it('leaves the choice alone on Escape', async () => {
    const user = userEvent.setup();
    useDrafts.getState().keep({ contactId: 'k1', caller: '1', offeredAt: now.offeredAt, category: 'si.injury', summary: '' });
    show();
    await user.type(screen.getByTestId('wrapup-category'), 'ylbx{Escape}');
    expect(screen.getByTestId('wrapup-category')).toHaveValue('社会保险 / 工伤认定');
  });
});
