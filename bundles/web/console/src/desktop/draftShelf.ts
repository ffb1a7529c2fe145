// SPDX-License-Identifier: Apache-2.0

const KEPT_DAYS = 7;

/** Drafts of one kind in this browser's storage, by person. Storage may be full or refused: then nothing is kept. */
export interface DraftShelf<T> {
  /** All of a person; those older than a week, or unreadable, are thrown away. */
  readAll(userId: string): Record<string, T>;
  write(userId: string, draft: T): void;
  remove(userId: string, id: string): void;
  /** Whether a storage event is about a person's drafts of this kind. */
  concerns(key: string | null, userId: string): boolean;
}

export function draftShelf<T extends { editedAt: number }>(
  prefix: string,
  idOf: (draft: T) => string,
  whole: (draft: T) => boolean,
): DraftShelf<T> {
  const keyOf = (userId: string, id: string) => `${prefix}${userId}.${id}`;

  const parse = (text: string | null): T | undefined => {
    try {
      const draft = JSON.parse(text ?? '') as T;
      return typeof draft.editedAt === 'number' && whole(draft) ? draft : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    readAll: (userId) => {
      const oldest = Date.now() - KEPT_DAYS * 86_400_000;
      const drafts: Record<string, T> = {};
      for (const key of storedKeys(keyOf(userId, ''))) {
        const draft = parse(localStorage.getItem(key));
        if (draft && draft.editedAt >= oldest) drafts[idOf(draft)] = draft;
        else localStorage.removeItem(key);
      }
      return drafts;
    },
    write: (userId, draft) => store(keyOf(userId, idOf(draft)), JSON.stringify(draft)),
    remove: (userId, id) => store(keyOf(userId, id), undefined),
    concerns: (key, userId) => Boolean(userId && key?.startsWith(keyOf(userId, ''))),
  };
}

function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function store(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // The draft then lives as long as the page.
  }
}
