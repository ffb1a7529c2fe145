// SPDX-License-Identifier: Apache-2.0
import type { Notice } from '../api/types';

/** What did not arrive stands first, the newest of it on top; nothing stands there twice. */
export function troubleFirst(trouble: Notice[], items: Notice[]): Notice[] {
  const pinned = new Set(trouble.map((notice) => notice.id));
  const newest = [...trouble].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return [...newest, ...items.filter((notice) => !pinned.has(notice.id))];
}
