// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Popconfirm } from 'antd';
import { roles } from '../api/roles';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

/** Whether system, security and audit are in different hands, and the switch, once it would lock nobody out. */
export function SeparationPanel({ onDone }: { onDone(): void }) {
  const { t, word } = useI18n();
  const { data, reload } = useLoad((signal) => roles.separation(signal), 'separation');
  const allowed = useSession((state) => may(state.session, 'role:manage'));
  const [busy, run] = useAction();
  if (!data) return null;
  if (data.active) return <Alert className="gap-below" type="success" showIcon data-testid="separation" title={t('separation.on')} />;
  const separate = () =>
    void run(async () => {
      await roles.separate();
      reload();
      onDone();
    });
  return (
    <Alert
      className="gap-below"
      type="info"
      showIcon
      data-testid="separation"
      title={t('separation.off')}
      description={
        <>
          {data.missing.length > 0 && <div>{t('separation.missing', { duties: data.missing.map((duty) => word('duty', duty)).join(t('separation.comma')) })}</div>}
          {data.conflicts.length > 0 && <div>{t('separation.conflicts', { logins: data.conflicts.join(t('separation.comma')) })}</div>}
        </>
      }
      action={
        allowed && (
          <Popconfirm title={t('separation.confirm')} onConfirm={separate} disabled={!data.possible}>
            <Button size="small" disabled={!data.possible} loading={busy} data-testid="separation-begin">
              {t('separation.begin')}
            </Button>
          </Popconfirm>
        )
      }
    />
  );
}
