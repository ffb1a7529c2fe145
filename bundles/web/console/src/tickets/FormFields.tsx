// SPDX-License-Identifier: Apache-2.0
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { FormField, InputProblem } from '../api/types';
import { useI18n } from '../i18n';
import { DepartmentSelect } from './DepartmentSelect';
import { mostOf } from './draft';
import { Field, problemAt } from './Field';

interface FormFieldsProps {
  fields: FormField[];
  values: Record<string, string>;
  problems: InputProblem[];
  onChange(name: string, value: string): void;
}

/** What the process asks beyond what every ticket has. */
export function FormFields({ fields, values, problems, onChange }: FormFieldsProps) {
  const { label } = useI18n();
  return (
    <div className="form-fields">
      {fields.map((field) => (
        <Field key={field.name} label={label(field)} name={`fields.${field.name}`} required={field.required} problems={problems}>
          <Control
            field={field}
            value={values[field.name] ?? ''}
            invalid={Boolean(problemAt(problems, `fields.${field.name}`))}
            onChange={(value) => onChange(field.name, value)}
          />
        </Field>
      ))}
    </div>
  );
}

interface ControlProps {
  field: FormField;
  value: string;
  invalid: boolean;
  onChange(value: string): void;
}

function Control({ field, value, invalid, onChange }: ControlProps) {
  const { label } = useI18n();
  const common = { 'aria-label': label(field), 'data-testid': `field-${field.name}`, status: invalid ? ('error' as const) : undefined };
  switch (field.kind) {
    case 'multiline':
      return <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={mostOf(field)} value={value} onChange={(event) => onChange(event.target.value)} />;
    case 'date':
      return (
        <DatePicker
          {...common}
          style={{ width: '100%' }}
          value={value ? dayjs(value) : null}
          onChange={(date) => onChange(date ? date.format('YYYY-MM-DD') : '')}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          allowClear
          style={{ width: '100%' }}
          value={value || undefined}
          onChange={(choice?: string) => onChange(choice ?? '')}
          options={(field.options ?? []).map((option) => ({ value: option.value, label: label(option) }))}
        />
      );
    case 'department':
      return <DepartmentSelect value={value || undefined} invalid={invalid} testId={`field-${field.name}`} onChange={(code) => onChange(code ?? '')} />;
    default:
      return (
        <Input
          {...common}
          inputMode={field.kind === 'phone' ? 'tel' : undefined}
          maxLength={mostOf(field)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
