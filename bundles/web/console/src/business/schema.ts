// SPDX-License-Identifier: Apache-2.0
/** What forms and results are made of: the schemas of business operations (docs/business-operations.md). */
import dayjs from 'dayjs';
import { yuan } from '../app/format';
import type { Language } from '../app/preferences';

export type Words = Record<Language, string>;

export interface FieldSchema {
  type?: string;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  'x-title'?: Words;
  'x-words'?: Record<string, Words>;
  'x-form'?: 'money' | 'month' | 'date' | 'time' | 'long-text' | 'hidden';
  'x-given'?: 'citizen' | 'caller';
  'x-sealed'?: boolean;
  'x-default'?: string;
}

export interface OperationDocument {
  'x-kind': string;
  'x-title': Words;
  'x-confirm'?: Words;
  'x-reasons'?: Record<string, Words>;
  $defs: { in: FieldSchema; out?: FieldSchema };
}

export type Values = Record<string, string | boolean | undefined>;

/** A value that a form asks for; one inside another has a path with a dot. */
export interface Asked {
  path: string;
  schema: FieldSchema;
  required: boolean;
}

/** The documents come over the wire as plain objects; whoever serves them has checked them. */
export const documentOf = (schema: unknown): OperationDocument => schema as OperationDocument;

/**
 * The fields of a form, in their order. What the hub gives by itself is left out, unless the whole content is wanted,
 * as in a trial.
 */
export function askedOf(document: OperationDocument, whole = false): Asked[] {
  return fieldsOf(document.$defs.in, '', true, whole);
}

function fieldsOf(object: FieldSchema, prefix: string, required: boolean, whole: boolean): Asked[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, schema]) => {
    const must = required && (object.required ?? []).includes(name);
    const path = prefix + name;
    if (!whole && (schema['x-given'] || schema['x-form'] === 'hidden')) return [];
    return schema.properties ? fieldsOf(schema, `${path}.`, must, whole) : [{ path, schema, required: must }];
  });
}

/** Whether the operation is about a person whom the hub names. */
export function isAboutCitizen(document: OperationDocument): boolean {
  return Object.values(document.$defs.in.properties ?? {}).some((field) => field['x-given'] === 'citizen');
}

const FORMAT = { month: 'YYYY-MM', date: 'YYYY-MM-DD' } as const;

/** What a form begins with: months and dates counted from today. */
export function defaultsOf(fields: Asked[], today = dayjs()): Values {
  const values: Values = {};
  for (const { path, schema } of fields) {
    const parts = /^(-)?P(\d+)([DMY])$/.exec(schema['x-default'] ?? '');
    const form = schema['x-form'];
    if (parts && (form === 'month' || form === 'date')) {
      const unit = { D: 'day', M: 'month', Y: 'year' }[parts[3] as 'D' | 'M' | 'Y'] as 'day' | 'month' | 'year';
      values[path] = today.add(Number(parts[2]) * (parts[1] ? -1 : 1), unit).format(FORMAT[form]);
    }
  }
  return values;
}

/** Why a value cannot be sent; the hub checks once more. */
export function problemOf({ schema, required }: Asked, value: Values[string]): 'required' | 'invalid' | undefined {
  if (typeof value === 'boolean') return undefined;
  const text = value?.trim() ?? '';
  if (!text) return required && schema.type !== 'boolean' ? 'required' : undefined;
  if (schema.type === 'integer') {
    const number = Number(text);
    return /^-?\d{1,15}$/.test(text) && number >= (schema.minimum ?? number) && number <= (schema.maximum ?? number) ? undefined : 'invalid';
  }
  const fits =
    (!schema.pattern || new RegExp(schema.pattern).test(text)) &&
    text.length <= (schema.maxLength ?? text.length) &&
    (!schema.enum || schema.enum.includes(text));
  return fits ? undefined : 'invalid';
}

/** The content that the values make; what is empty is not in it. */
export function contentOf(fields: Asked[], values: Values): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const { path, schema, required } of fields) {
    const value = values[path];
    const given = typeof value === 'boolean' ? value : value?.trim();
    if (given === '' || given === undefined) {
      if (schema.type === 'boolean' && required) put(content, path, false);
    } else put(content, path, schema.type === 'integer' ? Number(given) : given);
  }
  return content;
}

function put(content: Record<string, unknown>, path: string, value: unknown) {
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at = content;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  at[last] = value;
}

export const titleOf = (schema: FieldSchema, name: string, language: Language): string => schema['x-title']?.[language] ?? name;

/** A foreign value as text: what is missing or of another kind is shown as nothing, never trusted. */
export function shown(schema: FieldSchema, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (!text) return '–';
  if (schema['x-form'] === 'money') return yuan(text);
  if (schema['x-form'] === 'time') return dayjs(text).isValid() ? dayjs(text).format('YYYY-MM-DD HH:mm') : text;
  return schema['x-words']?.[text]?.[language] ?? text;
}

/** The rows of a list, the newest first where they have a time. */
export function rowsOf(list: FieldSchema, value: unknown): Record<string, unknown>[] {
  const rows = (Array.isArray(value) ? (value as unknown[]) : []).filter(
    (row): row is Record<string, unknown> => typeof row === 'object' && row !== null,
  );
  const time = Object.entries(list.items?.properties ?? {}).find(([, field]) => ['month', 'date', 'time'].includes(field['x-form'] ?? ''))?.[0];
  return time ? [...rows].sort((a, b) => String(b[time] ?? '').localeCompare(String(a[time] ?? ''))) : rows;
}
