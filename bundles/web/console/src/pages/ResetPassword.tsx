// SPDX-License-Identifier: Apache-2.0
import { App, Button, Form, Input, Modal } from 'antd';
import { isAboutNewPassword, PasswordHint } from '../account/password';
import { hub } from '../api/hub';
import type { User } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

/** Sets a password that its owner must change at the next login. */
export function ResetPassword({ user, onClose }: { user?: User; onClose(): void }) {
  const { t, explain } = useI18n();
  const [form] = Form.useForm<{ password: string }>();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const reset = (password: string) =>
    run(async () => {
      if (!user) return;
      try {
        await hub.resetPassword(user.id, password);
      } catch (problem) {
        if (!isAboutNewPassword(problem)) throw problem;
        form.setFields([{ name: 'password', errors: [explain(problem)] }]);
        return;
      }
      void message.success(t('users.resetDone', { name: user.name }));
      onClose();
    });
  return (
    <Modal
      open={user !== undefined}
      title={t('users.resetTitle', { name: user?.name })}
      footer={null}
      width={400}
      destroyOnHidden
      onCancel={onClose}
    >
      <Form<{ password: string }> form={form} layout="vertical" onFinish={({ password }) => void reset(password)}>
        <Form.Item
          name="password"
          label={t('password.new')}
          extra={<PasswordHint />}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input.Password autoComplete="new-password" autoFocus maxLength={256} data-testid="reset-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('users.reset')}
        </Button>
      </Form>
    </Modal>
  );
}
