// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Checkbox, Input, Radio, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { tickets } from '../api/matter';
import type { InputProblem, Ticket } from '../api/types';
import { keysOf, useShortcut } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { uuid } from '../app/uuid';
import { CategoryPicker } from '../desktop/CategoryPicker';
import { useI18n } from '../i18n';
import { formOf, formsFor, inputOf, LONGEST, problemsOf, REQUEST_TYPES, type TicketDraft } from './draft';
import { useTicketDrafts } from './draftStore';
import { DepartmentSelect } from './DepartmentSelect';
import { Field, problemAt } from './Field';
import { FormFields } from './FormFields';
import { Parties } from './Parties';
import { useRegistersLoaded } from './registers';

interface TicketFormProps {
  draft: TicketDraft;
  onSubmitted(ticket: Ticket): void;
}

/** What is typed lives in the draft, not in the form: a reload or the next call finds it there. */
export function TicketForm({ draft, onSubmitted }: TicketFormProps) {
  const { t, label } = useI18n();
  const { message } = App.useApp();
  const { keep, discard } = useTicketDrafts.getState();
  const { forms, failed, load } = useRegistersLoaded();
  const [busy, run] = useAction();
  const [refused, setRefused] = useState<InputProblem[]>([]);
  const [checked, setChecked] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const form = formOf(forms ?? [], draft);
  const problems = checked ? [...problemsOf(draft, form), ...refused] : [];
  useEffect(() => root.current?.querySelector<HTMLElement>(draft.category ? '[data-field="title"] input' : '.picker-input')?.focus(), [draft.id]); // eslint-disable-line react-hooks/exhaustive-deps

  const edit = (change: Partial<TicketDraft>) => {
    setRefused([]);
    keep({ ...draft, ...change });
  };

  const submit = () => {
    setChecked(true);
    const wrong = problemsOf(draft, form);
    if (wrong.length || !form) {
      void message.warning(t('ticket.incomplete', { n: wrong.length }));
      showFirst(root.current, wrong);
      return;
    }
    void run(async () => {
      try {
        const ticket = await tickets.create(inputOf(draft, form));
        discard(draft.id);
        onSubmitted(ticket);
      } catch (failure) {
        const told = problemsIn(failure);
        setRefused(told);
        showFirst(root.current, told);
        // Somebody else's ticket has this id; it cannot happen twice.
        if (failure instanceof ApiError && failure.code === 'ticket.id.taken') {
          discard(draft.id);
          keep({ ...draft, id: uuid() });
        }
        throw failure;
      }
    });
  };
  useShortcut('save', submit);

  return (
    <form
      ref={root}
      className="ticket-form"
      data-testid="ticket-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      // Enter takes a date or an entry of a list; a ticket is sent by its own key.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <div className="ticket-form-body">
        {failed && !forms && (
          <Alert type="error" showIcon title={t('ticket.formsFailed')} action={<Button size="small" onClick={load}>{t('common.retry')}</Button>} />
        )}
        {forms && formsFor(forms, draft.requestType).length === 0 && <Alert type="warning" showIcon title={t('ticket.noForm')} />}
        <Radio.Group
          className="request-types"
          aria-label={t('ticket.requestType')}
          optionType="button"
          size="small"
          value={draft.requestType}
          options={REQUEST_TYPES.map((value) => ({ value, label: t(`requestType.${value}`) }))}
          onChange={(event) => edit({ requestType: event.target.value as TicketDraft['requestType'] })}
        />
        <Field label={t('ticket.category')} name="category" required problems={problems}>
          <CategoryPicker testId="ticket-category" value={draft.category} invalid={Boolean(problemAt(problems, 'category'))} onChange={(category) => edit({ category })} />
        </Field>
        <div className="field-pair">
          <Field label={t('ticket.process')} name="process" required problems={problems}>
            <Select
              aria-label={t('ticket.process')}
              data-testid="ticket-process"
              loading={!forms && !failed}
              value={form?.process}
              options={formsFor(forms ?? [], draft.requestType).map((each) => ({ value: each.process, label: label({ ...each.form, name: each.label }) }))}
              onChange={(process) => edit({ process })}
            />
          </Field>
          <Field label={t('ticket.department')} name="department" problems={problems}>
            <DepartmentSelect testId="ticket-department" value={draft.department} invalid={Boolean(problemAt(problems, 'department'))} onChange={(department) => edit({ department })} />
          </Field>
        </div>
        <Field label={t('ticket.title')} name="title" required problems={problems}>
          <Input
            data-testid="ticket-title"
            aria-label={t('ticket.title')}
            maxLength={LONGEST.title}
            status={problemAt(problems, 'title') ? 'error' : undefined}
            value={draft.title}
            placeholder={t('ticket.titleHint')}
            onChange={(event) => edit({ title: event.target.value })}
          />
        </Field>
        <Field label={t('ticket.text')} name="text" required problems={problems}>
          <Input.TextArea
            data-testid="ticket-text"
            aria-label={t('ticket.text')}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={LONGEST.text}
            status={problemAt(problems, 'text') ? 'error' : undefined}
            value={draft.text}
            placeholder={t('ticket.textHint')}
            onChange={(event) => edit({ text: event.target.value })}
          />
        </Field>
        <FormFields
          fields={form?.form.fields ?? []}
          values={draft.fields}
          problems={problems}
          onChange={(name, value) => edit({ fields: { ...draft.fields, [name]: value } })}
        />
        <Parties parties={draft.parties} problems={problems} contactId={draft.contactId} onChange={(parties) => edit({ parties })} />
        <Checkbox data-testid="ticket-confidential" checked={draft.confidential} onChange={(event) => edit({ confidential: event.target.checked })}>
          {t('ticket.confidential')} <span className="quiet small">{t('ticket.confidentialHint')}</span>
        </Checkbox>
      </div>
      <div className="wrapup-foot">
        <span className="quiet small" role="status">
          {t('wrapup.draft')}
        </span>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="ticket-submit" aria-keyshortcuts={keysOf('save')}>
          {t('ticket.submit')}
          <kbd aria-hidden>{keysOf('save')}</kbd>
        </Button>
      </div>
    </form>
  );
}

/** What the hub found wrong, by field. */
export function problemsIn(failure: unknown): InputProblem[] {
  if (!(failure instanceof ApiError)) return [];
  if (failure.code === 'ticket.department.unknown') return [{ field: 'department', code: 'unknown' }];
  const { problems } = failure.args;
  return failure.code === 'ticket.input.invalid' && Array.isArray(problems) ? (problems as InputProblem[]) : [];
}

function showFirst(root: HTMLElement | null, problems: InputProblem[]): void {
  const field = problems[0]?.field;
  if (!root || !field) return;
  const place = [...root.querySelectorAll<HTMLElement>('[data-field]')].find((each) => each.dataset.field === field);
  place?.scrollIntoView?.({ block: 'nearest' });
  place?.querySelector<HTMLElement>('input, textarea')?.focus();
}
