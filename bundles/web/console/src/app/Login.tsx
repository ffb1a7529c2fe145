// SPDX-License-Identifier: Apache-2.0
import { LockOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, type FormInstance } from 'antd';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ApiError } from '../api/http';
import { useI18n } from '../i18n';
import { Logo } from './Logo';
import { LanguageButton, ThemeButton } from './Switches';
import { useSession } from './session';

interface Credentials {
  login: string;
  password: string;
  code?: string;
}

/** Seconds left until `until`, counting down to 0. */
function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (until <= Date.now()) return undefined;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return [left, (seconds) => setUntil(Date.now() + seconds * 1000)];
}

/** What the hub said to an attempt, and what the form makes of it. */
function useAttempt(form: FormInstance<Credentials>) {
  const logIn = useSession((state) => state.logIn);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [askingCode, setAskingCode] = useState(false);
  const [throttled, throttle] = useCountdown();

  const empty = (field: 'password' | 'code') => {
    form.setFieldValue(field, '');
    form.getFieldInstance(field)?.focus?.();
  };
  const refused = (problem: unknown) => {
    const { code, status, args } = problem instanceof ApiError ? problem : new ApiError(0, '');
    if (code === 'security.login.code-needed') return setAskingCode(true);
    const seconds = Number(args.retryAfterSeconds);
    if (status === 429 && seconds > 0) throttle(seconds);
    else setFailure(problem);
    if (code === 'security.login.failed') setAskingCode(false);
    empty(askingCode && code !== 'security.login.failed' ? 'code' : 'password');
  };
  const submit = async ({ login, password, code }: Credentials) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await logIn(login.trim(), password, askingCode ? code?.trim() : undefined);
    } catch (problem) {
      refused(problem);
    } finally {
      setBusy(false);
    }
  };
  const startAgain = () => {
    setAskingCode(false);
    setFailure(undefined);
    form.resetFields(['password', 'code']);
  };
  return { failure, busy, askingCode, throttled, submit, startAgain };
}

/** Two steps for those who have a second factor, one for all others. */
export function LoginForm({ login }: { login?: string }) {
  const { t, describe } = useI18n();
  const [form] = Form.useForm<Credentials>();
  const { failure, busy, askingCode, throttled, submit, startAgain } = useAttempt(form);
  return (
    <Form<Credentials> form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ login }}>
      <NameAndPassword hidden={askingCode} known={Boolean(login)} />
      {askingCode && <Code />}
      <div className="login-message" role="alert">
        {throttled > 0 && <Alert type="warning" showIcon title={t('login.throttled', { seconds: throttled })} />}
        {throttled === 0 && failure !== undefined && <Alert type="error" showIcon title={describe(failure)} />}
      </div>
      <Button data-testid="login-submit" type="primary" htmlType="submit" size="large" block loading={busy} disabled={throttled > 0}>
        {t('login.submit')}
      </Button>
      {askingCode && (
        <Button type="link" block onClick={startAgain}>
          {t('login.other')}
        </Button>
      )}
    </Form>
  );
}

function NameAndPassword({ hidden, known }: { hidden: boolean; known: boolean }) {
  const { t } = useI18n();
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <>
      <Form.Item hidden={hidden} name="login" label={t('login.user')} rules={[{ required: true, message: t('common.required') }]}>
        <Input data-testid="login-user" prefix={<UserOutlined />} autoComplete="username" autoFocus={!known} maxLength={64} />
      </Form.Item>
      <Form.Item
        hidden={hidden}
        name="password"
        label={t('login.password')}
        extra={capsLock ? t('login.capsLock') : undefined}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password
          data-testid="login-password"
          prefix={<LockOutlined />}
          autoComplete="current-password"
          autoFocus={known}
          maxLength={256}
          onKeyUp={watchCapsLock}
        />
      </Form.Item>
    </>
  );
}

function Code() {
  const { t } = useI18n();
  return (
    <Form.Item name="code" label={t('factor.code')} extra={t('factor.codeOrRecovery')} rules={[{ required: true, message: t('common.required') }]}>
      <Input data-testid="login-code" prefix={<SafetyOutlined />} autoComplete="one-time-code" autoFocus maxLength={24} />
    </Form.Item>
  );
}

export function LoginPage({ children }: { children?: ReactNode }) {
  const { t } = useI18n();
  return (
    <div className="login-page">
      <div className="login-switches">
        <LanguageButton />
        <ThemeButton />
      </div>
      <main className="login-card">
        <h1>
          <Logo size={36} />
          <span>{t('app.full')}</span>
        </h1>
        {children ?? <LoginForm />}
      </main>
    </div>
  );
}
