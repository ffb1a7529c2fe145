// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { create } from 'zustand';
import { ApiError } from '../api/http';
import { citizens } from '../api/matter';
import type { Contact, Verification } from '../api/types';
import { useLive } from '../live/topics';
import { phaseOf } from '../desktop/model';

interface VerificationStore {
  contactId?: string;
  /** Proof of who calls. */
  caller?: Verification;
  /** Proofs by citizen, of those that somebody looked at. */
  proofs: Record<string, Verification | undefined>;
  /** Whom the agent takes for the caller, without a proof. */
  chosen?: string;
  attemptsLeft?: number;
  locked: boolean;
  /** Makes this the contact in hand; what was known of another one is forgotten. */
  open(contactId: string): void;
  refresh(): Promise<void>;
  watch(citizen: string): Promise<void>;
  choose(citizen: string | undefined): void;
  accept(proof: Verification): void;
  /** Takes notice of a refusal: how many attempts are left, or none. False if it is about something else. */
  refused(failure: unknown): boolean;
}

const KEY = 'shuniu.caller';

/** How sure the hub is of the people in the contact in hand. The hub decides; the console asks again at each change. */
export const useVerifications = create<VerificationStore>()((set, get) => {
  /** Keeps an answer only if the desktop still shows the contact that was asked about. */
  const ask = async (citizen: string | undefined, keep: (proof: Verification | undefined) => void) => {
    const { contactId } = get();
    if (!contactId) return;
    const proof = await citizens.verification(contactId, citizen).catch(() => null);
    if (proof !== null && get().contactId === contactId) keep(proof);
  };
  const askPerson = (citizen: string) =>
    ask(citizen, (proof) => set((now) => ({ proofs: { ...now.proofs, [citizen]: proof } })));

  return {
    proofs: {},
    locked: false,
    open: (contactId) => {
      if (get().contactId === contactId) return;
      set({ contactId, caller: undefined, proofs: {}, chosen: recall(contactId), attemptsLeft: undefined, locked: false });
      void get().refresh();
    },
    refresh: async () => {
      const asked = Object.keys(get().proofs).map(askPerson);
      await Promise.all([ask(undefined, (caller) => set({ caller })), ...asked]);
    },
    watch: (citizen) => askPerson(citizen),
    choose: (chosen) => {
      set({ chosen });
      remember(get().contactId, chosen);
    },
    accept: (proof) => {
      set((now) => ({
        caller: proof.party === 'CALLER' ? proof : now.caller,
        proofs: { ...now.proofs, [proof.citizen]: proof },
        attemptsLeft: undefined,
        locked: false,
      }));
      // Another caller ends what the former one proved.
      void get().refresh();
    },
    refused: (failure) => {
      const code = failure instanceof ApiError ? failure.code : '';
      if (code !== 'citizen.verification.locked' && code !== 'citizen.verification.failed') return false;
      const attemptsLeft = code.endsWith('locked') ? 0 : Number((failure as ApiError).args.attemptsLeft ?? 0);
      set({ attemptsLeft, locked: attemptsLeft <= 0 });
      return true;
    },
  };
});

/** Follows the contact in hand: reads what is proved now, when the hub says so and when the talk is over. */
export function useContactVerification(contact: Contact): void {
  const { open, refresh } = useVerifications.getState();
  useEffect(() => open(contact.id), [open, contact.id]);
  const over = phaseOf(contact) === 'after';
  useEffect(() => {
    if (over) void refresh();
  }, [over, refresh]);
  const told = contact.verification?.expires;
  useEffect(() => {
    if (told) void refresh();
  }, [told, refresh]);
  useLive<{ contact?: string }>('citizen.verified', (news) => {
    if (news?.contact === contact.id) void refresh();
  });
  useLive('gap', () => void refresh());
}

/** Survives a crash of the browser in mid-call, for this one contact. */
function recall(contactId: string): string | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { contact?: string; citizen?: string };
    return kept.contact === contactId ? kept.citizen : undefined;
  } catch {
    return undefined;
  }
}

function remember(contact: string | undefined, citizen: string | undefined): void {
  try {
    if (citizen) localStorage.setItem(KEY, JSON.stringify({ contact, citizen }));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
}
