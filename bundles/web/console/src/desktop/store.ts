// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { address, ApiError } from '../api/http';
import { hub } from '../api/hub';
import { useSession } from '../app/session';
import type { AgentState, AgentView, Contact, ControlName, Reason, Skill } from '../api/types';
import { LiveStream, type LiveStatus } from '../live/stream';
import { tell } from '../live/topics';
import { applyEvent, applySnapshot, EMPTY, lacksContact, type Desktop, type Snapshot, type Targets } from './model';

interface DesktopStore extends Desktop {
  live: LiveStatus;
  /** False until the first snapshot is in: the screen shows a skeleton, not an idle desk. */
  loaded: boolean;
  /** The person has no agent record: the hub knows nothing to route to. */
  noAgent: boolean;
  loadError?: unknown;
  reasons: Reason[];
  targets: Targets;
  start(): () => void;
  reload(): Promise<void>;
  setState(state: AgentState, reason?: string): Promise<void>;
  withdrawBreak(): Promise<void>;
  control(name: ControlName): Promise<void>;
  replaceContact(contact: Contact): void;
}

const READS_AGAINST_RACES = 3;
/** While the stream is down, e.g. behind a proxy that does not let it pass, the desktop asks instead. */
const POLL_MS = 3_000;
const RELOAD_RETRY_MS = 2_000;
const CONTACT_PATIENCE_MS = 300;

export const useDesktop = create<DesktopStore>()((set, get) => {
  let reloading: Promise<void> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const read = async (): Promise<Snapshot> => {
    const [agent, queues] = await Promise.all([hub.me(), hub.queues().catch(() => undefined)]);
    const contact = agent.contactId
      ? await hub.contact(agent.contactId).catch(forgetMissing)
      : agent.state === 'AFTER_CALL_WORK' && !get().contact
        ? await latestOf(agent.agentId)
        : undefined;
    return { agent, contact, queues };
  };

  const accept = (snapshot: Snapshot) =>
    set((now) => ({ ...applySnapshot(now, snapshot), loaded: true, noAgent: false, loadError: undefined }));

  /** A snapshot that an event overtook is thrown away: what the event said is newer than what was read. */
  const reloadNow = async () => {
    for (let attempt = 1; attempt <= READS_AGAINST_RACES; attempt++) {
      const before = get().revision;
      const snapshot = await read();
      if (get().revision === before) {
        accept(snapshot);
        return;
      }
      // Rather a screen that is old for a moment than none.
      if (!get().loaded) accept(snapshot);
    }
    reloadLater();
  };

  const reloadLater = (afterMs = RELOAD_RETRY_MS, stillNeeded = () => true) => {
    clearTimeout(retry);
    retry = setTimeout(() => void (stillNeeded() && reload()), afterMs);
  };

  const reload = () => {
    clearTimeout(retry);
    reloading ??= reloadNow()
      .catch((failure: unknown) => {
        const unknown = failure instanceof ApiError && (failure.code === 'acd.agent.unknown' || failure.status === 403);
        set({ noAgent: unknown, loaded: unknown || get().loaded, loadError: unknown ? undefined : failure });
        // Without a session only a new login helps; it starts the stream again.
        if (!unknown && useSession.getState().status === 'active') reloadLater();
      })
      .finally(() => {
        reloading = undefined;
      });
    return reloading;
  };

  const become = async (ask: () => Promise<AgentView>) => {
    const before = get().revision;
    const agent = await ask();
    // A call may have been reserved before this answer arrived; the stream has told it already and is right.
    if (get().revision === before) set((now) => applyEvent(now, 'agent.state', agent));
  };

  return {
    ...EMPTY,
    live: 'connecting',
    loaded: false,
    noAgent: false,
    reasons: [],
    targets: {},

    start: () => {
      const stream = new LiveStream(address('/live'), {
        onOpen: () => {
          // What was told while the stream was away is read anew by those who show it.
          set({ breakRequests: undefined });
          void reload();
          tell('gap');
        },
        onStatus: (live) => set({ live }),
        onEvent: (name, data) => {
          if (name !== 'resync') set((now) => applyEvent(now, name, data));
          tell(name === 'resync' ? 'gap' : name, data);
          if (name === 'resync') void reload();
          // The contact itself usually follows at once.
          else if (name === 'agent.state' && lacksContact(get())) {
            reloadLater(CONTACT_PATIENCE_MS, () => lacksContact(get()));
          }
        },
      });
      stream.start();
      // The stream's opening reloads as well; this first read does not wait for it (a browser restarted in mid-call).
      void reload();
      hub.reasons().then(
        (reasons) => set({ reasons }),
        () => {},
      );
      hub.skills().then(
        (skills) => set({ targets: targetsOf(skills) }),
        () => {},
      );
      const poll = setInterval(() => {
        const active = useSession.getState().status === 'active';
        if (active && get().live !== 'open' && get().live !== 'offline') void reload();
      }, POLL_MS);
      const unsubscribe = useSession.subscribe((session, before) => {
        if (session.status === 'active' && before.status === 'expired') stream.restart();
      });
      return () => {
        unsubscribe();
        stream.stop();
        clearInterval(poll);
        clearTimeout(retry);
      };
    },

    reload,

    setState: (state, reason) => become(() => hub.setState(state, reason)),

    withdrawBreak: () => become(() => hub.withdrawBreak()),

    control: async (name) => {
      const contact = get().contact;
      if (contact) await hub.control(contact.id, name);
    },

    replaceContact: (contact) => {
      if (get().contact?.id === contact.id) set({ contact });
    },
  };
});

function forgetMissing(failure: unknown): undefined {
  if (failure instanceof ApiError && (failure.status === 404 || failure.status === 403)) return undefined;
  throw failure;
}

function targetsOf(skills: Skill[]): Targets {
  const targets: Targets = {};
  for (const { code, serviceLevelSeconds } of skills) {
    if (serviceLevelSeconds) targets[code] = serviceLevelSeconds;
  }
  return targets;
}

async function latestOf(agentId: string): Promise<Contact | undefined> {
  const page = await hub.contacts({ agentId, state: 'AFTER_CONTACT_WORK', limit: 1 });
  const latest = page.items[0];
  return latest ? hub.contact(latest.id) : undefined;
}
