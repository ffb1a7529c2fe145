// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Space, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { roles } from '../api/roles';
import type { RoleView } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { roleName } from '../roles/model';
import { RoleForm, type Editing } from '../roles/RoleForm';
import { RoleHolders } from '../roles/RoleHolders';
import { SeparationPanel } from '../roles/SeparationPanel';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

export default function RolesPage() {
  const { t } = useI18n();
  const manages = useSession((state) => may(state.session, 'role:manage'));
  const list = useLoad((signal) => roles.list(signal), 'roles');
  const catalogue = useLoad((signal) => roles.permissions(signal), 'permissions');
  const [editing, setEditing] = useState<Editing>();
  const [asked, setAsked] = useState<RoleView>();
  const columns = useColumns(manages, setEditing, setAsked, list.reload);
  return (
    <PageFrame
      title={t('roles.title')}
      tools={
        manages && (
          <Button type="primary" icon={<PlusOutlined />} data-testid="role-new" onClick={() => setEditing({ mode: 'new' })}>
            {t('common.create')}
          </Button>
        )
      }
    >
      <SeparationPanel onDone={list.reload} />
      <AsyncTable<RoleView> loaded={list} rowKey="code" columns={columns} sticky empty={t('roles.none')} />
      <RoleForm
        editing={editing}
        catalogue={catalogue.data ?? []}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          list.reload();
        }}
      />
      <RoleHolders role={asked} onClose={() => setAsked(undefined)} />
    </PageFrame>
  );
}

function useColumns(
  manages: boolean,
  edit: (editing: Editing) => void,
  ask: (role: RoleView) => void,
  reload: () => void,
): TableColumnsType<RoleView> {
  const i18n = useI18n();
  const { t } = i18n;
  return [
    {
      title: t('roles.name'),
      width: 220,
      render: (_, role) => (
        <Button type="link" size="small" style={{ paddingInline: 0 }} data-testid={`role-open-${role.code}`} onClick={() => edit({ role, mode: 'view' })}>
          {roleName(role, role.code, i18n)}
        </Button>
      ),
    },
    { title: t('roles.code'), dataIndex: 'code', width: 190 },
    {
      title: t('roles.kind'),
      width: 130,
      render: (_, role) => (
        <>
          <Tag>{t(role.builtIn ? 'roles.builtIn' : 'roles.own')}</Tag>
          {role.retired && <Tag color="warning">{t('roles.retired')}</Tag>}
        </>
      ),
    },
    { title: t('roles.count'), width: 90, render: (_, role) => <span className="num">{role.permissions.length}</span> },
    {
      title: t('roles.users'),
      width: 90,
      render: (_, role) => (
        <Button type="link" size="small" className="num" disabled={role.users === 0} aria-label={t('roles.holders', { name: roleName(role, role.code, i18n) })} onClick={() => ask(role)}>
          {role.users}
        </Button>
      ),
    },
    {
      title: t('common.actions'),
      width: 220,
      render: (_, role) => manages && <Actions role={role} edit={edit} reload={reload} />,
    },
  ];
}

function Actions({ role, edit, reload }: { role: RoleView; edit(editing: Editing): void; reload(): void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const remove = () =>
    void run(async () => {
      await roles.remove(role.code);
      void message.success(t('roles.deleted'));
      reload();
    });
  return (
    <Space>
      <Button size="small" data-testid={`role-copy-${role.code}`} onClick={() => edit({ role, mode: 'copy' })}>
        {t('roles.copy')}
      </Button>
      {!role.builtIn && (
        <>
          <Button size="small" data-testid={`role-edit-${role.code}`} onClick={() => edit({ role, mode: 'edit' })}>
            {t('common.edit')}
          </Button>
          <Popconfirm title={t('roles.deleteConfirm', { name: roleName(role, role.code, i18n) })} disabled={role.users > 0} onConfirm={remove}>
            <Button size="small" danger disabled={role.users > 0} title={role.users > 0 ? t('roles.inUse') : undefined} loading={busy} data-testid={`role-delete-${role.code}`}>
              {t('roles.delete')}
            </Button>
          </Popconfirm>
        </>
      )}
    </Space>
  );
}
