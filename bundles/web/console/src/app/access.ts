// SPDX-License-Identifier: Apache-2.0
import type { Session } from '../api/types';

/**
 * The menu in its groups: each screen and the permissions without one of which it would be empty; the hub checks every
 * operation by itself.
 */
const MENU = {
  service: { desktop: 'acd:self', mine: 'acd:self', wall: 'wall:read' },
  matters: {
    tickets: 'ticket:read',
    contacts: 'contact:read',
    citizens: 'citizen:reveal',
    notices: 'channel:read',
    orders: 'business:read',
  },
  people: {
    agents: 'acd:read',
    queues: 'queue:read',
    skills: 'acd:configure',
    users: ['user:manage', 'user:grant', 'user:credentials', 'session:manage'],
    roles: ['role:manage', 'user:grant'],
    departments: 'department:manage',
  },
  telephony: { lines: 'ivr:manage', flows: 'ivr:manage', calendars: 'ivr:manage', prompts: 'ivr:manage' },
  system: {
    plugins: 'plugin:read',
    links: 'link:read',
    settings: 'config:read',
    system: 'plugin:read',
    alarms: 'alarm:read',
    'dead-letters': 'plugin:read',
    routes: 'plugin:read',
    trace: 'trace:read',
    logs: 'log:read',
    audit: 'audit:read',
  },
} as const;

type Union<T> = T extends unknown ? keyof T : never;

export type Group = keyof typeof MENU;
export type Screen = Union<(typeof MENU)[Group]>;

const SCREENS = Object.assign({}, ...Object.values(MENU)) as Record<Screen, string | readonly string[]>;

export const GROUPS = Object.keys(MENU) as Group[];

/** Whether the menu has a screen in this group. */
export const isIn = (group: Group, screen: Screen) => screen in MENU[group];

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

/** From so many screens on the menu is a list under headings instead of a column of icons. */
const MANY = 12;

export const areMany = (screens: Screen[]) => screens.length > MANY;
