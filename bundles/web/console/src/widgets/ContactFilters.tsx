// SPDX-License-Identifier: Apache-2.0
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { ContactFilter } from '../api/hub';
import type { ContactState } from '../api/types';
import { useI18n } from '../i18n';
import { CategoryFilter } from './CategoryFilter';
import { provinces } from './region';
import { SlowInput } from './SlowInput';

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
