// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { create } from 'zustand';
import { hub } from '../api/hub';
import { tickets } from '../api/matter';
import type { Department, FormView } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';

interface Registers {
  departments?: Department[];
  forms?: FormView[];
  /** Names by user id, as far as the person may know them. */
  people: Record<string, string>;
  failed: boolean;
  /** Reads what is not there yet; a failed read is tried again at the next call. */
  load(): void;
  reloadDepartments(): void;
}

let asked = false;

/** What ticket screens look up: departments, forms, who is behind a user id. Read once, on the first need. */
export const useRegisters = create<Registers>()((set, get) => {
  const readDepartments = () => tickets.departments().then((departments) => set({ departments }));
  const readPeople = async () => {
    const { session } = useSession.getState();
    const people: Record<string, string> = {};
    if (session) people[session.user.id] = session.user.name;
    if (may(session, 'acd:read')) {
      for (const agent of await hub.agents()) people[agent.userId] = `${agent.name} ${agent.number}`;
    }
    set({ people });
  };
  return {
    people: {},
    failed: false,
    load: () => {
      const { departments, forms } = get();
      if (asked || (departments && forms)) return;
      asked = true;
      set({ failed: false });
      void readPeople().catch(() => {});
      Promise.all([readDepartments(), tickets.forms().then((all) => set({ forms: all }))])
        .catch(() => set({ failed: true }))
        .finally(() => {
          asked = false;
        });
    },
    reloadDepartments: () => void readDepartments().catch(() => {}),
  };
});

export function useRegistersLoaded(): Registers {
  const registers = useRegisters();
  const { load } = registers;
  useEffect(load, [load]);
  return registers;
}

/** Who did something, as the history writes it: `USER:id`, `SYSTEM:link`, `HUB:hub`. */
export function useActorName(): (actor: string) => string {
  const { t } = useI18n();
  const people = useRegisters((state) => state.people);
  const self = useSession((state) => state.session?.user.id);
  return (actor) => {
    const colon = actor.indexOf(':');
    const kind = colon > 0 ? actor.slice(0, colon) : 'USER';
    const id = actor.slice(colon + 1);
    if (kind === 'HUB') return t('actor.HUB');
    if (kind === 'SYSTEM') return t('actor.SYSTEM', { id });
    if (id === self) return t('actor.self');
    return people[id] ?? t('actor.USER', { id: id.slice(-4) });
  };
}

export function useDepartmentName(): (code: string | undefined) => string {
  const { label } = useI18n();
  const departments = useRegisters((state) => state.departments);
  return (code) => (code ? label(departments?.find((each) => each.code === code) ?? { code }) : '–');
}
