// SPDX-License-Identifier: Apache-2.0
import { useSession } from '../app/session';

/** Somebody with these permissions is logged in. */
export function signIn(...permissions: string[]): void {
  useSession.setState({
    status: 'active',
    session: {
      user: { id: 'u1', login: '8001', name: '林晓', roles: ['agent'], region: '440300000000', mustChangePassword: false, mustSetUpSecondFactor: false },
      permissions,
      csrfToken: 't',
      expiresAt: '2030-01-01T00:00:00Z',
    } as never,
  });
}
