// SPDX-License-Identifier: Apache-2.0
import { Input, Select, Switch } from 'antd';
import type { SettingsField } from '../api/settings';
import { useI18n } from '../i18n';
import { unitOf } from './model';

interface FieldInputProps {
  field: SettingsField;
  value: string[];
  disabled: boolean;
  invalid: boolean;
  onChange(value: string[]): void;
}

/** The control that suits a key: switch, choice, list or text; a number may also be a place-holder. */
export function FieldInput({ field, value, disabled, invalid, onChange }: FieldInputProps) {
  const { t } = useI18n();
  const common = { id: `setting-${field.id}`, disabled, 'data-testid': `setting-${field.id}`, 'aria-describedby': `help-${field.id}` };
  const status = invalid ? ('error' as const) : undefined;
  const single = value[0] ?? '';
  if (field.list) {
    return <Select {...common} mode="tags" open={false} suffixIcon={null} status={status} value={value} onChange={onChange} placeholder={t('settings.listHint')} />;
  }
  if (field.type === 'BOOLEAN' && ['true', 'false'].includes(single)) {
    return <Switch {...common} checked={single === 'true'} onChange={(on) => onChange([String(on)])} />;
  }
  if (field.options.length > 0) {
    return <Select {...common} status={status} value={single} options={field.options} onChange={(option) => onChange([option])} />;
  }
  const number = field.type === 'INTEGER' || field.type === 'DECIMAL';
  return (
    <Input
      {...common}
      status={status}
      value={single}
      inputMode={number ? 'decimal' : undefined}
      suffix={number ? unitOf(field.id) : undefined}
      placeholder={field.secret ? 'env:NAME / file:PATH' : undefined}
      autoComplete="off"
      onChange={(event) => onChange([event.target.value])}
    />
  );
}
