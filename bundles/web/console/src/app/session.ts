// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { ApiError, onSessionLoss, setCsrfToken } from '../api/http';
import { hub } from '../api/hub';
import type { Session } from '../api/types';

/**
 * - `unknown`: not asked yet; `unreachable`: the hub did not answer the question;
 * - `anonymous`: nobody is logged in; `active`: somebody is;
 * - `expired`: somebody was. The page below stays mounted, so that nothing typed is lost.
 */
export type SessionStatus = 'unknown' | 'unreachable' | 'anonymous' | 'active' | 'expired';

interface SessionStore {
  status: SessionStatus;
  session?: Session;
  load(): Promise<void>;
  /** `code`: of the second factor, once the hub has asked for it. */
  logIn(login: string, password: string, code?: string): Promise<void>;
  logOut(): Promise<void>;
  changePassword(oldPassword: string, newPassword: string): Promise<void>;
}

export const useSession = create<SessionStore>()((set, get) => {
  const accept = (session: Session) => {
    setCsrfToken(session.csrfToken);
    set({ status: 'active', session });
  };

  onSessionLoss(() => {
    if (get().status === 'active') set({ status: 'expired' });
  });

  return {
    status: 'unknown',
    load: async () => {
      try {
        accept(await hub.session());
      } catch (failure) {
        const refused = failure instanceof ApiError && (failure.status === 401 || failure.status === 403);
        if (get().status === 'expired' || get().status === 'active') return;
        set({ status: refused ? 'anonymous' : 'unreachable' });
      }
    },
    logIn: async (login, password, code) => {
      const before = get().session;
      const session = await hub.logIn(login, password, code);
      // Another person at the same seat must not see what the first one left open.
      if (before && before.user.id !== session.user.id) {
        globalThis.location.assign('/');
        return;
      }
      accept(session);
    },
    logOut: async () => {
      try {
        await hub.logOut();
      } finally {
        globalThis.location.assign('/');
      }
    },
    changePassword: async (oldPassword, newPassword) => {
      await hub.changePassword(oldPassword, newPassword);
      accept(await hub.session());
    },
  };
});
