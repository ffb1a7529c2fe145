// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { citizens } from '../api/matter';
import type { Citizen, Verification } from '../api/types';
import { useLoad, type Loaded } from '../app/useLoad';
import { useVerifications } from './verifications';

/** One citizen, masked; nothing without an id. */
export function useCitizen(id: string | undefined): Loaded<Citizen | undefined> {
  const loaded = useLoad<Citizen | undefined>(
    (signal) => (id ? citizens.read(id, signal) : Promise.resolve(undefined)),
    `citizen ${id ?? ''}`,
  );
  const stale = loaded.data && id !== loaded.data.id && !loaded.data.mergedFrom.includes(id ?? '');
  return stale ? { ...loaded, data: undefined } : loaded;
}

/** What is proved of a citizen in the contact in hand. */
export function useProof(citizen: string | undefined): Verification | undefined {
  const caller = useVerifications((state) => state.caller);
  const proofs = useVerifications((state) => state.proofs);
  const watch = useVerifications((state) => state.watch);
  const contactId = useVerifications((state) => state.contactId);
  useEffect(() => {
    if (citizen && contactId) void watch(citizen);
  }, [citizen, contactId, watch]);
  if (!citizen) return undefined;
  return proofs[citizen] ?? (caller?.citizen === citizen ? caller : undefined);
}
