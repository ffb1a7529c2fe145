// SPDX-License-Identifier: Apache-2.0
import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { SessionList } from '../account/SessionList';
import { accounts } from '../api/account';
import type { User } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

/** What is rarely done to a user: look at sessions, take away a second factor that is lost. */
export function UserMore({ user, onDone }: { user: User; onDone(): void }) {
  const { t } = useI18n();
  const { modal, message } = App.useApp();
  const session = useSession((state) => state.session);
  const [, run] = useAction();
  const [looking, setLooking] = useState(false);
  const reset = () =>
    modal.confirm({
      title: t('users.factorReset'),
      content: t('users.factorResetConfirm', { name: user.name }),
      onOk: () =>
        run(async () => {
          await accounts.resetSecondFactor(user.id);
          void message.success(t('users.factorResetDone', { name: user.name }));
          onDone();
        }),
    });
  const own = session?.user.id === user.id;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'sessions', label: t('sessions.title'), disabled: !may(session, 'session:manage'), onClick: () => setLooking(true) },
            { key: 'factor', label: t('users.factorReset'), disabled: own || !user.secondFactor || !may(session, 'user:credentials'), onClick: reset },
          ],
        }}
      >
        <Button size="small" icon={<MoreOutlined />} aria-label={t('users.more', { name: user.name })} data-testid={`user-more-${user.login}`} />
      </Dropdown>
      <Modal open={looking} title={t('users.sessionsOf', { name: user.name })} footer={null} width={720} destroyOnHidden onCancel={() => setLooking(false)}>
        <SessionList
          of={user.id}
          read={(signal) => accounts.sessions(user.id, signal)}
          end={(id) => accounts.endSession(user.id, id)}
          endAll={() => accounts.endSessions(user.id)}
          endAllLabel={t('sessions.endAll')}
        />
      </Modal>
    </>
  );
}
