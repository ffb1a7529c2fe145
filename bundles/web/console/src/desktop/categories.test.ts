// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../test/samples';
import { normalise, searchCategories } from './categories';

const find = (query: string) => searchCategories(CATEGORIES, query).map((hit) => hit.category.code);

describe('searching categories', () => {
  it('finds a leaf by its initials first', () => {
    expect(find('tqgz')).toEqual(['labour.wage']);
    expect(find('gsrd')[0]).toBe('si.injury');
  });

  it('finds the leaves below a parent by its initials', () => {
    expect(find('ylbx')).toEqual(['si.pension.pay', 'si.pension.cert']);
  });

  it('puts own matches before those of a parent', () => {
    expect(find('yl')).toEqual(['labour.aid', 'si.pension.pay', 'si.pension.cert']);
  });

  it('finds by Chinese words, whole pinyin and a part of either', () => {
    expect(find('工资')).toEqual(['labour.wage']);
    expect(find('zigeren')).toEqual(['si.pension.cert']);
    expect(find('rending')).toEqual(['si.injury']);
  });

  it('understands what an input method shows under composition', () => {
    expect(normalise("T'q gz ")).toBe('tqgz');
    expect(find("t'q'g'z")).toEqual(['labour.wage']);
  });

  it('gives the tree in its order for an empty query and nothing for nonsense', () => {
    expect(find('')).toEqual(CATEGORIES.filter((category) => category.leaf).map((category) => category.code));
    expect(find('zzzz')).toEqual([]);
  });

  it('shows the way from the root', () => {
    const hit = searchCategories(CATEGORIES, 'jfjs')[0];
    expect(hit?.path.map((category) => category.labelZh)).toEqual(['社会保险', '养老保险', '缴费基数']);
  });

  it('survives a loop in the tree', () => {
    const loop = CATEGORIES.map((category) => (category.code === 'si' ? { ...category, parent: 'si.pension' } : category));
    expect(searchCategories(loop, 'jfjs')).toHaveLength(1);
  });
});
