// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { alarms, type AlarmView } from '../api/alarms';
import { shortDateTime } from '../app/format';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { PageFrame } from '../pages/PageFrame';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';
import { useAlarmColumns } from './alarmColumns';

/** All alarms, newest first. */
export function AlarmHistory({ switcher }: { switcher: ReactNode }) {
  const { t } = useI18n();
  const pages = usePages((cursor, signal) => alarms.history({ cursor, limit: 50 }, signal), 'history');
  const { reload } = pages.rows;
  useLive('alarms.changed', reload);
  const columns = useAlarmColumns();
  return (
    <PageFrame
      title={t('screen.alarms')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          {switcher}
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={reload} />
        </>
      }
    >
      <AsyncTable<AlarmView>
        loaded={pages.rows}
        rowKey="id"
        columns={[
          ...columns,
          {
            title: t('alarms.clearedAt'),
            dataIndex: 'clearedAt',
            width: 150,
            render: (at?: string) => (at ? <span className="num">{shortDateTime(at)}</span> : t('alarms.notCleared')),
          },
        ]}
        sticky
        onRow={(alarm) => ({ 'data-testid': `past-${alarm.metric}`, 'data-cleared': Boolean(alarm.clearedAt) }) as object}
        empty={t('alarms.noHistory')}
      />
    </PageFrame>
  );
}
