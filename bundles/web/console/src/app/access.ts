// SPDX-License-Identifier: Apache-2.0
import type { Session } from '../api/types';

/** Each screen and the permissions without one of which it would be empty; the hub checks every operation by itself. */
const SCREENS = {
  desktop: 'acd:self',
  mine: 'acd:self',
  wall: 'wall:read',
  tickets: 'ticket:read',
  contacts: 'contact:read',
  citizens: 'citizen:reveal',
  notices: 'channel:read',
  orders: 'business:read',
  agents: 'acd:read',
  queues: 'queue:read',
  users: ['user:manage', 'user:grant', 'user:credentials', 'session:manage'],
  roles: ['role:manage', 'user:grant'],
  skills: 'acd:configure',
  plugins: 'plugin:read',
  links: 'link:read',
  settings: 'config:read',
  flows: 'ivr:manage',
  lines: 'ivr:manage',
  calendars: 'ivr:manage',
  prompts: 'ivr:manage',
  departments: 'department:manage',
  trace: 'trace:read',
  system: 'plugin:read',
  alarms: 'alarm:read',
  'dead-letters': 'plugin:read',
  routes: 'plugin:read',
  logs: 'log:read',
  audit: 'audit:read',
} as const;

export type Screen = keyof typeof SCREENS;

export const ALL_SCREENS = Object.keys(SCREENS) as Screen[];

/** Whether a session may do `domain:action`; `*` stands for everything. */
export function may(session: Session | undefined, operation: string): boolean {
  const permissions = session?.permissions ?? [];
  return permissions.includes(operation) || permissions.includes('*');
}

/** Whether a session may do one of these. */
export function mayOne(session: Session | undefined, operations: string | readonly string[]): boolean {
  return [operations].flat().some((operation) => may(session, operation));
}

/**
 * The screens that a person may open, in the order of the menu. Supervisors may take calls but most have no agent
 * number: without one (`isAgent`) the agent's screens would only be in their way.
 */
export function screensOf(session: Session | undefined, isAgent: boolean): Screen[] {
  const works = isAgent || (session?.user.roles.includes('agent') ?? false);
  return ALL_SCREENS.filter(
    (screen) => mayOne(session, SCREENS[screen]) && (works || SCREENS[screen] !== 'acd:self'),
  );
}
