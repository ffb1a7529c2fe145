// SPDX-License-Identifier: Apache-2.0
import type { Permission, RoleView } from '../api/types';
import type { I18n } from '../i18n';

/** The name of a role in the language of the screen: of the site's roles their own, of the others the console's. */
export function roleName(role: RoleView | undefined, code: string, { word, language }: I18n): string {
  return role?.names?.[language] ?? word('role', code);
}

/** Permissions by their domain, in the order of the catalogue. */
export function byDomain(catalogue: Permission[]): [domain: string, permissions: Permission[]][] {
  const groups = new Map<string, Permission[]>();
  for (const permission of catalogue) {
    const domain = permission.code.split(':')[0] ?? '';
    groups.set(domain, [...(groups.get(domain) ?? []), permission]);
  }
  return [...groups];
}

/** The duties in which these permissions take part: more than one in a hand is what separation forbids. */
export function duties(catalogue: Permission[], chosen: string[]): string[] {
  const found = catalogue.filter(({ code, duty }) => duty && chosen.includes(code)).map(({ duty }) => duty as string);
  return [...new Set(found)];
}
