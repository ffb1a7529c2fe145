// SPDX-License-Identifier: Apache-2.0
import { Modal, type TableColumnsType } from 'antd';
import { roles } from '../api/roles';
import type { RoleHolder, RoleView } from '../api/types';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { regionName } from '../widgets/region';
import { usePages } from '../widgets/usePages';
import { roleName } from './model';

/** Who has a role. */
export function RoleHolders({ role, onClose }: { role?: RoleView; onClose(): void }) {
  const i18n = useI18n();
  return (
    <Modal
      open={role !== undefined}
      title={role && i18n.t('roles.holders', { name: roleName(role, role.code, i18n) })}
      footer={null}
      width={640}
      destroyOnHidden
      onCancel={onClose}
    >
      {role && <Holders code={role.code} />}
    </Modal>
  );
}

function Holders({ code }: { code: string }) {
  const { t, language } = useI18n();
  const pages = usePages((cursor, signal) => roles.holders(code, { cursor, limit: 50 }, signal), code);
  const columns: TableColumnsType<RoleHolder> = [
    { title: t('users.login'), dataIndex: 'login', width: 150 },
    { title: t('users.name'), dataIndex: 'name', width: 150 },
    { title: t('users.region'), dataIndex: 'region', width: 140, render: (region?: string) => regionName(region, language) },
    { title: t('users.enabledState'), dataIndex: 'enabled', width: 90, render: (on: boolean) => t(on ? 'users.enabled' : 'users.disabled') },
  ];
  return (
    <>
      <AsyncTable<RoleHolder> loaded={pages.rows} rowKey="id" columns={columns} height={360} empty={t('roles.nobody')} />
      <Pager pages={pages} />
    </>
  );
}
