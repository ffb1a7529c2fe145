// SPDX-License-Identifier: Apache-2.0
import { render } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { dispatchShortcut, SHORTCUTS, useShortcut, type ShortcutId } from './shortcuts';

function Bound({ id, onPress, enabled = true }: { id: ShortcutId; onPress(): void; enabled?: boolean }) {
  useShortcut(id, onPress, enabled);
  return <input aria-label="text" />;
}

const press = (init: KeyboardEventInit, target?: Element) => {
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init });
  if (target) Object.defineProperty(event, 'target', { value: target });
  return dispatchShortcut(event);
};

describe('shortcuts', () => {
  it('run only while their owner is there and enabled', () => {
    const pressed = vi.fn();
    const { rerender, unmount } = render(<Bound id="ready" onPress={pressed} />);
    expect(press({ key: 'F2' })).toBe(true);
    rerender(<Bound id="ready" onPress={pressed} enabled={false} />);
    expect(press({ key: 'F2' })).toBe(false);
    unmount();
    expect(press({ key: 'F2' })).toBe(false);
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('leave the keys of an input method and held keys alone', () => {
    const pressed = vi.fn();
    render(<Bound id="save" onPress={pressed} />);
    press({ key: 'Enter', ctrlKey: true, isComposing: true });
    press({ key: 'Enter', ctrlKey: true, repeat: true });
    expect(pressed).not.toHaveBeenCalled();
    press({ key: 'Enter', ctrlKey: true });
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('do not take a question mark out of a sentence', () => {
    const pressed = vi.fn();
    const { getByLabelText } = render(<Bound id="help" onPress={pressed} />);
    expect(press({ key: '?' }, getByLabelText('text'))).toBe(false);
    expect(press({ key: '\uff1f' }, document.body)).toBe(true);
  });

  it('follow the key, not the letter that the layout prints', () => {
    const pressed = vi.fn();
    render(<Bound id="hold" onPress={pressed} />);
    expect(press({ key: '˙', code: 'KeyH', ctrlKey: true, altKey: true })).toBe(true);
  });

  it('are all different', () => {
    expect(new Set(SHORTCUTS.map((shortcut) => shortcut.keys)).size).toBe(SHORTCUTS.length);
  });
});
