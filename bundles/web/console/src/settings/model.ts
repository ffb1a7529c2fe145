// SPDX-License-Identifier: Apache-2.0
import type { SettingsChange, SettingsField, SettingsForm, SettingsGroup, SettingsValues } from '../api/settings';

/** What somebody has typed and not saved: values by key, `null` for back to the default. */
export type Edits = Record<string, string[] | null>;

const UNITS: [suffix: RegExp, unit: string][] = [
  [/Ms$/, 'ms'],
  [/Seconds$/, 's'],
  [/Minutes$/, 'min'],
  [/Hours$/, 'h'],
  [/Days$/, 'd'],
  [/Percent$/, '%'],
  [/KiB$|Kib$/, 'KiB'],
  [/MiB$/, 'MiB'],
  [/Bytes$/, 'B'],
  [/PerSecond$/, '/s'],
  [/PerHour$/, '/h'],
];

/** The unit stands at the end of a key: `loginTimeoutMs`. */
export function unitOf(key: string): string | undefined {
  return UNITS.find(([suffix]) => suffix.test(key))?.[1];
}

const same = (a: string[], b: string[]) => a.length === b.length && a.every((value, i) => value === b[i]);

/** What the screen shows in a field. */
export function valueOf(field: SettingsField, edits: Edits): string[] {
  const edit = edits[field.id];
  return edit === null ? field.defaults : (edit ?? field.values);
}

/** What saving would change; what was typed and taken back is none. */
export function changesOf(form: SettingsForm, edits: Edits): SettingsChange[] {
  const known = form.fields.flatMap((field) => {
    const edit = edits[field.id];
    if (edit === undefined || (edit === null ? !field.set : same(edit, field.values))) return [];
    return [{ key: field.id, before: field.values, after: edit ?? undefined }];
  });
  const gone = form.unknown.filter(({ key }) => edits[key] === null).map(({ key, values }) => ({ key, before: values }));
  return [...known, ...gone];
}

/** What somebody else has changed between two looks at a form. */
export function differences(before: SettingsForm, now: SettingsForm): SettingsChange[] {
  const known = new Map(before.fields.map((field) => [field.id, field.values]));
  return now.fields
    .filter((field) => !same(known.get(field.id) ?? [], field.values))
    .map((field) => ({ key: field.id, before: known.get(field.id), after: field.values }));
}

/** As the hub wants it: what gets a value, and what goes back to its default. */
export function request(changes: SettingsChange[]): { values: SettingsValues; reset: string[] } {
  return {
    values: Object.fromEntries(changes.flatMap(({ key, after }) => (after ? [[key, after]] : []))),
    reset: changes.filter(({ after }) => !after).map(({ key }) => key),
  };
}

/** Groups in which a word occurs: in names, help, PID, file or bundle. */
export function search(groups: SettingsGroup[], words: string): SettingsGroup[] {
  const wanted = words.trim().toLowerCase();
  return groups.filter((group) =>
    [group.pid, group.name, group.help, group.bundle, ...group.instances.flatMap((each) => [each.id, each.connector ?? ''])].some(
      (text) => text.toLowerCase().includes(wanted),
    ),
  );
}
