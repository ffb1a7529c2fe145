// SPDX-License-Identifier: Apache-2.0
import dayjs from 'dayjs';
import { expect, it } from 'vitest';
import { ApiError } from '../api/http';
import { i18nOf } from '../test/i18n';
import { ACCOUNT, APPOINTMENT, CONTRIBUTIONS, HAND_OVER, VACANCIES } from '../test/schemas';
import { businessFailure } from './failure';
import { askedOf, contentOf, defaultsOf, isAboutCitizen, problemOf, rowsOf, shown, type Asked, type FieldSchema } from './schema';

const paths = (fields: Asked[]) => fields.map((field) => field.path);
const field = (fields: Asked[], path: string) => fields.find((each) => each.path === path) as Asked;

it('asks for what the hub does not give by itself, and for all of it in a trial', () => {
  expect(paths(askedOf(ACCOUNT))).toEqual([]);
  expect(paths(askedOf(ACCOUNT, true))).toEqual(['identity', 'password']);
  expect(paths(askedOf(APPOINTMENT))).toEqual(['office', 'matter', 'date', 'period']);
  expect(paths(askedOf(VACANCIES))).not.toContain('cursor');
  expect(isAboutCitizen(ACCOUNT)).toBe(true);
  expect(isAboutCitizen(VACANCIES)).toBe(false);
});

it('begins with twelve months over the turn of a year', () => {
  expect(defaultsOf(askedOf(CONTRIBUTIONS), dayjs('2026-03-31'))).toEqual({ from: '2025-04', to: '2026-03' });
});

it('names what is missing and what is not of the right form', () => {
  const fields = askedOf(CONTRIBUTIONS);
  expect(problemOf(field(fields, 'from'), ' ')).toBe('required');
  expect(problemOf(field(fields, 'from'), '2026-13')).toBe('invalid');
  expect(problemOf(field(fields, 'from'), '2026-12')).toBeUndefined();
  const salary = field(askedOf(VACANCIES), 'minSalary');
  expect([problemOf(salary, ''), problemOf(salary, '4000'), problemOf(salary, '-1'), problemOf(salary, '1.5')]).toEqual([undefined, undefined, 'invalid', 'invalid']);
});

it('leaves out what is empty, and puts numbers and inner values where they belong', () => {
  expect(contentOf(askedOf(VACANCIES), { keyword: ' 电工 ', area: '', minSalary: '4000' })).toEqual({ keyword: '电工', minSalary: 4000 });
  expect(contentOf(askedOf(HAND_OVER, true), { number: 'T1', 'caller.name': '张三' })).toEqual({ number: 'T1', confidential: false, caller: { name: '张三' } });
});

it('shows foreign values as text, or nothing', () => {
  const out = ACCOUNT.$defs.out?.properties as Record<string, FieldSchema>;
  expect(shown(out.balance as FieldSchema, '12345.6', 'zh')).toBe('12,345.60');
  expect(shown(out.insurance as FieldSchema, 'pension', 'zh')).toBe('养老保险');
  expect(shown(out.insurance as FieldSchema, '企业职工基本养老保险', 'zh')).toBe('企业职工基本养老保险');
  expect([shown(out.name as FieldSchema, { a: 1 }, 'zh'), shown(out.name as FieldSchema, undefined, 'zh')]).toEqual(['–', '–']);
  const items = CONTRIBUTIONS.$defs.out?.properties?.items as FieldSchema;
  expect(rowsOf(items, [{ month: '2026-09' }, null, 'x', { month: '2026-10' }]).map((row) => row.month)).toEqual(['2026-10', '2026-09']);
  expect(rowsOf(items, { not: 'a list' })).toEqual([]);
});

it('tells a refusal in the words of the operation', () => {
  const refused = (reason: string) => new ApiError(422, 'business.refused', { reason });
  expect(businessFailure(refused('account-locked'), i18nOf('zh'), ACCOUNT)).toBe('账户已锁定');
  expect(businessFailure(refused('site-reason'), i18nOf('zh'), ACCOUNT)).toBe(i18nOf('zh').describe(refused('site-reason')));
});
