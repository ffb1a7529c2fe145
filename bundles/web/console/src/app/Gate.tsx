// SPDX-License-Identifier: Apache-2.0
import { Button, Modal, Result, Spin } from 'antd';
import { useEffect } from 'react';

import { SecondFactorSetUp } from '../account/SecondFactorSetUp';
import { useI18n } from '../i18n';
import { LoginForm, LoginPage } from './Login';
import { PasswordForm } from './Password';
import { useSession } from './session';
import { Shell } from './Shell';

/** A part of the hub that is being changed is back within seconds. */
const AGAIN_MS = 2000;

/** Shows what the state of the session allows. An expired session asks again on top of the page. */
export function Gate() {
  const { t } = useI18n();
  const { status, session, load } = useSession();
  useEffect(() => void load(), [load]);
  useEffect(() => {
    if (status !== 'unreachable') return;
    const again = setInterval(() => void load(), AGAIN_MS);
    return () => clearInterval(again);
  }, [status, load]);

  if (status === 'unknown') return <Spin fullscreen description={t('app.loading')} />;
  if (status === 'unreachable') {
    return (
      <Result
        status="warning"
        title={t('app.unreachable')}
        subTitle={t('app.unreachableHint')}
        extra={
          <Button type="primary" onClick={() => void load()}>
            {t('common.retry')}
          </Button>
        }
      />
    );
  }
  if (status === 'anonymous' || !session) return <LoginPage />;
  if (session.user.mustChangePassword) {
    return (
      <LoginPage>
        <PasswordForm forced />
      </LoginPage>
    );
  }
  if (session.user.mustSetUpSecondFactor) {
    return (
      <LoginPage>
        <SecondFactorSetUp forced onDone={() => void load()} />
      </LoginPage>
    );
  }
  return (
    <>
      <Shell session={session} />
      <Modal open={status === 'expired'} title={t('login.expired')} footer={null} closable={false} width={400} mask={{ closable: false }} keyboard={false} destroyOnHidden>
        <p className="quiet">{t('login.expiredHint')}</p>
        <LoginForm login={session.user.login} />
      </Modal>
    </>
  );
}
