// SPDX-License-Identifier: Apache-2.0
import { App, Button, Form, Input, Modal } from 'antd';
import { hub } from '../api/hub';
import type { User } from '../api/types';
import { SHORTEST_PASSWORD } from '../app/Password';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

/** Sets a password that its owner must change at the next login. */
export function ResetPassword({ user, onClose }: { user?: User; onClose(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const reset = (password: string) =>
    run(async () => {
      if (!user) return;
      await hub.resetPassword(user.id, password);
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
      <Form<{ password: string }> layout="vertical" onFinish={({ password }) => void reset(password)}>
        <Form.Item
          name="password"
          label={t('password.new')}
          rules={[{ required: true, min: SHORTEST_PASSWORD, message: t('password.short', { n: SHORTEST_PASSWORD }) }]}
        >
          <Input.Password autoComplete="new-password" autoFocus maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('users.reset')}
        </Button>
      </Form>
    </Modal>
  );
}
