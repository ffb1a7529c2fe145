// SPDX-License-Identifier: Apache-2.0
import { Button, Form, Input, Modal, Select } from 'antd';
import { isAboutNewPassword, PasswordHint } from '../account/password';
import { hub, type NewUser } from '../api/hub';
import type { RoleView, User } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { roleName } from '../roles/model';

interface UserFormProps {
  editing?: User | 'new';
  roles: RoleView[];
  onClose(): void;
  onSaved(): void;
}

export function UserForm({ editing, roles, onClose, onSaved }: UserFormProps) {
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
      {editing && <Fields user={editing === 'new' ? undefined : editing} roles={roles} onSaved={onSaved} />}
    </Modal>
  );
}

function Fields({ user, roles, onSaved }: { user?: User; roles: RoleView[]; onSaved(): void }) {
  const i18n = useI18n();
  const { t, explain } = i18n;
  const grants = useSession((state) => may(state.session, 'user:grant'));
  const manages = useSession((state) => may(state.session, 'user:manage'));
  const [form] = Form.useForm<NewUser>();
  const [busy, run] = useAction();
  const required = { required: true, whitespace: true, message: t('common.required') };
  const send = (input: NewUser) => {
    const region = input.region?.trim() || undefined;
    return user
      ? hub.updateUser({ ...user, name: input.name.trim(), roles: input.roles ?? user.roles, region: region ?? user.region, departments: input.departments })
      : hub.createUser({ ...input, roles: input.roles ?? [], login: input.login.trim(), name: input.name.trim(), region });
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
      initialValues={user ?? { roles: grants ? ['agent'] : [] }}
      onFinish={(input) => void save(input)}
      autoComplete="off"
    >
      <Form.Item name="login" label={t('users.login')} rules={[required]}>
        <Input maxLength={64} disabled={Boolean(user)} data-testid="user-login" />
      </Form.Item>
      <Form.Item name="name" label={t('users.name')} rules={[required]}>
        <Input maxLength={64} disabled={!manages} data-testid="user-name" />
      </Form.Item>
      <Form.Item name="roles" label={t('users.roles')} extra={grants ? undefined : t('users.rightsElsewhere')}>
        <Select
          mode="multiple"
          disabled={!grants}
          placeholder={t('users.noRoles')}
          data-testid="user-roles"
          options={roles.filter((role) => !role.retired || user?.roles.includes(role.code)).map((role) => ({ value: role.code, label: roleName(role, role.code, i18n) }))}
        />
      </Form.Item>
      <Form.Item
        name="region"
        label={t('users.region')}
        extra={t('users.regionHint')}
        rules={[{ pattern: /^\d{12}$/, message: t('users.regionHint') }]}
      >
        <Input maxLength={12} inputMode="numeric" disabled={Boolean(user) && !grants} placeholder={t('common.optional')} />
      </Form.Item>
      <Form.Item name="departments" label={t('users.departments')} extra={t('users.departmentsHint')}>
        <Select mode="tags" disabled={!grants} tokenSeparators={[' ', ',']} open={false} suffixIcon={null} placeholder={t('common.optional')} data-testid="user-departments" />
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
