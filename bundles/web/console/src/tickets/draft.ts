// SPDX-License-Identifier: Apache-2.0
import type { FormView, InputProblem, PartyRole, RequestType, TicketInput } from '../api/types';
import { uuid } from '../app/uuid';

export interface PartyDraft {
  role: PartyRole;
  name: string;
  phone: string;
  citizen?: string;
  /** The masked name of that citizen, to tell the agent whose name is missing. */
  masked?: string;
}

/** A ticket in the making. Its id is made here and never changes, so that it can be sent twice and is written once. */
export interface TicketDraft {
  id: string;
  contactId?: string;
  /** Number of the call, by which the agent knows the draft again. */
  caller?: string;
  citizen?: string;
  requestType: RequestType;
  category?: string;
  process?: string;
  title: string;
  text: string;
  department?: string;
  confidential: boolean;
  fields: Record<string, string>;
  parties: PartyDraft[];
  editedAt: number;
}

export interface DraftStart {
  contactId?: string;
  caller?: string;
  category?: string;
  callerIs?: { id: string; name: string };
  subjectIs?: { id: string; name: string };
}

export const REQUEST_TYPES: RequestType[] = ['CONSULTATION', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE'];
export const PARTY_ROLES: PartyRole[] = ['CALLER', 'SUBJECT', 'INFORMANT', 'RESPONDENT'];
export const LONGEST = { title: 100, text: 5_000, name: 60, parties: 10 };

/** Filled with what the desktop knows. A masked name is no name: it stands beside the empty field. */
export function newDraft({ contactId, caller, category, callerIs, subjectIs }: DraftStart): TicketDraft {
  const parties: PartyDraft[] = [];
  if (contactId || callerIs) parties.push({ role: 'CALLER', name: '', phone: caller ?? '', citizen: callerIs?.id, masked: callerIs?.name });
  if (subjectIs && subjectIs.id !== callerIs?.id) {
    parties.push({ role: 'SUBJECT', name: '', phone: '', citizen: subjectIs.id, masked: subjectIs.name });
  }
  return {
    id: uuid(),
    contactId,
    caller,
    citizen: subjectIs?.id ?? callerIs?.id,
    requestType: 'COMPLAINT',
    category,
    title: '',
    text: '',
    confidential: false,
    fields: {},
    parties,
    editedAt: Date.now(),
  };
}

/** Nothing typed yet that would be a loss. */
export function isUntouched(draft: TicketDraft): boolean {
  const typed = [draft.title, draft.text, ...Object.values(draft.fields), ...draft.parties.map((party) => party.name)];
  return typed.every((text) => !text.trim());
}

/** Those that may be used for this kind of request; a form without kinds serves all. */
export function formsFor(forms: FormView[], type: RequestType): FormView[] {
  return forms.filter(({ form }) => !form.requestTypes?.length || form.requestTypes.includes(type));
}

/** The form in use: the chosen one as long as it fits, else the first that does. */
export function formOf(forms: FormView[], draft: Pick<TicketDraft, 'process' | 'requestType'>): FormView | undefined {
  const fitting = formsFor(forms, draft.requestType);
  return fitting.find((each) => each.process === draft.process) ?? fitting[0];
}

const PHONE = /^\+?[\d\s()-]{3,24}$/;
const USUAL_MAX = { multiline: 2_000, other: 200 };

export function mostOf(field: { max: number; kind: string }): number {
  return field.max > 0 ? field.max : field.kind === 'multiline' ? USUAL_MAX.multiline : USUAL_MAX.other;
}

/** What the hub would refuse, told before it is asked; with the hub's own names of fields and codes. */
export function problemsOf(draft: TicketDraft, form: FormView | undefined): InputProblem[] {
  const problems: InputProblem[] = [];
  const add = (field: string, code: string) => problems.push({ field, code });
  const text = (field: string, value: string, most: number, required: boolean) => {
    if (required && !value.trim()) add(field, 'required');
    else if ([...value.trim()].length > most) add(field, 'too-long');
  };
  if (!draft.category) add('category', 'required');
  if (!form) add('process', 'required');
  text('title', draft.title, LONGEST.title, true);
  text('text', draft.text, LONGEST.text, true);
  for (const field of form?.form.fields ?? []) {
    const value = draft.fields[field.name] ?? '';
    const name = `fields.${field.name}`;
    text(name, value, mostOf(field), field.required);
    if (value.trim() && field.kind === 'phone' && !PHONE.test(value.trim())) add(name, 'invalid');
    if (value.trim() && field.kind === 'select' && !field.options?.some((option) => option.value === value)) add(name, 'invalid');
  }
  draft.parties.forEach((party, index) => {
    text(`parties.${index}.name`, party.name, LONGEST.name, true);
    if (party.phone.trim() && !PHONE.test(party.phone.trim())) add(`parties.${index}.phone`, 'invalid');
  });
  return problems;
}

/** Fields of another form that were filled before the process was changed stay at home. */
export function inputOf(draft: TicketDraft, form: FormView): TicketInput {
  const fields: Record<string, string> = {};
  for (const { name } of form.form.fields ?? []) {
    const value = draft.fields[name]?.trim();
    if (value) fields[name] = value;
  }
  return {
    id: draft.id,
    contact: draft.contactId,
    citizen: draft.citizen,
    requestType: draft.requestType,
    category: draft.category ?? '',
    process: form.process,
    title: draft.title.trim(),
    text: draft.text.trim(),
    department: draft.department,
    confidential: draft.confidential,
    fields,
    parties: draft.parties.map(({ role, name, phone, citizen }) => ({ role, name: name.trim(), phone: phone.trim() || undefined, citizen })),
  };
}
