// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { tickets } from '../api/matter';
import type { InputProblem, Ticket } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { DepartmentSelect } from './DepartmentSelect';
import { Field, problemAt } from './Field';
import {
  isConflict,
  isDangerous,
  LONGEST_OF,
  needsOf,
  NOTHING,
  operationInput,
  operationProblems,
  outcomesOf,
  type OperationField,
  type OperationFields,
} from './operations';
import { problemsIn } from './TicketForm';

interface OperationFormProps {
  ticket: Ticket;
  operation: string;
  onDone(ticket: Ticket): void;
  /** Somebody else changed the ticket: it is read again, what was typed stays. */
  onConflict(): void;
  onCancel(): void;
}

export function OperationForm({ ticket, operation, onDone, onConflict, onCancel }: OperationFormProps) {
  const { t, word } = useI18n();
  const { message } = App.useApp();
  const outcomes = outcomesOf(operation, ticket);
  const [fields, setFields] = useState<OperationFields>({ ...NOTHING, outcome: outcomes[0], reply: ticket.reply ?? '' });
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<InputProblem[]>([]);
  const [conflict, setConflict] = useState(false);
  const [busy, run] = useAction();
  const edit = (change: Partial<OperationFields>) => {
    setRefused([]);
    setFields({ ...fields, ...change });
  };
  const gone = !ticket.allowed.includes(operation);
  const problems = checked ? [...operationProblems(operation, fields, outcomes), ...refused] : [];
  const submit = () => {
    setChecked(true);
    if (gone || operationProblems(operation, fields, outcomes).length) return;
    void run(async () => {
      try {
        const changed = await tickets.operate(ticket.id, operation, operationInput(operation, fields, ticket.version));
        void message.success(t('operation.done', { operation: word('operation', operation) }));
        onDone(changed);
      } catch (failure) {
        if (isConflict(failure)) {
          setConflict(true);
          onConflict();
          return;
        }
        setRefused(problemsIn(failure));
        throw failure;
      }
    });
  };
  return (
    <form
      className="operation-form"
      data-testid={`operation-form-${operation}`}
      aria-label={word('operation', operation)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) submit();
        // The drawer would close as well.
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <h3>{word('operation', operation)}</h3>
      {conflict && (
        <Alert type="warning" showIcon data-testid="operation-conflict" title={t(gone ? 'operation.conflictGone' : 'operation.conflict')} />
      )}
      {outcomes.length > 0 && (
        <Field label={t('operation.outcome')} name="outcome" required problems={problems}>
          <Radio.Group
            size="small"
            optionType="button"
            value={fields.outcome}
            options={outcomes.map((value) => ({ value, label: <span data-testid={`outcome-${value}`}>{t(`outcome.${operation}.${value}` as 'outcome.review.accepted')}</span> }))}
            onChange={(event) => edit({ outcome: event.target.value as string })}
          />
        </Field>
      )}
      {needsOf(operation, fields.outcome).map(({ field, required }) => (
        <Field
          key={field}
          label={t(`operation.${field}`)}
          name={field}
          required={required}
          problems={problems}
          side={field === 'reply' ? <span className="quiet small"> {[...fields.reply].length}/{LONGEST_OF.reply}</span> : undefined}
        >
          <Control field={field} fields={fields} invalid={Boolean(problemAt(problems, field))} answer={ticket.answer} onChange={edit} />
        </Field>
      ))}
      <Space>
        <Button type="primary" htmlType="submit" danger={isDangerous(operation) || fields.outcome === 'discard'} loading={busy} disabled={gone} data-testid="operation-submit">
          {word('operation', operation)}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </Space>
    </form>
  );
}

interface ControlProps {
  field: OperationField;
  fields: OperationFields;
  invalid: boolean;
  answer?: string;
  onChange(change: Partial<OperationFields>): void;
}

function Control({ field, fields, invalid, answer, onChange }: ControlProps) {
  const { t } = useI18n();
  if (field === 'department') {
    return <DepartmentSelect autoFocus testId="operation-department" value={fields.department} invalid={invalid} onChange={(department) => onChange({ department })} />;
  }
  return (
    <Input.TextArea
      autoFocus={field !== 'note'}
      autoSize={{ minRows: 2, maxRows: 8 }}
      maxLength={LONGEST_OF[field]}
      status={invalid ? 'error' : undefined}
      value={fields[field]}
      aria-label={t(`operation.${field}`)}
      data-testid={`operation-${field}`}
      placeholder={field === 'reply' ? (answer ? t('operation.replyAnswer') : t('operation.replyHint')) : undefined}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
}
