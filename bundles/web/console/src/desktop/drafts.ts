// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { draftShelf } from './draftShelf';

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

const shelf = draftShelf<Draft>(
  'shuniu.draft.',
  (draft) => draft.contactId,
  (draft) => typeof draft.contactId === 'string' && typeof draft.summary === 'string',
);

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
  open: (userId) => set({ userId, drafts: shelf.readAll(userId) }),
  keep: (draft) => {
    if (isBlank(draft)) {
      get().discard(draft.contactId);
      return;
    }
    const kept = { ...draft, editedAt: Date.now() };
    shelf.write(get().userId, kept);
    set((now) => ({ drafts: { ...now.drafts, [draft.contactId]: kept } }));
  },
  discard: (contactId) => {
    shelf.remove(get().userId, contactId);
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
  if (shelf.concerns(event.key, userId)) open(userId);
});

export function isBlank(draft: Pick<Draft, 'category' | 'summary' | 'resolved'>): boolean {
  return !draft.category && !draft.summary.trim() && draft.resolved === undefined;
}
