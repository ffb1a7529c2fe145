// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Form, Input, Segmented, Space } from 'antd';
import { useState } from 'react';
import { citizens } from '../api/matter';
import type { Citizen, Party, VerificationRequest } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { isResidentIdentity, tidyIdentity } from './people';
import { useVerifications } from './verifications';

export type Method = 'identity' | 'questions' | 'on-behalf';

interface VerifyFormProps {
  contactId: string;
  citizen: Citizen;
  party: Party;
  /** Somebody else speaks for this citizen and is verified. */
  onBehalfOf: boolean;
  onDone(): void;
  onCancel(): void;
}

interface Fields {
  identity?: string;
  reason?: string;
  employer?: string;
  base?: string;
  balance?: string;
  month?: string;
}

const ANSWERS = ['employer', 'base', 'balance', 'month'] as const;
/** One of these has to be among the answers: nobody reads them off a stolen identity card. */
const SECRETS = ['employer', 'base', 'balance'] as const;

/** Lies in the caller card where the candidates were, so that nothing covers the call. */
export function VerifyForm({ contactId, citizen, party, onBehalfOf, onDone, onCancel }: VerifyFormProps) {
  const { t } = useI18n();
  const { attemptsLeft, locked, accept, refused } = useVerifications();
  const [method, setMethod] = useState<Method>(onBehalfOf ? 'on-behalf' : 'identity');
  const [form] = Form.useForm<Fields>();
  const [busy, run] = useAction();
  const methods: Method[] = onBehalfOf ? ['on-behalf', 'identity', 'questions'] : ['identity', 'questions'];

  const submit = (fields: Fields) =>
    run(async () => {
      try {
        accept(await citizens.verify(citizen.id, requestOf(contactId, party, method, fields)));
      } catch (failure) {
        // The form itself shows how many attempts are left.
        if (refused(failure)) return;
        throw failure;
      }
      onDone();
    });

  return (
    <div className="verify-form" data-testid="verify-form" onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <h3>{t(party === 'CALLER' ? 'verify.titleCaller' : 'verify.titleSubject', { name: citizen.name })}</h3>
      <Segmented<Method>
        block
        size="small"
        value={method}
        onChange={setMethod}
        options={methods.map((value) => ({ value, label: <span data-testid={`verify-${value}`}>{t(`verify.${value}`)}</span> }))}
      />
      {locked && <Alert type="error" showIcon title={t('verify.locked')} data-testid="verify-locked" />}
      {!locked && attemptsLeft !== undefined && (
        <Alert type="warning" showIcon title={t('verify.wrong', { n: attemptsLeft })} data-testid="verify-wrong" />
      )}
      <Form<Fields> form={form} layout="vertical" size="small" onFinish={(fields) => void submit(fields)} autoComplete="off">
        {method === 'on-behalf' ? <BehalfFields /> : <IdentityField citizen={citizen} />}
        {method === 'questions' && <QuestionFields />}
        <Space>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
            disabled={method !== 'on-behalf' && (locked || !citizen.identity)}
            data-testid="verify-submit"
          >
            {t(method === 'on-behalf' ? 'verify.behalfSubmit' : 'verify.submit')}
          </Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </Space>
      </Form>
    </div>
  );
}

function IdentityField({ citizen }: { citizen: Citizen }) {
  const { t } = useI18n();
  if (!citizen.identity) return <Alert type="info" showIcon title={t('verify.noIdentity')} className="gap-below" />;
  const resident = citizen.identity === 'RESIDENT_IDENTITY';
  return (
    <Form.Item
      name="identity"
      label={t(`identityKind.${citizen.identity}`)}
      rules={[
        { required: true, whitespace: true, message: t('common.required') },
        {
          validator: (_, typed?: string) =>
            resident && typed && !isResidentIdentity(typed) ? Promise.reject(new Error(t('verify.slip'))) : Promise.resolve(),
        },
      ]}
      validateTrigger="onSubmit"
    >
      <Input className="identity-input" autoFocus maxLength={40} data-testid="verify-identity-number" placeholder={t('verify.identityHint')} />
    </Form.Item>
  );
}

function QuestionFields() {
  const { t } = useI18n();
  return (
    <>
      <p className="quiet small">{t('verify.questionsHint')}</p>
      <div className="verify-questions">
        {ANSWERS.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`verify.answer.${name}`)}
            dependencies={[...SECRETS]}
            rules={[
              ({ getFieldsValue }) => ({
                validator: () => {
                  const typed = getFieldsValue() as Fields;
                  const enough = SECRETS.some((secret) => typed[secret]?.trim());
                  return name === 'employer' && !enough ? Promise.reject(new Error(t('verify.oneAnswer'))) : Promise.resolve();
                },
              }),
            ]}
            validateTrigger="onSubmit"
          >
            <Input maxLength={100} data-testid={`answer-${name}`} placeholder={t('common.optional')} />
          </Form.Item>
        ))}
      </div>
    </>
  );
}

function BehalfFields() {
  const { t } = useI18n();
  return (
    <>
      <p className="quiet small">{t('verify.behalfHint')}</p>
      <Form.Item name="reason" label={t('verify.behalfReason')} rules={[{ required: true, whitespace: true, min: 2, message: t('common.required') }]}>
        <Input autoFocus maxLength={200} data-testid="verify-reason" placeholder={t('verify.behalfPlaceholder')} />
      </Form.Item>
    </>
  );
}

export function requestOf(contact: string, party: Party, method: Method, fields: Fields): VerificationRequest {
  if (method === 'on-behalf') return { contact, method, party: 'SUBJECT', reason: fields.reason?.trim() };
  const request = { contact, method, party, identity: tidyIdentity(fields.identity ?? '') };
  if (method === 'identity') return request;
  const answers: Record<string, string> = {};
  for (const name of ANSWERS) {
    const text = fields[name]?.trim();
    if (text) answers[name] = name === 'month' ? monthOf(text) : text;
  }
  return { ...request, answers };
}

/** As people write a month (202610, 2026年10月, 2026/10) in the one form that is compared. */
function monthOf(text: string): string {
  const parts = /^(\d{4})\D?(\d{1,2})\D?$/.exec(text.normalize('NFKC'));
  return parts ? `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}` : text;
}
