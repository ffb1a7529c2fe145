// SPDX-License-Identifier: Apache-2.0
import { Descriptions, Tag } from 'antd';
import { settingsHub } from '../api/settings';
import type { Plugin } from '../api/types';
import { may } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ConfigDrawer, type OpenConfig } from './ConfigDrawer';
import './settings.css';

interface PluginDrawerProps {
  plugin?: Plugin;
  onClose(): void;
  onChanged(): void;
}

/** One connector: how its link stands and why, what it can do, its settings and their history. */
export function PluginDrawer({ plugin, onClose, onChanged }: PluginDrawerProps) {
  const config = useConfigOf(plugin);
  return (
    <ConfigDrawer
      open={plugin !== undefined}
      title={plugin?.instance}
      config={config}
      overview={plugin && <Overview plugin={plugin} />}
      onClose={onClose}
      onChanged={onChanged}
    />
  );
}

/** The configuration from which the bundle made this instance; somebody without the permission sees none. */
function useConfigOf(plugin?: Plugin): OpenConfig | undefined {
  const { language } = useI18n();
  const allowed = useSession((state) => may(state.session, 'config:read'));
  const groups = useLoad(
    (signal) => (allowed && plugin ? settingsHub.groups(language, signal) : Promise.resolve([])),
    `${language}|${plugin?.bundle}|${plugin?.instance}`,
  );
  if (!plugin) return undefined;
  const own = groups.data?.filter((group) => group.factory && group.bundle === plugin.bundle) ?? [];
  const found = own.flatMap((group) => group.instances).find((each) => each.connector === plugin.instance);
  return found && { id: found.id, title: `${own[0]?.name} · ${plugin.instance}`, instance: found.instance };
}

function Overview({ plugin }: { plugin: Plugin }) {
  const { t, word, cause } = useI18n();
  return (
    <Descriptions
      size="small"
      column={1}
      className="gap-below"
      items={[
        { key: 'state', label: t('plugins.state'), children: word('pluginState', plugin.state) },
        { key: 'reason', label: t('plugins.reason'), children: plugin.reason ? `${cause(plugin.reason)} (${plugin.reason})` : '–' },
        { key: 'since', label: t('plugins.since'), children: dateTime(plugin.since) },
        { key: 'bundle', label: t('plugins.bundle'), children: `${plugin.bundle} ${plugin.version}` },
        { key: 'can', label: t('plugins.capabilities'), children: plugin.capabilities.map((name) => <Tag key={name}>{name}</Tag>) },
      ]}
    />
  );
}
