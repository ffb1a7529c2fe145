// SPDX-License-Identifier: Apache-2.0
import { Select } from 'antd';
import { useI18n } from '../i18n';
import { useRegistersLoaded } from './registers';

interface DepartmentSelectProps {
  value?: string;
  onChange(code: string | undefined): void;
  invalid?: boolean;
  testId?: string;
  autoFocus?: boolean;
  /** Also those that take no new tickets, to look for old ones. */
  all?: boolean;
  width?: number | string;
}

export function DepartmentSelect({ value, onChange, invalid, testId, autoFocus, all = false, width = '100%' }: DepartmentSelectProps) {
  const { t, label } = useI18n();
  const { departments = [] } = useRegistersLoaded();
  const options = departments
    .filter((department) => all || department.enabled || department.code === value)
    .map((department) => ({ value: department.code, label: label(department), search: `${department.code} ${label(department)}` }));
  return (
    <Select
      allowClear
      autoFocus={autoFocus}
      showSearch={{ filterOption: (typed, option) => String(option?.search).toLowerCase().includes(typed.toLowerCase()) }}
      style={{ width }}
      status={invalid ? 'error' : undefined}
      placeholder={t('ticket.department')}
      aria-label={t('ticket.department')}
      data-testid={testId}
      value={value || undefined}
      onChange={(code?: string) => onChange(code)}
      options={options}
    />
  );
}
