// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { isAboutNewPassword, PasswordHint } from '../account/password';
import { hub, type NewUser } from '../api/hub';
import type { Role, User } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

const ROLES: Role[] = ['agent', 'supervisor', 'administrator'];

interface UserFormProps {
  editing?: User | 'new';
  onClose(): void;
  onSaved(): void;
}

export function UserForm({ editing, onClose, onSaved }: UserFormProps) {
  const { t } = useI18n();
  return (
    <Modal
      open={editing !== undefined}
      title={t(editing === 'new' ? 'users.new' : 'users.edit')}
      footer={null}
      width={440}
      destroyOnHidden
      onCancel={onClose}
    >
      {editing && <Fields user={editing === 'new' ? undefined : editing} onSaved={onSaved} />}
    </Modal>
  );
}

function Fields({ user, onSaved }: { user?: User; onSaved(): void }) {
  const { t, explain } = useI18n();
  const [form] = Form.useForm<NewUser>();
  const [busy, run] = useAction();
  const required = { required: true, whitespace: true, message: t('common.required') };
  const send = (input: NewUser) => {
    const region = input.region?.trim() || undefined;
    return user
      ? hub.updateUser({ ...user, name: input.name.trim(), roles: input.roles, region })
      : hub.createUser({ ...input, login: input.login.trim(), name: input.name.trim(), region });
  };
  const save = (input: NewUser) =>
    run(async () => {
      try {
        await send(input);
      } catch (problem) {
        if (!isAboutNewPassword(problem)) throw problem;
        form.setFields([{ name: 'password', errors: [explain(problem)] }]);
        return;
      }
      onSaved();
    });

  return (
    <Form<NewUser>
      form={form}
      layout="vertical"
      initialValues={user ?? { roles: ['agent'] }}
      onFinish={(input) => void save(input)}
      autoComplete="off"
    >
      <Form.Item name="login" label={t('users.login')} rules={[required]}>
        <Input maxLength={64} disabled={Boolean(user)} data-testid="user-login" />
      </Form.Item>
      <Form.Item name="name" label={t('users.name')} rules={[required]}>
        <Input maxLength={64} data-testid="user-name" />
      </Form.Item>
      <Form.Item name="roles" label={t('users.roles')} rules={[{ required: true, type: 'array', min: 1, message: t('common.required') }]}>
        <Checkbox.Group options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))} />
      </Form.Item>
      <Form.Item
        name="region"
        label={t('users.region')}
        extra={t('users.regionHint')}
        rules={[{ pattern: /^\d{12}$/, message: t('users.regionHint') }]}
      >
        <Input maxLength={12} inputMode="numeric" placeholder={t('common.optional')} />
      </Form.Item>
      {!user && (
        <Form.Item
          name="password"
          label={t('users.password')}
          extra={
            <>
              {t('users.passwordHint')} <PasswordHint />
            </>
          }
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} data-testid="user-password" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="user-save">
        {t('common.save')}
      </Button>
    </Form>
  );
}
