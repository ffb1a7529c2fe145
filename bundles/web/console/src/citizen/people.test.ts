// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Verification } from '../api/types';
import { isPhone } from './FindCitizen';
import { changeOf } from './CitizenEdit';
import { isResidentIdentity, levelAt, peopleOf, tidyIdentity } from './people';
import { requestOf } from './VerifyForm';

const proof: Verification = { citizen: 'daughter', contact: 'k1', party: 'CALLER', level: 'BASIC', method: 'agent-identity', expires: '2026-01-05T02:00:00Z' };

describe('who is in a call', () => {
  it('nobody, before somebody is chosen or verified', () => {
    expect(peopleOf({}, undefined, undefined)).toEqual({ callerId: undefined, subjectId: undefined, callerProved: false, same: true });
  });

  it('the first one chosen is taken for both', () => {
    expect(peopleOf({ citizenId: 'mother' }, undefined, undefined)).toMatchObject({ callerId: 'mother', subjectId: 'mother', same: true });
  });

  it('keeps the daughter who calls apart from the mother whom it is about', () => {
    expect(peopleOf({ citizenId: 'mother' }, proof, undefined)).toEqual({ callerId: 'daughter', subjectId: 'mother', callerProved: true, same: false });
    expect(peopleOf({ citizenId: 'mother' }, undefined, 'daughter')).toMatchObject({ callerId: 'daughter', subjectId: 'mother', callerProved: false });
  });

  it('a proof counts for more than what the agent took for true', () => {
    expect(peopleOf({}, proof, 'neighbour')).toMatchObject({ callerId: 'daughter', subjectId: 'daughter', callerProved: true });
  });
});

it('a proof that ran out proves nothing', () => {
  const end = Date.parse(proof.expires) / 1000;
  expect(levelAt(proof, end - 1)).toBe('BASIC');
  expect(levelAt(proof, end)).toBe('NONE');
  expect(levelAt(undefined, end)).toBe('NONE');
});

describe('an identity number', () => {
  it('is checked by its last character', () => {
    expect(isResidentIdentity('11010519491231002X')).toBe(true);
    expect(isResidentIdentity('1101 0519 4912 3100 2x')).toBe(true);
    expect(isResidentIdentity('110105194912310021')).toBe(false);
    expect(isResidentIdentity('11010519491231002')).toBe(false);
  });

  it('is taken from any keyboard', () => {
    expect(tidyIdentity(' １１０105-19491231002ｘ ')).toBe('11010519491231002X');
  });

  it('is no telephone number', () => {
    expect(isPhone('11010519491231002X')).toBe(false);
    expect(isPhone('110105194912310021')).toBe(false);
    expect(isPhone('138 1234 5678')).toBe(true);
    expect(isPhone('王秀芳')).toBe(false);
  });
});

describe('what is asked of the hub', () => {
  it('to verify: only the answers that were given', () => {
    expect(requestOf('k1', 'CALLER', 'questions', { identity: ' 11010519491231002x', base: ' 7480 ', employer: '', month: '202610' })).toEqual({
      contact: 'k1',
      method: 'questions',
      party: 'CALLER',
      identity: '11010519491231002X',
      answers: { base: '7480', month: '2026-10' },
    });
  });

  it('on behalf: no number, no answers', () => {
    expect(requestOf('k1', 'SUBJECT', 'on-behalf', { identity: '1', base: '2', reason: ' 女儿 ' })).toEqual({ contact: 'k1', method: 'on-behalf', party: 'SUBJECT', reason: '女儿' });
  });

  it('to change: nothing that is masked or as before', () => {
    const masked = { categories: ['VIP'], note: '' };
    expect(changeOf(masked, { ...masked, name: '王*芳' })).toEqual({});
    expect(changeOf({ ...masked, name: '王秀芳', phones: ['138'] }, { ...masked, name: '王秀英', phones: ['138', '139'], note: ' 听力不好 ' })).toEqual({
      name: '王秀英',
      phones: ['138', '139'],
      note: '听力不好',
    });
  });
});
