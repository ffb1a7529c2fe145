// SPDX-License-Identifier: Apache-2.0
import type { Category } from '../api/types';

export interface CategoryHit {
  category: Category;
  /** Labels from the root down to this category. */
  path: Category[];
}

/**
 * What an agent types, as it is compared: an input method under composition shows `yl'bx` or full-width letters for
 * the keys y l b x.
 */
export function normalise(query: string): string {
  return query.normalize('NFKC').toLowerCase().replace(/[\s'’`·-]/g, '');
}

/**
 * The leaves that fit the query, best first: the start of the initials, then of the pinyin or of a label, then a
 * part of them; last the leaves below a parent that fits. Within a rank the tree's order stays. An empty query gives
 * the whole tree.
 */
export function searchCategories(all: Category[], query: string, limit = 50): CategoryHit[] {
  const wanted = normalise(query);
  const byCode = new Map(all.map((category) => [category.code, category]));
  const ranked: { rank: number; hit: CategoryHit }[] = [];
  for (const category of all) {
    if (!category.leaf) continue;
    const path = pathOf(category, byCode);
    const rank = wanted ? rankOf(path, wanted) : 0;
    if (rank !== undefined) ranked.push({ rank, hit: { category, path } });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((each) => each.hit);
}

export function pathOf(category: Category, byCode: Map<string, Category>): Category[] {
  const path = [category];
  const seen = new Set([category.code]);
  for (let at = category; at.parent; ) {
    const parent = byCode.get(at.parent);
    if (!parent || seen.has(parent.code)) break;
    seen.add(parent.code);
    path.unshift(parent);
    at = parent;
  }
  return path;
}

const PARENT_PENALTY = 10;

function rankOf(path: Category[], wanted: string): number | undefined {
  let best: number | undefined;
  path.forEach((category, depth) => {
    const own = rankOfOne(category, wanted);
    if (own === undefined) return;
    const distance = path.length - 1 - depth;
    const rank = own + distance * PARENT_PENALTY;
    if (best === undefined || rank < best) best = rank;
  });
  return best;
}

function rankOfOne(category: Category, wanted: string): number | undefined {
  const initials = normalise(category.initials);
  const pinyin = normalise(category.pinyin);
  const labels = [normalise(category.labelZh), normalise(category.labelEn)];
  if (initials === wanted || labels.includes(wanted)) return 0;
  if (initials.startsWith(wanted)) return 1;
  if (labels.some((label) => label.startsWith(wanted)) || pinyin.startsWith(wanted)) return 2;
  if (initials.includes(wanted) || labels.some((label) => label.includes(wanted))) return 3;
  if (wanted.length > 2 && pinyin.includes(wanted)) return 4;
  if (category.code.toLowerCase() === wanted) return 1;
  return undefined;
}
