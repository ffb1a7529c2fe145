// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { citizens } from '../api/matter';
import type { RevealedCitizen } from '../api/types';

/** A person in the clear does not stay on the screen while the agent looks elsewhere. */
const SHOWN_MS = 90_000;

interface RevealedStore {
  known: Record<string, { person: RevealedCitizen; until: number }>;
  /** Asks the hub, which keeps the reason. */
  reveal(citizen: string, reason: string, contact?: string): Promise<RevealedCitizen>;
  hide(citizen: string): void;
}

/** Persons in the clear; only in memory, each for a short time. */
export const useRevealed = create<RevealedStore>()((set, get) => ({
  known: {},
  reveal: async (citizen, reason, contact) => {
    const person = await citizens.reveal(citizen, reason, contact);
    set((now) => ({ known: { ...now.known, [citizen]: { person, until: Date.now() + SHOWN_MS } } }));
    setTimeout(() => {
      if ((get().known[citizen]?.until ?? 0) <= Date.now()) get().hide(citizen);
    }, SHOWN_MS + 50);
    return person;
  },
  hide: (citizen) =>
    set((now) => {
      const known = { ...now.known };
      delete known[citizen];
      return { known };
    }),
}));
