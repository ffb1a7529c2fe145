// SPDX-License-Identifier: Apache-2.0
import { SearchOutlined } from '@ant-design/icons';
import { DatePicker, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useState } from 'react';
import type { ContactFilter } from '../api/hub';
import type { ContactState } from '../api/types';
import { useCategories } from '../desktop/categoryStore';
import { normalise } from '../desktop/categories';
import { useI18n } from '../i18n';
import { provinces } from './region';

const STATES: ContactState[] = [
  'OFFERED',
  'SELF_SERVICE',
  'QUEUED',
  'RESERVED',
  'ACTIVE',
  'AFTER_CONTACT_WORK',
  'CLOSED',
];
const MINE_STATES: ContactState[] = ['RESERVED', 'ACTIVE', 'AFTER_CONTACT_WORK', 'CLOSED'];
const TYPING_PAUSE_MS = 350;

interface ContactFiltersProps {
  scope: 'mine' | 'all';
  filter: ContactFilter;
  onChange(filter: ContactFilter): void;
}

export function ContactFilters({ scope, filter, onChange }: ContactFiltersProps) {
  const { t, label, language } = useI18n();
  const change = (part: Partial<ContactFilter>) => onChange({ ...filter, ...part });
  const states = scope === 'mine' ? MINE_STATES : STATES;
  return (
    <div className="filters" role="search">
      {scope === 'all' && (
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm' }}
          format="MM-DD HH:mm"
          allowClear={false}
          aria-label={t('contact.range')}
          style={{ width: 250 }}
          value={[dayjs(filter.from), dayjs(filter.to)]}
          onChange={(range) => change({ from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() })}
        />
      )}
      <SlowInput
        placeholder={t('contact.numberFilter')}
        width={130}
        testId="filter-number"
        onChange={(number) => change({ number })}
      />
      {scope === 'all' && (
        <SlowInput
          placeholder={t('contact.agentFilter')}
          width={130}
          testId="filter-agent"
          onChange={(agentId) => change({ agentId })}
        />
      )}
      <Select
        allowClear
        style={{ width: 110 }}
        placeholder={t('contact.state')}
        aria-label={t('contact.state')}
        value={filter.state}
        onChange={(state?: string) => change({ state })}
        options={states.map((state) => ({ value: state, label: t(`contactState.${state}`) }))}
      />
      {scope === 'all' && (
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          style={{ width: 120 }}
          placeholder={t('caller.region')}
          aria-label={t('caller.region')}
          data-testid="filter-region"
          value={filter.region}
          onChange={(region?: string) => change({ region })}
          options={provinces(language)}
        />
      )}
      {scope === 'all' && <CategoryFilter value={filter.category} onChange={(category) => change({ category })} label={label} />}
    </div>
  );
}

interface SlowInputProps {
  placeholder: string;
  width: number;
  testId: string;
  onChange(text: string | undefined): void;
}

/** Asks the hub once the typing pauses, not at each key. */
function SlowInput({ placeholder, width, testId, onChange }: SlowInputProps) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (text === undefined) return undefined;
    const timer = setTimeout(() => onChange(text.trim() || undefined), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
    // Only the text starts the clock; the callback is new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <Input
      allowClear
      prefix={<SearchOutlined className="quiet" />}
      style={{ width }}
      placeholder={placeholder}
      aria-label={placeholder}
      data-testid={testId}
      maxLength={64}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

interface CategoryFilterProps {
  value?: string;
  onChange(code: string | undefined): void;
  label(category: { labelZh: string; labelEn: string }): string;
}

function CategoryFilter({ value, onChange, label }: CategoryFilterProps) {
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
