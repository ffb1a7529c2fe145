// SPDX-License-Identifier: Apache-2.0
import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { AccountDrawer } from '../account/AccountDrawer';
import type { Session } from '../api/types';
import { phaseOf } from '../desktop/model';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { PasswordForm } from './Password';
import { useSession } from './session';

export function UserMenu({ session }: { session: Session }) {
  const { t, word } = useI18n();
  const { modal } = App.useApp();
  const logOut = useSession((state) => state.logOut);
  const [changing, setChanging] = useState(false);
  const [account, setAccount] = useState(false);

  const leave = () => {
    const phase = phaseOf(useDesktop.getState().contact);
    if (phase === 'idle') void logOut();
    else
      modal.confirm({
        title: t('user.logOut'),
        content: t('user.logOutHint'),
        onOk: () => logOut(),
      });
  };

  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'who',
              disabled: true,
              label: `${session.user.login} · ${session.user.roles.map((role) => word('role', role)).join(' / ')}`,
            },
            { type: 'divider' },
            { key: 'password', label: t('user.changePassword'), onClick: () => setChanging(true) },
            { key: 'account', label: <span data-testid="account-open">{t('account.title')}</span>, onClick: () => setAccount(true) },
            { key: 'out', label: <span data-testid="log-out">{t('user.logOut')}</span>, onClick: leave },
          ],
        }}
      >
        <Button type="text" className="user-button" data-testid="user-menu" aria-label={t('user.menu', { name: session.user.name })}>
          <span className="user-name">{session.user.name}</span>
          <DownOutlined className="tiny" />
        </Button>
      </Dropdown>
      <Modal open={changing} title={t('password.title')} footer={null} width={400} destroyOnHidden onCancel={() => setChanging(false)}>
        <PasswordForm onDone={() => setChanging(false)} />
      </Modal>
      <AccountDrawer open={account} onClose={() => setAccount(false)} />
    </>
  );
}
