// SPDX-License-Identifier: Apache-2.0
import { Button, Modal, Space, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { pluginHub, type InstalledPlugin, type PluginVersion } from '../api/plugins';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';

const REFRESH_MS = 5_000;

interface Wish {
  plugin: InstalledPlugin;
  /** Where to go back to; undefined: it shall run no more. */
  version?: PluginVersion;
  /** What shall run beside it no more. */
  beside?: PluginVersion;
}

/** Each plugin with the versions that are kept, and the way back to any of them. */
export function InstalledList({ onStarted }: { onStarted(): void }) {
  const { t, word } = useI18n();
  const allowed = useSession((state) => may(state.session, 'plugin:manage'));
  const installed = useLoad((signal) => pluginHub.installed(signal), 'installed', REFRESH_MS);
  const [wish, setWish] = useState<Wish>();
  const [busy, run] = useAction();
  const carryOut = ({ plugin, version, beside }: Wish) =>
    run(async () => {
      if (beside) await pluginHub.removeBeside(plugin, beside);
      else await (version ? pluginHub.rollBack(plugin, version) : pluginHub.remove(plugin));
      setWish(undefined);
      onStarted();
    });
  const columns = useMemo<TableColumnsType<InstalledPlugin>>(
    () => [
      { title: t('plugins.name'), dataIndex: 'name', width: 280, render: (name: string) => <b>{name}</b> },
      { title: t('plugins.runs'), dataIndex: 'version', width: 110, render: (version?: string) => version ?? t('plugins.runsNot') },
      {
        title: t('plugins.besides'),
        dataIndex: 'beside',
        width: 140,
        render: (besides: PluginVersion[], plugin) =>
          besides.length === 0
            ? '–'
            : besides.map((beside) => (
                <Tag
                  key={beside.sha256}
                  color="blue"
                  closable={allowed}
                  data-testid={`beside-${beside.version}`}
                  onClose={(event) => {
                    event.preventDefault();
                    setWish({ plugin, beside });
                  }}
                >
                  {beside.version}
                </Tag>
              )),
      },
      { title: t('plugins.wanted'), dataIndex: 'wanted', width: 120, render: (wanted: string) => word('pluginWanted', wanted) },
      { title: t('plugins.signer'), dataIndex: 'signer', width: 120, render: (signer?: string) => signer ?? '–' },
      {
        title: t('plugins.kept'),
        dataIndex: 'versions',
        render: (versions: PluginVersion[], plugin) => (
          <Space wrap size={4}>
            {versions.map((version) => (
              <KeptVersion key={version.sha256} version={version} onBack={allowed ? () => setWish({ plugin, version }) : undefined} />
            ))}
          </Space>
        ),
      },
      {
        width: 90,
        render: (_, plugin) =>
          allowed &&
          plugin.version && (
            <Button size="small" danger data-testid={`remove-${plugin.name}`} onClick={() => setWish({ plugin })}>
              {t('plugins.remove')}
            </Button>
          ),
      },
    ],
    [allowed, t, word],
  );
  return (
    <>
      <AsyncTable<InstalledPlugin> loaded={installed} rowKey="name" columns={columns} sticky empty={t('plugins.none')} />
      <Modal
        open={wish !== undefined}
        title={wish?.version ? t('plugins.rollBackTo', { version: wish.version.version }) : t('plugins.removeTitle')}
        okText={wish?.version ? t('plugins.rollBack') : t('plugins.remove')}
        cancelText={t('common.cancel')}
        okButtonProps={{ loading: busy, danger: !wish?.version, 'data-testid': 'plugin-wish-confirm' }}
        onOk={() => wish && void carryOut(wish)}
        onCancel={() => setWish(undefined)}
      >
        <p>
          <b>{wish?.plugin.name}</b> {wish?.beside?.version ?? wish?.plugin.version}
          {wish?.version && ` → ${wish.version.version}`}
        </p>
        <p className="quiet">{t('plugins.wishHint')}</p>
      </Modal>
    </>
  );
}

function KeptVersion({ version, onBack }: { version: PluginVersion; onBack?: () => void }) {
  const { t } = useI18n();
  const text = version.shipped ? t('plugins.shippedVersion', { version: version.version }) : version.version;
  if (version.running) return <Tag color="green">{text}</Tag>;
  if (!onBack) return <Tag>{text}</Tag>;
  return (
    <Button size="small" title={version.sha256} data-testid={`back-to-${version.version}`} onClick={onBack}>
      {t('plugins.backTo', { version: text })}
    </Button>
  );
}
