// SPDX-License-Identifier: Apache-2.0
import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ApiError } from '../api/http';
import { useI18n } from '../i18n';
import { Logo } from './Logo';
import { LanguageButton, ThemeButton } from './Switches';
import { useSession } from './session';

interface Credentials {
  login: string;
  password: string;
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

export function LoginForm({ login }: { login?: string }) {
  const { t, describe } = useI18n();
  const logIn = useSession((state) => state.logIn);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [throttled, throttle] = useCountdown();
  const [form] = Form.useForm<Credentials>();

  const submit = async ({ login: name, password }: Credentials) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await logIn(name.trim(), password);
    } catch (problem) {
      const seconds = problem instanceof ApiError ? Number(problem.args.retryAfterSeconds) : Number.NaN;
      if (problem instanceof ApiError && problem.status === 429 && seconds > 0) throttle(seconds);
      else setFailure(problem);
      form.setFieldValue('password', '');
      form.getFieldInstance('password')?.focus?.();
    } finally {
      setBusy(false);
    }
  };

  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));

  return (
    <Form<Credentials> form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ login }}>
      <Form.Item name="login" label={t('login.user')} rules={[{ required: true, message: t('common.required') }]}>
        <Input data-testid="login-user" prefix={<UserOutlined />} autoComplete="username" autoFocus={!login} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('login.password')}
        extra={capsLock ? t('login.capsLock') : undefined}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password
          data-testid="login-password"
          prefix={<LockOutlined />}
          autoComplete="current-password"
          autoFocus={Boolean(login)}
          maxLength={256}
          onKeyUp={watchCapsLock}
        />
      </Form.Item>
      <div className="login-message" role="alert">
        {throttled > 0 && <Alert type="warning" showIcon title={t('login.throttled', { seconds: throttled })} />}
        {throttled === 0 && failure !== undefined && <Alert type="error" showIcon title={describe(failure)} />}
      </div>
      <Button data-testid="login-submit" type="primary" htmlType="submit" size="large" block loading={busy} disabled={throttled > 0}>
        {t('login.submit')}
      </Button>
    </Form>
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
