// SPDX-License-Identifier: Apache-2.0
import { App, Button, Popconfirm } from 'antd';
import { hub } from '../api/hub';
import type { FlowVersion } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface PublishFlowProps {
  name: string;
  version: FlowVersion['version'];
  /** The version is older than the published one. */
  back: boolean;
  onDone(): void;
}

export function PublishFlow({ name, version, back, onDone }: PublishFlowProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const publish = () =>
    void run(async () => {
      await hub.publishFlow(name, version);
      void message.success(t('flows.publishedDone', { version }));
      onDone();
    });
  return (
    <Popconfirm title={t('flows.publishConfirm', { version })} okButtonProps={{ 'data-testid': 'flow-publish-yes' }} onConfirm={publish}>
      <Button size="small" data-testid={`flow-publish-${version}`} type={back ? 'default' : 'primary'} loading={busy}>
        {t(back ? 'flows.rollBack' : 'flows.publish')}
      </Button>
    </Popconfirm>
  );
}
