// SPDX-License-Identifier: Apache-2.0
import { WarningOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { hub } from '../api/hub';
import type { QueueView } from '../api/types';
import { duration } from '../app/format';
import { useLoad } from '../app/useLoad';
import { overTarget, type Targets } from '../desktop/model';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 5_000;

export default function QueuesPage() {
  const { t } = useI18n();
  const polled = useLoad((signal) => hub.queues(signal), 'queues', REFRESH_MS);
  const targets = useDesktop((state) => state.targets);
  const live = useDesktop((state) => state.queues);
  const connected = useDesktop((state) => state.live === 'open');
  const data = connected && live.length > 0 ? live : polled.data;
  return (
    <PageFrame title={t('screen.queues')}>
      <AsyncTable<QueueView>
        loaded={{ ...polled, data }}
        rowKey="skill"
        columns={useColumns(targets)}
        empty={t('queue.none')}
        emptyHint={t('queue.noneHint')}
        rowClassName={(queue) => (overTarget(queue, targets) ? 'row-over' : '')}
      />
    </PageFrame>
  );
}

function useColumns(targets: Targets): TableColumnsType<QueueView> {
  const { t, label } = useI18n();
  return useMemo(() => {
    const figure = (title: string, dataIndex: keyof QueueView) => ({
      title,
      dataIndex,
      align: 'right' as const,
      width: 120,
      render: (value: number) => <span className="num">{value}</span>,
    });
    return [
      {
        title: t('queue.skill'),
        dataIndex: 'skill',
        width: 260,
        render: (code: string, queue) => (
          <>
            <b>{label(queue)}</b> <span className="quiet small">{code}</span>
          </>
        ),
      },
      figure(t('queue.waiting'), 'waiting'),
      {
        title: t('queue.longest'),
        dataIndex: 'longestWaitSeconds',
        align: 'right',
        width: 170,
        render: (seconds: number, queue) => (
          <span className="num">
            {overTarget(queue, targets) && (
              <span className="over-mark">
                <WarningOutlined aria-hidden /> {t('queue.over')}{' '}
              </span>
            )}
            {duration(seconds)}
          </span>
        ),
      },
      figure(t('queue.loggedIn'), 'agentsLoggedIn'),
      figure(t('queue.ready'), 'agentsReady'),
      figure(t('queue.answered'), 'answeredToday'),
      figure(t('queue.abandoned'), 'abandonedToday'),
      {
        title: t('queue.level'),
        dataIndex: 'serviceLevelPercent',
        align: 'right',
        width: 110,
        render: (percent?: number | null) => (
          <span className="num">{typeof percent === 'number' ? `${percent.toFixed(1)} %` : '–'}</span>
        ),
      },
    ];
  }, [label, t, targets]);
}
