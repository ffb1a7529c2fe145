// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { hub } from '../api/hub';
import type { Category } from '../api/types';

interface CategoryStore {
  all: Category[];
  status: 'empty' | 'loading' | 'ready' | 'failed';
  /** Reads the tree once; a failed read is tried again at the next call. */
  load(): void;
}

/** The whole tree lies in the browser: a search answers at the key stroke, not after a round trip. */
export const useCategories = create<CategoryStore>()((set, get) => ({
  all: [],
  status: 'empty',
  load: () => {
    if (get().status === 'loading' || get().status === 'ready') return;
    set({ status: 'loading' });
    hub.categories().then(
      (all) => set({ all, status: 'ready' }),
      () => set({ status: 'failed' }),
    );
  },
}));
