// SPDX-License-Identifier: Apache-2.0
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { TicketFilter } from '../api/matter';
import type { RequestType, TicketState } from '../api/types';
import { useI18n } from '../i18n';
import { CategoryFilter } from '../widgets/CategoryFilter';
import { SlowInput } from '../widgets/SlowInput';
import { DepartmentSelect } from './DepartmentSelect';
import { REQUEST_TYPES } from './draft';
import { wordFilter } from './listing';

const STATES: TicketState[] = ['ATTENTION', 'OPEN', 'DISPATCHED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED', 'DISCARDED'];

interface TicketFiltersProps {
  filter: TicketFilter;
  stateFixed: boolean;
  onChange(filter: TicketFilter): void;
}

export function TicketFilters({ filter, stateFixed, onChange }: TicketFiltersProps) {
  const { t, label } = useI18n();
  const change = (part: Partial<TicketFilter>) => onChange({ ...filter, ...part });
  return (
    <div className="filters" role="search">
      <SlowInput placeholder={t('ticket.findWord')} width={150} testId="ticket-find" onChange={(typed) => change(wordFilter(typed))} />
      <SlowInput placeholder={t('ticket.findPhone')} width={130} testId="ticket-find-phone" onChange={(phone) => change({ phone })} />
      {!stateFixed && (
        <Select
          allowClear
          style={{ width: 104 }}
          placeholder={t('ticket.state')}
          aria-label={t('ticket.state')}
          data-testid="ticket-filter-state"
          value={filter.state}
          onChange={(state?: TicketState) => change({ state })}
          options={STATES.map((value) => ({ value, label: t(`ticketState.${value}`) }))}
        />
      )}
      <Select
        allowClear
        style={{ width: 90 }}
        placeholder={t('ticket.requestType')}
        aria-label={t('ticket.requestType')}
        value={filter.requestType}
        onChange={(requestType?: RequestType) => change({ requestType })}
        options={REQUEST_TYPES.map((value) => ({ value, label: t(`requestType.${value}`) }))}
      />
      <DepartmentSelect all width={140} value={filter.department} onChange={(department) => change({ department })} />
      <CategoryFilter value={filter.category} onChange={(category) => change({ category })} label={label} />
      <DatePicker.RangePicker
        aria-label={t('contact.range')}
        style={{ width: 216 }}
        value={filter.from && filter.to ? [dayjs(filter.from), dayjs(filter.to).subtract(1, 'day')] : null}
        onChange={(range) =>
          change({
            from: range?.[0]?.startOf('day').toISOString(),
            to: range?.[1]?.startOf('day').add(1, 'day').toISOString(),
          })
        }
      />
    </div>
  );
}
