// SPDX-License-Identifier: Apache-2.0
/** Hotline numbers, calendars, prompts, and when flows come into force. */
import { address } from './http';
import type { components } from './schema';
import { get, id, post, put, remove } from './verbs';

type Schemas = components['schemas'];

export type Line = Schemas['LineView'];
export type LineInput = Schemas['LineInput'];
export type CalendarInput = Schemas['CalendarInput'];
export type Calendar = Schemas['CalendarView'];
export type CalendarDay = Schemas['CalendarDay'];
export type Opening = Schemas['OpeningView'];
export type HolidaysInput = Schemas['HolidaysInput'];
export type HolidayDay = Schemas['HolidayDay'];
export type Holidays = Schemas['HolidaysView'];
export type Prompt = Schemas['PromptView'];
export type PromptVersion = Schemas['PromptVersionView'];
export type PromptInput = Schemas['PromptInput'];

/** The line of all numbers that have none of their own. */
export const ANY_NUMBER = '*';

export const lines = {
  all: (signal?: AbortSignal) => get<Line[]>('/ivr/lines', {}, signal),
  create: (called: string, line: LineInput) => post<Line>(`/ivr/lines/${id(called)}`, line),
  set: (called: string, line: LineInput) => put<Line>(`/ivr/lines/${id(called)}`, line),
  remove: (called: string) => remove(`/ivr/lines/${id(called)}`),

  calendars: (signal?: AbortSignal) => get<Calendar[]>('/ivr/calendars', {}, signal),
  createCalendar: (code: string, calendar: CalendarInput) => post<Calendar>(`/ivr/calendars/${id(code)}`, calendar),
  setCalendar: (code: string, calendar: CalendarInput) => put<Calendar>(`/ivr/calendars/${id(code)}`, calendar),
  removeCalendar: (code: string) => remove(`/ivr/calendars/${id(code)}`),
  days: (code: string, year: number, signal?: AbortSignal) =>
    get<CalendarDay[]>(`/ivr/calendars/${id(code)}/days`, { year }, signal),
  opening: (code: string, at: string, signal?: AbortSignal) =>
    get<Opening>(`/ivr/calendars/${id(code)}/opening`, { at }, signal),
  holidays: (signal?: AbortSignal) => get<Holidays[]>('/ivr/holidays', {}, signal),
  setHolidays: (year: number, holidays: HolidaysInput) => put(`/ivr/holidays/${id(`${year}`)}`, holidays),

  prompts: (signal?: AbortSignal) => get<Prompt[]>('/ivr/prompts', {}, signal),
  addPrompt: (name: string, prompt: PromptInput) => post<{ version: number }>(`/ivr/prompts/${id(name)}`, prompt),
  publishPrompt: (name: string, version: number) => post(`/ivr/prompts/${id(name)}/${id(`${version}`)}/publish`),
  removePrompt: (name: string) => remove(`/ivr/prompts/${id(name)}`),
  promptAddress: (name: string, version: number) => address(`/ivr/prompts/${id(name)}/${id(`${version}`)}/audio`),

  planFlow: (name: string, version: number, at: string) => put(`/ivr/flows/${id(name)}/plan`, { version, at }),
  unplanFlow: (name: string) => remove(`/ivr/flows/${id(name)}/plan`),
};
