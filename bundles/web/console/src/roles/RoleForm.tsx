// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Drawer, Form, Input } from 'antd';
import { roles, type RoleInput } from '../api/roles';
import type { Permission, RoleView } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { duties, roleName } from './model';
import { PermissionList } from './PermissionList';

/** A role to look at, to change, or to start from. */
export interface Editing {
  role?: RoleView;
  mode: 'new' | 'copy' | 'edit' | 'view';
}

interface RoleFormProps {
  editing?: Editing;
  catalogue: Permission[];
  onClose(): void;
  onSaved(): void;
}

export function RoleForm({ editing, catalogue, onClose, onSaved }: RoleFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const title = {
    new: t('roles.new'),
    copy: t('roles.copyOf', { name: editing?.role ? roleName(editing.role, editing.role.code, i18n) : '' }),
    edit: t('roles.edit'),
    view: editing?.role ? roleName(editing.role, editing.role.code, i18n) : '',
  };
  return (
    <Drawer open={editing !== undefined} title={editing && title[editing.mode]} size={720} destroyOnHidden onClose={onClose}>
      {editing && <Fields key={`${editing.mode} ${editing.role?.code}`} editing={editing} catalogue={catalogue} onSaved={onSaved} />}
    </Drawer>
  );
}

const CODE = /^[a-z][a-z0-9-]{1,39}$/;

function start({ mode, role }: Editing): Partial<RoleInput> {
  if (!role) return { permissions: [] };
  const { permissions, names, code } = role;
  return mode === 'copy' ? { permissions } : { code, names, permissions };
}

function Fields({ editing, catalogue, onSaved }: { editing: Editing; catalogue: Permission[]; onSaved(): void }) {
  const { t, word } = useI18n();
  const [form] = Form.useForm<RoleInput>();
  const [busy, run] = useAction();
  const chosen = Form.useWatch('permissions', form) ?? editing.role?.permissions ?? [];
  const several = duties(catalogue, chosen);
  const readOnly = editing.mode === 'view';
  const required = { required: true, whitespace: true, message: t('common.required') };
  const save = (typed: RoleInput) =>
    run(async () => {
      const role = { ...typed, names: { zh: typed.names.zh.trim(), en: typed.names.en.trim() } };
      await (editing.mode === 'edit' && editing.role ? roles.change(role, editing.role.version) : roles.create(role));
      onSaved();
    });
  return (
    <Form<RoleInput> form={form} layout="vertical" initialValues={start(editing)} onFinish={(input) => void save(input)} autoComplete="off">
      {!readOnly && (
        <>
          <Form.Item name="code" label={t('roles.code')} extra={t('roles.codeHint')} rules={[{ required: true, pattern: CODE, message: t('roles.codeHint') }]}>
            <Input maxLength={40} disabled={editing.mode === 'edit'} data-testid="role-code" />
          </Form.Item>
          <Form.Item name={['names', 'zh']} label={t('roles.nameZh')} rules={[required]}>
            <Input maxLength={64} data-testid="role-zh" />
          </Form.Item>
          <Form.Item name={['names', 'en']} label={t('roles.nameEn')} rules={[required]}>
            <Input maxLength={64} data-testid="role-en" />
          </Form.Item>
        </>
      )}
      {several.length > 1 && (
        <Alert
          className="gap-below"
          type="warning"
          showIcon
          data-testid="role-duties"
          title={t('roles.several', { duties: several.map((duty) => word('duty', duty)).join(' + ') })}
        />
      )}
      <Form.Item
        name="permissions"
        label={t('roles.permissions', { n: chosen.length, of: catalogue.length })}
        rules={[{ required: true, type: 'array', min: 1, message: t('common.required') }]}
      >
        <PermissionList catalogue={catalogue} readOnly={readOnly} />
      </Form.Item>
      {!readOnly && (
        <Button type="primary" htmlType="submit" block loading={busy} data-testid="role-save">
          {t('common.save')}
        </Button>
      )}
    </Form>
  );
}
