// SPDX-License-Identifier: Apache-2.0
import { Drawer, Tabs } from 'antd';
import { account } from '../api/account';
import { useI18n } from '../i18n';
import { SecondFactorPanel } from './SecondFactorPanel';
import { SessionList } from './SessionList';

/** What everybody looks after alone. It lies over the page, so that a call in hand stays in sight. */
export function AccountDrawer({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useI18n();
  const sessions = (
    <SessionList
      of="own"
      read={account.sessions}
      end={account.endSession}
      endAll={account.endOtherSessions}
      endAllLabel={t('sessions.endOthers')}
    />
  );
  return (
    <Drawer open={open} onClose={onClose} size={640} title={t('account.title')} destroyOnHidden>
      <Tabs
        size="small"
        items={[
          { key: 'factor', label: t('factor.title'), children: <SecondFactorPanel /> },
          { key: 'sessions', label: t('sessions.title'), children: sessions },
        ]}
      />
    </Drawer>
  );
}
