// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import type { Key } from '../i18n';

export type ShortcutId =
  | 'ready'
  | 'notReady'
  | 'break'
  | 'answer'
  | 'hold'
  | 'mute'
  | 'hangup'
  | 'candidates'
  | 'category'
  | 'save'
  | 'ticket'
  | 'verify'
  | 'desktop'
  | 'helpDrawer'
  | 'help';

interface Shortcut {
  id: ShortcutId;
  /** As the overlay shows it. */
  keys: string;
  label: Key;
  matches(event: KeyboardEvent): boolean;
}

const bare = (key: string) => (event: KeyboardEvent) =>
  event.key === key && !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;

/** By position on the keyboard (`code`), so that neither the layout nor an input method changes it. */
const ctrlAlt = (code: string) => (event: KeyboardEvent) =>
  event.code === code && event.ctrlKey && event.altKey && !event.shiftKey && !event.metaKey;

/**
 * Chosen around what is taken: F1 help, F3 F5 F6 F7 F11 F12 and F10 belong to browsers, Ctrl+Space, Ctrl+Shift and
 * Ctrl+. to input methods, Ctrl+Alt+A/W/Z to messengers. Ctrl+Enter is handled by the wrap-up form itself as well.
 */
export const SHORTCUTS: readonly Shortcut[] = [
  { id: 'ready', keys: 'F2', label: 'shortcut.ready', matches: bare('F2') },
  { id: 'notReady', keys: 'F4', label: 'shortcut.notReady', matches: bare('F4') },
  { id: 'break', keys: 'F8', label: 'shortcut.break', matches: bare('F8') },
  { id: 'answer', keys: 'F9', label: 'shortcut.answer', matches: bare('F9') },
  { id: 'hold', keys: 'Ctrl+Alt+H', label: 'shortcut.hold', matches: ctrlAlt('KeyH') },
  { id: 'mute', keys: 'Ctrl+Alt+M', label: 'shortcut.mute', matches: ctrlAlt('KeyM') },
  { id: 'hangup', keys: 'Ctrl+Alt+E', label: 'shortcut.hangup', matches: ctrlAlt('KeyE') },
  { id: 'candidates', keys: 'Ctrl+Alt+J', label: 'shortcut.candidates', matches: ctrlAlt('KeyJ') },
  { id: 'category', keys: 'Ctrl+Alt+K', label: 'shortcut.category', matches: ctrlAlt('KeyK') },
  { id: 'verify', keys: 'Ctrl+Alt+Y', label: 'shortcut.verify', matches: ctrlAlt('KeyY') },
  { id: 'ticket', keys: 'Ctrl+Alt+G', label: 'shortcut.ticket', matches: ctrlAlt('KeyG') },
  {
    id: 'save',
    keys: 'Ctrl+Enter',
    label: 'shortcut.save',
    matches: (event) => event.key === 'Enter' && event.ctrlKey && !event.altKey && !event.shiftKey,
  },
  { id: 'desktop', keys: 'Ctrl+Alt+D', label: 'shortcut.desktop', matches: ctrlAlt('KeyD') },
  { id: 'helpDrawer', keys: 'F1', label: 'shortcut.helpDrawer', matches: bare('F1') },
  {
    id: 'help',
    keys: '?',
    label: 'shortcut.help',
    // The Chinese keyboard may give the full-width mark.
    matches: (event) =>
      (event.key === '?' || event.key === '\uff1f') && !event.ctrlKey && !event.altKey && !isTyping(event.target),
  },
];

export function keysOf(id: ShortcutId): string {
  return SHORTCUTS.find((shortcut) => shortcut.id === id)?.keys ?? '';
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

type Handler = () => void;
const handlers = new Map<ShortcutId, Handler[]>();

/** Runs the newest handler of the matching shortcut; keys of an input method under composition are never taken. */
export function dispatchShortcut(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.repeat) return false;
  for (const shortcut of SHORTCUTS) {
    if (!shortcut.matches(event)) continue;
    const handler = handlers.get(shortcut.id)?.at(-1);
    if (!handler) return false;
    event.preventDefault();
    handler();
    return true;
  }
  return false;
}

/** Installs the one key listener of the console; returns how to remove it. */
export function listenForShortcuts(): () => void {
  const listener = (event: KeyboardEvent) => void dispatchShortcut(event);
  globalThis.addEventListener('keydown', listener);
  return () => globalThis.removeEventListener('keydown', listener);
}

/** Binds a shortcut as long as the component is mounted and `enabled`. */
export function useShortcut(id: ShortcutId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const bound = () => latest.current();
    handlers.set(id, [...(handlers.get(id) ?? []), bound]);
    return () => {
      handlers.set(id, (handlers.get(id) ?? []).filter((each) => each !== bound));
    };
  }, [id, enabled]);
}
