// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Empty, Modal, Tag } from 'antd';
import { useState } from 'react';
import { settingsHub, type SettingsVersion } from '../api/settings';
import { may } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';
import { ChangeList } from './ChangeList';

/** How a configuration was, who changed it, and the way back. */
export function ConfigHistory({ id, onRolledBack }: { id: string; onRolledBack(): void }) {
  const { t, language, describe, word } = useI18n();
  const { message } = App.useApp();
  const allowed = useSession((state) => may(state.session, 'config:edit'));
  const pages = usePages((cursor, signal) => settingsHub.versions(id, { cursor, limit: 20 }, signal), id);
  const [chosen, setChosen] = useState<SettingsVersion>();
  const [busy, run] = useAction();
  const rollBack = (version: SettingsVersion) =>
    run(async () => {
      const { revision } = await settingsHub.form(id, language);
      await settingsHub.rollBack(id, version.number, revision);
      setChosen(undefined);
      void message.success(t('settings.rolledBack', { number: version.number }));
      pages.rows.reload();
      onRolledBack();
    });
  if (pages.rows.failure !== undefined) return <Alert type="error" showIcon title={describe(pages.rows.failure)} />;
  if (pages.rows.data?.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('settings.noHistory')} />;
  return (
    <>
      <ol className="settings-history" data-testid="settings-history">
        {pages.rows.data?.map((version) => (
          <li key={version.number}>
            <b>{t('settings.version', { number: version.number })}</b> <Tag>{word('settingsKind', version.kind)}</Tag>
            <span className="quiet small">
              {dateTime(version.at)} · {version.login ?? t('settings.byFile')}
            </span>
            {allowed && version.sincePresent.length > 0 && version.kind !== 'DELETED' && (
              <Button size="small" data-testid={`roll-back-${version.number}`} onClick={() => setChosen(version)}>
                {t('settings.rollBack')}
              </Button>
            )}
            <ChangeList changes={version.changes} />
          </li>
        ))}
      </ol>
      <Pager pages={pages} />
      <Modal
        open={chosen !== undefined}
        title={t('settings.rollBackTo', { number: chosen?.number })}
        okText={t('settings.rollBack')}
        cancelText={t('common.cancel')}
        okButtonProps={{ loading: busy, 'data-testid': 'roll-back-confirm' }}
        onOk={() => chosen && void rollBack(chosen)}
        onCancel={() => setChosen(undefined)}
      >
        {chosen && <ChangeList changes={chosen.sincePresent} />}
      </Modal>
    </>
  );
}
