// SPDX-License-Identifier: Apache-2.0
import { CheckOutlined } from '@ant-design/icons';
import { App, Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { hub } from '../api/hub';
import type { WrapUp } from '../api/types';
import { time } from '../app/format';
import { keysOf, useShortcut } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { CategoryPicker } from './CategoryPicker';
import { isBlank, useDrafts } from './drafts';
import { useDesktop } from './store';

export interface WrapUpSubject {
  contactId: string;
  caller: string;
  offeredAt: string;
  saved?: WrapUp;
}

interface Fields {
  category?: string;
  summary: string;
  resolved?: boolean;
}

const LONGEST_SUMMARY = 2000;

/** What is typed lives in the draft, not in the form: a reload or the next call finds it there. */
export function WrapUpForm({ subject, onSaved }: { subject: WrapUpSubject; onSaved(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const { contactId, caller, offeredAt, saved } = subject;
  const draft = useDrafts((state) => state.drafts[contactId]);
  const keep = useDrafts((state) => state.keep);
  const discard = useDrafts((state) => state.discard);
  const replaceContact = useDesktop((state) => state.replaceContact);
  const [busy, run] = useAction();
  const [missing, setMissing] = useState(false);
  const resultId = useId();
  const fields: Fields = draft ?? saved ?? { summary: '' };

  const edit = (change: Partial<Fields>) => {
    const { category, summary, resolved } = { ...fields, ...change };
    if (change.category) setMissing(false);
    if (isBlank({ category, summary, resolved }) && !saved) discard(contactId);
    else keep({ contactId, caller, offeredAt, category, summary, resolved });
  };

  const save = () => {
    const { category, summary } = fields;
    if (!category) {
      setMissing(true);
      void message.warning(t('wrapup.missing', { fields: t('wrapup.category') }));
      return;
    }
    void run(async () => {
      const resolved = fields.resolved ?? true;
      const contact = await hub.saveWrapUp(contactId, { category, summary: summary.trim(), resolved });
      discard(contactId);
      if (contact) replaceContact(contact);
      void message.success(t('wrapup.saved'));
      onSaved();
    });
  };
  useShortcut('save', save);

  return (
    <form
      className="wrapup-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="field">
        <span className="field-label">{t('wrapup.category')}</span>
        <CategoryPicker value={fields.category} invalid={missing} onChange={(category) => edit({ category })} />
      </div>
      <div className="field field-grow">
        <span className="field-label">{t('wrapup.summary')}</span>
        <Input.TextArea
          data-testid="wrapup-summary"
          aria-label={t('wrapup.summary')}
          placeholder={t('wrapup.summaryPlaceholder')}
          maxLength={LONGEST_SUMMARY}
          value={fields.summary}
          onChange={(event) => edit({ summary: event.target.value })}
        />
      </div>
      <div className="field field-row">
        <span className="field-label" id={resultId}>
          {t('wrapup.result')}
        </span>
        <Radio.Group
          aria-labelledby={resultId}
          optionType="button"
          value={fields.resolved ?? true}
          options={[
            { value: true, label: t('wrapup.resolved') },
            { value: false, label: t('wrapup.unresolved') },
          ]}
          onChange={(event) => edit({ resolved: event.target.value as boolean })}
        />
      </div>
      <div className="wrapup-foot">
        <span className="quiet small" role="status" data-testid="wrapup-status">
          {draft ? t('wrapup.draft') : saved ? t('wrapup.savedAt', { by: saved.by, at: time(saved.at) }) : ''}
        </span>
        <Button
          type="primary"
          htmlType="submit"
          data-testid="wrapup-save"
          aria-keyshortcuts={keysOf('save')}
          icon={!draft && saved ? <CheckOutlined /> : undefined}
          loading={busy}
        >
          {t('wrapup.save')}
          <kbd aria-hidden>{keysOf('save')}</kbd>
        </Button>
      </div>
    </form>
  );
}
