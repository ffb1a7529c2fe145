// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import { account } from '../api/account';
import type { SecondFactorSetUp as SetUp } from '../api/types';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';
import { RecoveryCodes } from './RecoveryCodes';
import { useRefusal } from './useRefusal';

/** Three steps: the password again, the picture and its first code, the recovery codes. */
export function SecondFactorSetUp({ forced = false, onDone }: { forced?: boolean; onDone(): void }) {
  const { t } = useI18n();
  const logOut = useSession((state) => state.logOut);
  const [begun, setBegun] = useState<SetUp>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <>
      {forced && <Alert type="info" showIcon title={t('factor.must')} className="gap-below" />}
      {begun ? <Scan begun={begun} onConfirmed={setCodes} /> : <AskPassword onBegun={setBegun} />}
      {forced && (
        <Button type="link" block onClick={() => void logOut()}>
          {t('user.logOut')}
        </Button>
      )}
    </>
  );
}

function AskPassword({ onBegun }: { onBegun(begun: SetUp): void }) {
  const { t } = useI18n();
  const [busy, refusal, run] = useRefusal();
  const submit = ({ password }: { password: string }) => run(async () => onBegun(await account.beginSecondFactor(password)));
  return (
    <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(input) => void submit(input)}>
      <p className="quiet">{t('factor.what')}</p>
      <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('common.required') }]}>
        <Input.Password data-testid="factor-password" autoComplete="current-password" autoFocus maxLength={256} />
      </Form.Item>
      {refusal}
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="factor-begin">
        {t('common.next')}
      </Button>
    </Form>
  );
}

function Scan({ begun, onConfirmed }: { begun: SetUp; onConfirmed(codes: string[]): void }) {
  const { t } = useI18n();
  const [busy, refusal, run] = useRefusal();
  const submit = ({ code }: { code: string }) =>
    run(async () => onConfirmed((await account.confirmSecondFactor(code.trim())).codes));
  return (
    <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(input) => void submit(input)}>
      <p>{t('factor.scan')}</p>
      {/* Black on white in both themes: many cameras cannot read it the other way round. */}
      <QRCode type="svg" value={begun.uri} size={200} color="#000" bgColor="#fff" className="gap-below" />
      <p className="quiet">
        {t('factor.byHand')} <Typography.Text copyable code data-testid="factor-secret">{begun.secret}</Typography.Text>
      </p>
      <Form.Item name="code" label={t('factor.code')} rules={[{ required: true, message: t('common.required') }]}>
        <Input data-testid="factor-code" inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={7} />
      </Form.Item>
      {refusal}
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="factor-confirm">
        {t('factor.confirm')}
      </Button>
    </Form>
  );
}
