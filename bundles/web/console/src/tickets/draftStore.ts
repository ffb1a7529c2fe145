// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { draftShelf } from '../desktop/draftShelf';
import type { TicketDraft } from './draft';

const shelf = draftShelf<TicketDraft>(
  'shuniu.ticket.',
  (draft) => draft.id,
  (draft) => typeof draft.id === 'string' && typeof draft.text === 'string' && Array.isArray(draft.parties) && typeof draft.fields === 'object',
);

interface TicketDraftStore {
  userId: string;
  drafts: Record<string, TicketDraft>;
  open(userId: string): void;
  /** At each key stroke. */
  keep(draft: TicketDraft): void;
  discard(id: string): void;
}

/** Tickets in the making; they outlive the call, the page and the browser. */
export const useTicketDrafts = create<TicketDraftStore>()((set, get) => ({
  userId: '',
  drafts: {},
  open: (userId) => set({ userId, drafts: shelf.readAll(userId) }),
  keep: (draft) => {
    const kept = { ...draft, editedAt: Date.now() };
    shelf.write(get().userId, kept);
    set((now) => ({ drafts: { ...now.drafts, [draft.id]: kept } }));
  },
  discard: (id) => {
    shelf.remove(get().userId, id);
    set((now) => {
      const drafts = { ...now.drafts };
      delete drafts[id];
      return { drafts };
    });
  },
}));

globalThis.addEventListener?.('storage', (event) => {
  const { userId, open } = useTicketDrafts.getState();
  if (shelf.concerns(event.key, userId)) open(userId);
});
