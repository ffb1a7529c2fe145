// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Skeleton } from 'antd';
import { useState } from 'react';
import { systemHub, type SystemView } from '../api/operations';
import { now } from '../app/clock';
import { dateTime, time } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { LevelTag } from '../operations/LevelTag';
import { groupsOf } from '../operations/system';
import { SystemGroup } from '../operations/SystemGroup';
import '../operations/operations.css';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 10_000;

/** What the hub runs on, and how it is (M3). */
export default function SystemPage() {
  const { t, describe } = useI18n();
  const { data, failure, reload } = useLoad((signal) => systemHub.system(signal), 'system', REFRESH_MS);
  const [badOnly, setBadOnly] = useState(false);
  const items = (data?.items ?? []).filter((item) => !badOnly || item.level !== 'OK');
  return (
    <PageFrame
      title={
        <>
          {t('screen.system')} {data && <LevelTag level={data.level} />}
        </>
      }
      tools={
        <>
          <Checkbox checked={badOnly} onChange={(event) => setBadOnly(event.target.checked)} data-testid="system-bad-only">
            {t('system.badOnly')}
          </Checkbox>
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={reload} />
        </>
      }
    >
      {failure !== undefined && (
        <Alert className="gap-below" type="error" showIcon role="alert" title={`${t('common.loadFailed')} · ${describe(failure)}`} />
      )}
      {!data && failure === undefined && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && (
        <>
          <Head system={data} />
          {items.length === 0 && <p className="quiet">{t(badOnly ? 'system.allWell' : 'system.notYet')}</p>}
          <div className="system-groups">
            {groupsOf(items).map((group) => (
              <SystemGroup key={group.name} group={group} />
            ))}
          </div>
        </>
      )}
    </PageFrame>
  );
}

function Head({ system }: { system: SystemView }) {
  const { t } = useI18n();
  const hours = Math.max(0, (now() - Date.parse(system.startedAt)) / 3_600_000);
  const facts = [
    t('system.version', { version: system.version }),
    t('system.up', { since: dateTime(system.startedAt), days: Math.floor(hours / 24), hours: Math.floor(hours % 24) }),
    system.java,
    system.machine,
    system.ports.length > 0 && t('system.ports', { ports: system.ports.join(', ') }),
    t('system.readAt', { at: time(system.at) }),
  ].filter(Boolean);
  return (
    <p className="quiet small" data-testid="system-head">
      {facts.join(' · ')}
    </p>
  );
}
