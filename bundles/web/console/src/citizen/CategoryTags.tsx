// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import { useI18n } from '../i18n';

const TONE: Record<string, string> = { vip: 'gold', blacklist: 'red' };

/** VIP and blacklist stand out, whatever language they were written in; the others are plain. */
export function CategoryTags({ categories }: { categories: string[] }) {
  const { word } = useI18n();
  return categories.map((category) => {
    const code = categoryCode(category);
    return (
      <Tag key={category} color={TONE[code]}>
        {code in TONE ? word('citizenCategory', code) : category}
      </Tag>
    );
  });
}

export function categoryCode(category: string): string {
  const plain = category.trim().toLowerCase();
  if (plain === '黑名单') return 'blacklist';
  return plain === 'vip' || plain === '贵宾' || plain === '重点服务' ? 'vip' : plain;
}
