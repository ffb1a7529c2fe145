// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { account } from '../api/account';
import { dateTime } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { RecoveryCodes } from './RecoveryCodes';
import { SecondFactorSetUp } from './SecondFactorSetUp';
import { useRefusal } from './useRefusal';

const FEW_CODES = 3;

type Step = 'none' | 'setUp' | 'renew' | 'remove';

/** The own second factor: set up, new recovery codes, away with it. */
export function SecondFactorPanel() {
  const { t, describe } = useI18n();
  const { data, failure, reload } = useLoad((signal) => account.secondFactor(signal), 'second-factor');
  const [step, setStep] = useState<Step>('none');
  const [codes, setCodes] = useState<string[]>();
  const done = () => {
    setCodes(undefined);
    setStep('none');
    reload();
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={done} />;
  if (step === 'setUp') return <SecondFactorSetUp onDone={done} />;
  if (step === 'renew') {
    const renew = async (password: string, code: string) => setCodes((await account.renewRecoveryCodes(password, code)).codes);
    return <Proof title={t('factor.renew')} onProved={renew} onCancel={done} />;
  }
  if (step === 'remove') {
    const remove = async (password: string, code: string) => {
      await account.removeSecondFactor(password, code);
      done();
    };
    return <Proof title={t('factor.remove')} onProved={remove} onCancel={done} />;
  }
  if (!data) return failure === undefined ? null : <Alert type="error" showIcon title={describe(failure)} />;
  if (!data.since) {
    return (
      <>
        <p>{t('factor.off')}</p>
        <Button type="primary" onClick={() => setStep('setUp')} data-testid="factor-set-up">
          {t('factor.setUp')}
        </Button>
      </>
    );
  }
  return (
    <>
      <p data-testid="factor-on">{t('factor.on', { at: dateTime(data.since) })}</p>
      <Alert
        className="gap-below"
        type={data.recoveryCodesLeft <= FEW_CODES ? 'warning' : 'info'}
        title={t('factor.left', { n: data.recoveryCodesLeft })}
      />
      <Space>
        <Button onClick={() => setStep('renew')}>{t('factor.renew')}</Button>
        <Button danger onClick={() => setStep('remove')}>
          {t('factor.remove')}
        </Button>
      </Space>
    </>
  );
}

interface ProofProps {
  title: string;
  onProved(password: string, code: string): Promise<void>;
  onCancel(): void;
}

/** Both factors again: a console may have been left open. */
function Proof({ title, onProved, onCancel }: ProofProps) {
  const { t } = useI18n();
  const [busy, refusal, run] = useRefusal();
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Form<{ password: string; code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ password, code }) => void run(() => onProved(password, code.trim()))}
    >
      <Form.Item name="password" label={t('login.password')} rules={required}>
        <Input.Password autoComplete="current-password" autoFocus maxLength={256} data-testid="proof-password" />
      </Form.Item>
      <Form.Item name="code" label={t('factor.code')} extra={t('factor.codeOrRecovery')} rules={required}>
        <Input autoComplete="one-time-code" maxLength={24} data-testid="proof-code" />
      </Form.Item>
      {refusal}
      <Space>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="proof-submit">
          {title}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </Space>
    </Form>
  );
}
