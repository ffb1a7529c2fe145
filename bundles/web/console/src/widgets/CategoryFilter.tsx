// SPDX-License-Identifier: Apache-2.0
import { TreeSelect } from 'antd';
import { useEffect, useMemo } from 'react';
import { normalise } from '../desktop/categories';
import { useCategories } from '../desktop/categoryStore';
import { useI18n } from '../i18n';

interface CategoryFilterProps {
  value?: string;
  onChange(code: string | undefined): void;
  label(category: { labelZh: string; labelEn: string }): string;
}

/** The tree of business categories, found by initials, pinyin or words. */
export function CategoryFilter({ value, onChange, label }: CategoryFilterProps) {
  const { t } = useI18n();
  const { all, load } = useCategories();
  useEffect(load, [load]);
  const options = useMemo(
    () =>
      all.map((category) => ({
        id: category.code,
        pId: category.parent ?? 0,
        value: category.code,
        title: label(category),
        search: `${normalise(category.initials)} ${normalise(category.pinyin)} ${label(category)}`,
      })),
    [all, label],
  );
  return (
    <TreeSelect
      allowClear
      showSearch={{ filterTreeNode: (typed, node) => String(node.search).includes(normalise(typed)) }}
      treeDataSimpleMode
      style={{ width: 170 }}
      popupMatchSelectWidth={300}
      placeholder={t('contact.category')}
      aria-label={t('contact.category')}
      treeData={options}
      value={value}
      onChange={onChange}
    />
  );
}
