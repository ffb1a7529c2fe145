// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Space, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import { roles as rolesApi } from '../api/roles';
import type { RoleView, User } from '../api/types';
import { may, mayOne } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { roleName } from '../roles/model';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { regionName } from '../widgets/region';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';
import { ResetPassword } from './ResetPassword';
import { UserForm } from './UserForm';
import { UserMore } from './UserMore';

const NO_ROLES: RoleView[] = [];

export default function UsersPage() {
  const { t } = useI18n();
  const pages = usePages((cursor, signal) => hub.users({ cursor, limit: 50 }, signal), 'users');
  const session = useSession((state) => state.session);
  const manages = may(session, 'user:manage');
  const known = useLoad((signal) => (manages || may(session, 'user:grant') ? rolesApi.list(signal) : Promise.resolve([])), 'roles').data ?? NO_ROLES;
  const [editing, setEditing] = useState<User | 'new'>();
  const [resetting, setResetting] = useState<User>();
  const columns = useColumns(known, pages.rows.reload, setEditing, setResetting);
  return (
    <PageFrame
      title={t('users.title')}
      foot={<Pager pages={pages} />}
      tools={
        manages && (
          <Button type="primary" icon={<PlusOutlined />} data-testid="user-new" onClick={() => setEditing('new')}>
            {t('common.create')}
          </Button>
        )
      }
    >
      <AsyncTable<User> loaded={pages.rows} rowKey="id" columns={columns} sticky empty={t('users.none')} />
      <UserForm
        editing={editing}
        roles={known}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          pages.rows.reload();
        }}
      />
      <ResetPassword user={resetting} onClose={() => setResetting(undefined)} />
    </PageFrame>
  );
}

function useColumns(
  known: RoleView[],
  reload: () => void,
  edit: (user: User) => void,
  reset: (user: User) => void,
): TableColumnsType<User> {
  const i18n = useI18n();
  const { t, language } = i18n;
  const session = useSession((state) => state.session);
  return useMemo(
    () => [
      { title: t('users.login'), dataIndex: 'login', width: 140 },
      { title: t('users.name'), dataIndex: 'name', width: 140 },
      {
        title: t('users.roles'),
        dataIndex: 'roles',
        width: 220,
        render: (roles: string[]) => 
          roles.length === 0 ? (
            <span className="quiet">{t('users.noRoles')}</span>
          ) : (
            roles.map((role) => <Tag key={role}>{roleName(known.find(({ code }) => code === role), role, i18n)}</Tag>)
          ),
      },
      { title: t('users.region'), dataIndex: 'region', width: 140, render: (code?: string) => regionName(code, language) },
      {
        title: t('users.enabledState'),
        dataIndex: 'enabled',
        width: 100,
        render: (enabled: boolean) => (
          <span className="dot-tag">
            <i style={{ background: `var(--sn-${enabled ? 'ready' : 'out'})` }} aria-hidden />
            {t(enabled ? 'users.enabled' : 'users.disabled')}
          </span>
        ),
      },
      {
        title: t('users.factor'),
        dataIndex: 'secondFactor',
        width: 110,
        render: (there: boolean) => t(there ? 'common.yes' : 'common.no'),
      },
      { title: t('users.createdAt'), dataIndex: 'createdAt', width: 170, render: (at: string) => <span className="num">{dateTime(at)}</span> },
      {
        title: t('common.actions'),
        width: 280,
        render: (_, user) => (
          <Space>
            {mayOne(session, ['user:manage', 'user:grant']) && (
              <Button size="small" data-testid={`user-edit-${user.login}`} onClick={() => edit(user)}>
                {t('common.edit')}
              </Button>
            )}
            {may(session, 'user:credentials') && (
              <Button size="small" onClick={() => reset(user)}>
                {t('users.reset')}
              </Button>
            )}
            {may(session, 'user:manage') && <EnableButton user={user} onDone={reload} />}
            <UserMore user={user} onDone={reload} />
          </Space>
        ),
      },
    ],
    [edit, i18n, known, language, reload, reset, session, t],
  );
}

function EnableButton({ user, onDone }: { user: User; onDone(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const self = useSession((state) => state.session?.user.id === user.id);
  const [busy, run] = useAction();
  const change = (enabled: boolean) =>
    void run(async () => {
      await hub.updateUser({ ...user, enabled });
      void message.success(t('common.saved'));
      onDone();
    });
  if (!user.enabled) {
    return (
      <Button size="small" loading={busy} onClick={() => change(true)}>
        {t('users.enable')}
      </Button>
    );
  }
  // Nobody locks the door from outside while standing inside.
  return (
    <Popconfirm title={t('users.disableConfirm', { name: user.name })} disabled={self} onConfirm={() => change(false)}>
      <Button size="small" danger disabled={self} loading={busy}>
        {t('users.disable')}
      </Button>
    </Popconfirm>
  );
}
