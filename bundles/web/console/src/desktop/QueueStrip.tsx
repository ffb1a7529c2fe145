// SPDX-License-Identifier: Apache-2.0
import { WarningOutlined } from '@ant-design/icons';
import { useI18n } from '../i18n';
import { duration } from '../app/format';
import { summarise } from './model';
import { useDesktop } from './store';

/** The state of the centre in three figures, so that an agent can put off a break when it is busy (M4). */
export function QueueStrip({ skills }: { skills: string[] }) {
  const { t } = useI18n();
  const queues = useDesktop((state) => state.queues);
  const targets = useDesktop((state) => state.targets);
  const { waiting, longestWaitSeconds, agentsReady, over } = summarise(queues, skills, targets);
  return (
    <dl className={over ? 'queue-strip queue-over' : 'queue-strip'} data-testid="queue-summary" aria-label={t('queue.summary')}>
      <div>
        <dt>{t('queue.waiting')}</dt>
        <dd data-testid="queue-waiting">{waiting}</dd>
      </div>
      <div>
        <dt>{t('queue.longest')}</dt>
        <dd title={over ? t('queue.over') : undefined}>
          {over && <WarningOutlined aria-label={t('queue.over')} />} {duration(longestWaitSeconds)}
        </dd>
      </div>
      <div>
        <dt>{t('desk.ready')}</dt>
        <dd>{agentsReady}</dd>
      </div>
    </dl>
  );
}
