// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { FORMS, ticketDraft } from '../test/tickets';
import { formOf, formsFor, inputOf, newDraft, problemsOf } from './draft';

const [complaint, question] = FORMS;

describe('a new ticket', () => {
  it('begins with caller, subject and contact, and never with a masked name as a name', () => {
    const draft = newDraft({ contactId: 'k1', caller: '13812345678', callerIs: { id: 'c1', name: '王*芳' }, subjectIs: { id: 'c2', name: '李*兰' }, category: 'labour.wage' });
    expect(draft.parties).toEqual([
      { role: 'CALLER', name: '', phone: '13812345678', citizen: 'c1', masked: '王*芳' },
      { role: 'SUBJECT', name: '', phone: '', citizen: 'c2', masked: '李*兰' },
    ]);
    expect(draft).toMatchObject({ contactId: 'k1', citizen: 'c2', category: 'labour.wage' });
    expect(draft.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has one party where the caller speaks for himself', () => {
    const me = { id: 'c1', name: '王*芳' };
    expect(newDraft({ contactId: 'k1', callerIs: me, subjectIs: me }).parties.map((party) => party.role)).toEqual(['CALLER']);
  });
});

describe('the form', () => {
  it('is one that serves this kind of request; the chosen one as long as it does', () => {
    expect(formsFor(FORMS, 'PRAISE')).toEqual([question]);
    expect(formOf(FORMS, { requestType: 'COMPLAINT', process: 'question' })).toBe(question);
    expect(formOf(FORMS, { requestType: 'PRAISE', process: 'complaint' })).toBe(question);
    expect(formOf([], { requestType: 'PRAISE' })).toBeUndefined();
  });
});

describe('what is wrong with a ticket', () => {
  it('is said by field, in the hub\'s own names', () => {
    const draft = ticketDraft({ title: ' ', text: '', category: undefined, fields: { phone: 'abc', matter: 'nonsense' }, parties: [{ role: 'CALLER', name: '', phone: 'x' }] });
    expect(problemsOf(draft, complaint)).toEqual([
      { field: 'category', code: 'required' },
      { field: 'title', code: 'required' },
      { field: 'text', code: 'required' },
      { field: 'fields.employer', code: 'required' },
      { field: 'fields.matter', code: 'invalid' },
      { field: 'fields.phone', code: 'invalid' },
      { field: 'parties.0.name', code: 'required' },
      { field: 'parties.0.phone', code: 'invalid' },
    ]);
  });

  it('counts characters as people do', () => {
    expect(problemsOf(ticketDraft({ title: '𠮷'.repeat(100) }), complaint)).toEqual([]);
    expect(problemsOf(ticketDraft({ title: '字'.repeat(101) }), complaint)).toEqual([{ field: 'title', code: 'too-long' }]);
  });

  it('is nothing when all is there', () => {
    expect(problemsOf(ticketDraft(), complaint)).toEqual([]);
  });
});

it('sends the fields of its own form and no other', () => {
  const draft = ticketDraft({ fields: { employer: ' 甲公司 ', matter: 'wage', left: 'from another form', phone: ' ' } });
  const input = inputOf(draft, complaint!);
  expect(input.fields).toEqual({ employer: '甲公司', matter: 'wage' });
  expect(input).toMatchObject({ id: draft.id, process: 'complaint', contact: 'k1', parties: [{ role: 'CALLER', name: '王秀芳', phone: '13812345678' }] });
});
