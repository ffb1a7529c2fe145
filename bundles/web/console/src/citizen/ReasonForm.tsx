// SPDX-License-Identifier: Apache-2.0
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface ReasonFormProps {
  title: string;
  /** One press fills one of these in. */
  usual?: string[];
  submit: string;
  testId: string;
  danger?: boolean;
  onSubmit(reason: string): Promise<unknown>;
  onCancel(): void;
}

const SHORTEST = 2;
const LONGEST = 200;

/** Asks why; the hub writes the answer into the audit. */
export function ReasonForm({ title, usual = [], submit, testId, danger = false, onSubmit, onCancel }: ReasonFormProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [busy, run] = useAction();
  const ready = reason.trim().length >= SHORTEST;
  const go = () => ready && void run(() => onSubmit(reason.trim()));
  return (
    <div className="reason-form" role="group" aria-label={title} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <span className="small">{title}</span>
      {usual.length > 0 && (
        <div className="reason-usual">
          {usual.map((text) => (
            <Button key={text} size="small" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
      )}
      <Input
        autoFocus
        maxLength={LONGEST}
        value={reason}
        aria-label={title}
        data-testid={`${testId}-reason`}
        placeholder={t('reason.hint')}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={go}
      />
      <Space>
        <Button size="small" type="primary" danger={danger} loading={busy} disabled={!ready} data-testid={`${testId}-submit`} onClick={go}>
          {submit}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Space>
    </div>
  );
}
