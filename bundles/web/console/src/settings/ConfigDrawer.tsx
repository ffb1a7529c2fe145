// SPDX-License-Identifier: Apache-2.0
import { Button, Drawer, Input, Modal, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { settingsHub } from '../api/settings';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { ConfigForm } from './ConfigForm';
import { ConfigHistory } from './ConfigHistory';

/** What is open: a configuration, and of a factory which instance. */
export interface OpenConfig {
  id: string;
  title: string;
  instance?: string;
}

interface ConfigDrawerProps {
  config?: OpenConfig;
  /** While it is not known, or where there is none, only the overview is shown. */
  open?: boolean;
  title?: string;
  /** More about it, shown before the form. */
  overview?: ReactNode;
  onClose(): void;
  onChanged(): void;
}

/** One configuration: its form, its history and, of an instance, its end. */
export function ConfigDrawer({ config, open = config !== undefined, title = config?.title, overview, onClose, onChanged }: ConfigDrawerProps) {
  const { t } = useI18n();
  const allowed = useSession((state) => may(state.session, 'config:edit'));
  // What was rolled back is read anew.
  const [turn, setTurn] = useState(0);
  const reread = () => {
    setTurn((before) => before + 1);
    onChanged();
  };
  const deleted = () => {
    onClose();
    onChanged();
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={680}
      destroyOnHidden
      title={title}
      extra={allowed && config?.instance && <DeleteButton config={config} onDeleted={deleted} />}
    >
      {overview}
      {config && (
        <>
          <p className="quiet small">{t('settings.file', { file: `etc/${config.id}.cfg` })}</p>
          <Tabs
            size="small"
            destroyOnHidden
            items={[
              { key: 'form', label: t('settings.form'), children: <ConfigForm key={`${config.id}-${turn}`} id={config.id} onSaved={onChanged} /> },
              { key: 'history', label: t('settings.history'), children: <ConfigHistory key={config.id} id={config.id} onRolledBack={reread} /> },
            ]}
          />
        </>
      )}
    </Drawer>
  );
}

function DeleteButton({ config, onDeleted }: { config: OpenConfig; onDeleted(): void }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, run] = useAction();
  const name = config.instance ?? '';
  const end = () =>
    void run(async () => {
      await settingsHub.remove(config.id, typed);
      setAsking(false);
      onDeleted();
    });
  return (
    <>
      <Button danger data-testid="settings-delete" onClick={() => setAsking(true)}>
        {t('settings.delete')}
      </Button>
      <Modal
        open={asking}
        title={t('settings.deleteTitle', { name })}
        okText={t('settings.delete')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, disabled: typed !== name, loading: busy, 'data-testid': 'settings-delete-confirm' }}
        onOk={end}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>{t('settings.deleteWarning')}</p>
        <p>{t('settings.deleteType', { name })}</p>
        <Input value={typed} aria-label={t('settings.deleteType', { name })} data-testid="settings-delete-name" onChange={(event) => setTyped(event.target.value)} />
      </Modal>
    </>
  );
}
