// SPDX-License-Identifier: Apache-2.0
import type { TableColumnsType } from 'antd';
import type { AlarmView } from '../api/alarms';
import { shortDateTime } from '../app/format';
import { useI18n } from '../i18n';
import { LevelTag } from './LevelTag';

/** A number as it was measured, without needless digits. */
export const plain = (value: number): string => String(Math.round(value * 100) / 100);

/** What is told of every alarm, open or past. */
export function useAlarmColumns(): TableColumnsType<AlarmView> {
  const { t, word } = useI18n();
  return [
    { title: t('alarms.level'), dataIndex: 'level', width: 80, render: (_, { level }) => <LevelTag level={level} /> },
    {
      title: t('alarms.what'),
      dataIndex: 'metric',
      width: 280,
      render: (metric: string, { name, series }) => (
        <>
          <b>{name ?? word('alarm', metric)}</b>
          <div className="small quiet">
            {metric} {series}
          </div>
        </>
      ),
    },
    { title: t('alarms.value'), dataIndex: 'value', width: 100, align: 'right', render: (value: number) => <span className="num">{plain(value)}</span> },
    {
      title: t('alarms.raisedAt'),
      dataIndex: 'raisedAt',
      width: 150,
      render: (at: string, { times }) => (
        <>
          <span className="num">{shortDateTime(at)}</span>
          {times > 1 && <div className="small quiet">{t('alarms.times', { n: times })}</div>}
        </>
      ),
    },
    {
      title: t('alarms.acknowledged'),
      dataIndex: 'acknowledgedBy',
      width: 220,
      render: (by: string | undefined, { acknowledgedAt, note }) =>
        by ? (
          <>
            {by} <span className="num quiet">{shortDateTime(acknowledgedAt)}</span>
            {note && <div className="small">{note}</div>}
          </>
        ) : (
          '–'
        ),
    },
  ];
}
