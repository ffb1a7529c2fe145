// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { alarms, type AlarmView } from '../api/alarms';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { PageFrame } from '../pages/PageFrame';
import { AsyncTable } from '../widgets/AsyncTable';
import { useAlarmColumns } from './alarmColumns';

const REFRESH_MS = 60_000;

/** Alarms that are not over; whoever takes care of one says so. */
export function OpenAlarms({ switcher, manages }: { switcher: ReactNode; manages: boolean }) {
  const { t } = useI18n();
  const open = useLoad((signal) => alarms.open(signal), 'open', REFRESH_MS);
  useLive('alarms.changed', open.reload);
  useLive('gap', open.reload);
  const columns = useAlarmColumns();
  return (
    <PageFrame
      title={t('screen.alarms')}
      tools={
        <>
          {switcher}
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={open.reload} />
        </>
      }
    >
      <AsyncTable<AlarmView>
        loaded={open}
        rowKey="id"
        columns={[
          ...columns,
          {
            title: t('common.actions'),
            width: 110,
            hidden: !manages,
            render: (_, alarm) => !alarm.acknowledgedAt && <Acknowledge alarm={alarm} onDone={open.reload} />,
          },
        ]}
        sticky
        onRow={(alarm) => ({ 'data-testid': `alarm-${alarm.metric}`, 'data-series': alarm.series, 'data-level': alarm.level }) as object}
        rowClassName={(alarm) => (alarm.acknowledgedAt ? '' : 'row-attention')}
        empty={t('alarms.none')}
        emptyHint={t('alarms.noneHint')}
      />
    </PageFrame>
  );
}

function Acknowledge({ alarm, onDone }: { alarm: AlarmView; onDone(): void }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [busy, run] = useAction();
  const go = () =>
    void run(async () => {
      await alarms.acknowledge(alarm.id, note.trim() || undefined);
      setOpen(false);
      onDone();
    });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      title={t('alarms.acknowledgeTitle')}
      content={
        <div className="reason-form">
          <Input
            autoFocus
            maxLength={200}
            value={note}
            placeholder={t('alarms.note')}
            aria-label={t('alarms.note')}
            data-testid="alarm-note"
            onChange={(event) => setNote(event.target.value)}
            onPressEnter={go}
          />
          <Button type="primary" size="small" loading={busy} data-testid="alarm-acknowledge-submit" onClick={go}>
            {t('alarms.acknowledge')}
          </Button>
        </div>
      }
    >
      <Button size="small" data-testid={`alarm-acknowledge-${alarm.metric}`}>
        {t('alarms.acknowledge')}
      </Button>
    </Popover>
  );
}
