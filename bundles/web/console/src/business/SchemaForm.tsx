// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Form, Input, Select } from 'antd';
import { useI18n } from '../i18n';
import './business.css';
import { titleOf, type Asked, type Values } from './schema';

interface SchemaFormProps {
  fields: Asked[];
  values: Values;
  /** By path: what is wrong with a field, shown at it. */
  problems?: Record<string, string>;
  /** Of the test ids of the inputs. */
  name: string;
  inline?: boolean;
  disabled?: boolean;
  onChange(values: Values): void;
  onSubmit(): void;
}

/** The form of an operation, made from its schema; Enter submits. */
export function SchemaForm({ fields, values, problems = {}, name, inline, disabled, onChange, onSubmit }: SchemaFormProps) {
  const { language } = useI18n();
  return (
    <Form
      layout={inline ? 'inline' : 'vertical'}
      size="small"
      className="schema-form"
      disabled={disabled}
      onFinish={onSubmit}
      component="form"
      colon={false}
      requiredMark={!inline}
    >
      {fields.map((field) => (
        <Form.Item
          key={field.path}
          label={titleOf(field.schema, field.path, language)}
          htmlFor={`${name}-${field.path}`}
          required={field.required && field.schema.type !== 'boolean'}
          validateStatus={problems[field.path] ? 'error' : undefined}
          help={problems[field.path]}
        >
          <FieldInput field={field} id={`${name}-${field.path}`} value={values[field.path]} onChange={(value) => onChange({ ...values, [field.path]: value })} />
        </Form.Item>
      ))}
      {/* Enter in a field submits only where there is something to press. */}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
    </Form>
  );
}

interface FieldInputProps {
  field: Asked;
  id: string;
  value: Values[string];
  onChange(value: Values[string]): void;
}

function FieldInput({ field: { schema, required }, id, value, onChange }: FieldInputProps) {
  const { language } = useI18n();
  const text = typeof value === 'string' ? value : '';
  if (schema.type === 'boolean') return <Checkbox id={id} data-testid={id} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
  if (schema['x-words']) {
    // Several codes may be one word to people.
    const words = new Map(Object.entries(schema['x-words']).map(([code, word]) => [word[language], code]));
    return (
      <Select
        id={id}
        data-testid={id}
        allowClear={!required}
        style={{ minWidth: 120 }}
        value={text || undefined}
        onChange={(code?: string) => onChange(code)}
        options={[...words].map(([label, code]) => ({ label, value: code }))}
      />
    );
  }
  const props = { id, 'data-testid': id, value: text, maxLength: schema.maxLength, onChange: (event: { target: { value: string } }) => onChange(event.target.value) };
  if (schema['x-form'] === 'long-text') return <Input.TextArea {...props} autoSize={{ minRows: 2, maxRows: 6 }} />;
  // A browser writes months in its own language, at length; here they are written as they travel.
  const month = schema['x-form'] === 'month';
  return <Input {...props} type={schema['x-form'] === 'date' ? 'date' : 'text'} className={month ? 'month' : undefined} placeholder={month ? 'YYYY-MM' : undefined} inputMode={schema.type === 'integer' || schema['x-form'] === 'money' ? 'decimal' : undefined} autoComplete="off" />;
}
