// SPDX-License-Identifier: Apache-2.0
import type { Session } from '../api/types';

/** Each screen and the roles whose work it is; the hub checks every operation once more by itself. */
const SCREENS = {
  desktop: ['agent'],
  mine: ['agent'],
  contacts: ['supervisor', 'administrator'],
  agents: ['supervisor', 'administrator'],
  queues: ['supervisor', 'administrator'],
  users: ['administrator'],
  skills: ['administrator'],
  plugins: ['administrator'],
  flows: ['administrator'],
  audit: ['administrator'],
} as const satisfies Record<string, readonly string[]>;

export type Screen = keyof typeof SCREENS;

export const ALL_SCREENS = Object.keys(SCREENS) as Screen[];

/** The screens that a person may open, in the order of the menu. */
export function screensOf(session: Session | undefined): Screen[] {
  const roles: readonly string[] = session?.user.roles ?? [];
  return ALL_SCREENS.filter((screen) => SCREENS[screen].some((role) => roles.includes(role)));
}
