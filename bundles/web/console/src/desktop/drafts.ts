// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

/** A wrap-up that is being typed: kept at each key stroke, so that neither a crash nor the next call costs a word. */
export interface Draft {
  contactId: string;
  caller: string;
  /** When the contact was offered, to tell two calls of one number apart. */
  offeredAt: string;
  category?: string;
  summary: string;
  resolved?: boolean;
  editedAt: number;
}

const PREFIX = 'shuniu.draft.';
const KEPT_DAYS = 7;

interface DraftStore {
  userId: string;
  drafts: Record<string, Draft>;
  /** Reads the drafts of one person; drafts older than a week are thrown away. */
  open(userId: string): void;
  keep(draft: Omit<Draft, 'editedAt'>): void;
  discard(contactId: string): void;
}

export const useDrafts = create<DraftStore>()((set, get) => ({
  userId: '',
  drafts: {},
  open: (userId) => set({ userId, drafts: readAll(userId) }),
  keep: (draft) => {
    if (isBlank(draft)) {
      get().discard(draft.contactId);
      return;
    }
    const kept = { ...draft, editedAt: Date.now() };
    write(keyOf(get().userId, draft.contactId), JSON.stringify(kept));
    set((now) => ({ drafts: { ...now.drafts, [draft.contactId]: kept } }));
  },
  discard: (contactId) => {
    write(keyOf(get().userId, contactId), undefined);
    set((now) => {
      const drafts = { ...now.drafts };
      delete drafts[contactId];
      return { drafts };
    });
  },
}));

// Another tab of the same agent edits the same drafts.
globalThis.addEventListener?.('storage', (event) => {
  const { userId, open } = useDrafts.getState();
  if (userId && event.key?.startsWith(keyOf(userId, ''))) open(userId);
});

export function isBlank(draft: Pick<Draft, 'category' | 'summary' | 'resolved'>): boolean {
  return !draft.category && !draft.summary.trim() && draft.resolved === undefined;
}

function keyOf(userId: string, contactId: string): string {
  return `${PREFIX}${userId}.${contactId}`;
}

function readAll(userId: string): Record<string, Draft> {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  const drafts: Record<string, Draft> = {};
  for (const key of storedKeys(keyOf(userId, ''))) {
    const draft = parse(localStorage.getItem(key));
    if (draft && draft.editedAt >= oldest) drafts[draft.contactId] = draft;
    else localStorage.removeItem(key);
  }
  return drafts;
}

function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function parse(text: string | null): Draft | undefined {
  try {
    const draft = JSON.parse(text ?? '') as Draft;
    const whole = typeof draft.contactId === 'string' && typeof draft.summary === 'string';
    return whole && typeof draft.editedAt === 'number' ? draft : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Storage may be full or refused; the draft then lives as long as the page.
  }
}
