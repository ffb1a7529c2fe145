// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { isAboutNewPassword, PasswordHint } from '../account/password';
import { ApiError } from '../api/http';
import { useI18n } from '../i18n';
import { useSession } from './session';

interface Passwords {
  oldPassword: string;
  newPassword: string;
  repeat: string;
}

export function PasswordForm({ forced = false, onDone }: { forced?: boolean; onDone?(): void }) {
  const { t, describe, explain } = useI18n();
  const [form] = Form.useForm<Passwords>();
  const { message } = App.useApp();
  const login = useSession((state) => state.session?.user.login);
  const changePassword = useSession((state) => state.changePassword);
  const logOut = useSession((state) => state.logOut);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const submit = async ({ oldPassword, newPassword }: Passwords) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await changePassword(oldPassword, newPassword);
      void message.success(t('password.done'));
      onDone?.();
    } catch (problem) {
      if (isAboutNewPassword(problem)) form.setFields([{ name: 'newPassword', errors: [explain(problem)] }]);
      else if (isWrongPassword(problem)) form.setFields([{ name: 'oldPassword', errors: [explain(problem)] }]);
      else setFailure(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Passwords> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      {forced && <Alert type="info" showIcon title={t('password.must')} className="gap-below" />}
      {/* Password managers look for the login that the password belongs to. */}
      <input type="text" name="username" autoComplete="username" value={login ?? ''} readOnly hidden />
      <Form.Item name="oldPassword" label={t('password.old')} rules={[{ required: true, message: t('common.required') }]}>
        <Input.Password data-testid="password-old" autoComplete="current-password" autoFocus maxLength={256} />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('password.new')}
        extra={<PasswordHint />}
        dependencies={['oldPassword']}
        rules={[
          { required: true, message: t('common.required') },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value === getFieldValue('oldPassword')
                ? Promise.reject(new Error(t('password.same')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password data-testid="password-new" autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('password.repeat')}
        dependencies={['newPassword']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.mismatch'))),
          }),
        ]}
      >
        <Input.Password data-testid="password-repeat" autoComplete="new-password" maxLength={256} />
      </Form.Item>
      {failure !== undefined && <Alert type="error" showIcon title={describe(failure)} className="gap-below" role="alert" />}
      <Button data-testid="password-submit" type="primary" htmlType="submit" block loading={busy}>
        {t('password.title')}
      </Button>
      {forced && (
        <Button type="link" block onClick={() => void logOut()}>
          {t('user.logOut')}
        </Button>
      )}
    </Form>
  );
}

function isWrongPassword(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && failure.code === 'security.password.wrong';
}
