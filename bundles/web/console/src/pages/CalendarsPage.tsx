// SPDX-License-Identifier: Apache-2.0
import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Modal, Popconfirm, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { lines, type Calendar, type Holidays } from '../api/lines';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { CalendarForm } from '../lines/CalendarForm';
import { HolidayImport } from '../lines/HolidayImport';
import { WEEK, type WeekDay } from '../lines/hours';
import { YearView } from '../lines/YearView';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

/** When people are there: calendars, and the public holidays that all of them go by (T19, W5). */
export default function CalendarsPage() {
  const { t, label } = useI18n();
  const all = useLoad((signal) => lines.calendars(signal), 'calendars');
  const holidays = useLoad((signal) => lines.holidays(signal), 'holidays');
  const [editing, setEditing] = useState<Calendar | 'new'>();
  const [viewed, setViewed] = useState<Calendar>();
  const [importing, setImporting] = useState(false);
  const columns: TableColumnsType<Calendar> = [
    {
      title: t('calendars.title'),
      dataIndex: 'code',
      width: 240,
      render: (code: string, { calendar }) => (
        <>
          <b>{label(calendar)}</b> <span className="quiet small">{code}</span>
        </>
      ),
    },
    { title: t('calendars.hours'), width: 380, render: (_, { calendar }) => <Week calendar={calendar} /> },
    { title: t('calendars.zone'), width: 130, render: (_, { calendar }) => calendar.zone },
    {
      title: t('calendars.usedBy'),
      dataIndex: 'lines',
      width: 160,
      render: (numbers: string[]) => (numbers.length > 0 ? <span className="num">{numbers.join('，')}</span> : <span className="quiet">{t('calendars.unused')}</span>),
    },
    {
      title: t('common.actions'),
      width: 220,
      render: (_, calendar) => (
        <>
          <Button size="small" data-testid={`calendar-year-${calendar.code}`} onClick={() => setViewed(calendar)}>
            {t('calendars.year')}
          </Button>{' '}
          <Button size="small" data-testid={`calendar-edit-${calendar.code}`} onClick={() => setEditing(calendar)}>
            {t('common.edit')}
          </Button>{' '}
          <Remove calendar={calendar} onDone={all.reload} />
        </>
      ),
    },
  ];
  return (
    <PageFrame
      title={t('calendars.title')}
      tools={
        <>
          <Button icon={<ImportOutlined />} data-testid="holidays-import" onClick={() => setImporting(true)}>
            {t('calendars.import')}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} data-testid="calendar-new" onClick={() => setEditing('new')}>
            {t('common.create')}
          </Button>
        </>
      }
    >
      <AsyncTable<Calendar>
        loaded={all}
        rowKey="code"
        columns={columns}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        empty={t('calendars.none')}
      />
      <h3 className="gap-above">{t('calendars.holidays')}</h3>
      <Years years={holidays.data ?? []} />
      <Modal
        open={editing !== undefined}
        title={editing === 'new' ? t('calendars.new') : t('calendars.edit', { code: editing?.code })}
        footer={null}
        width={620}
        style={{ top: 20 }}
        destroyOnHidden
        onCancel={() => setEditing(undefined)}
      >
        {editing && (
          <CalendarForm
            calendar={editing === 'new' ? undefined : editing}
            onSaved={() => {
              setEditing(undefined);
              all.reload();
            }}
          />
        )}
      </Modal>
      <Modal open={importing} title={t('calendars.import')} footer={null} width={560} style={{ top: 20 }} destroyOnHidden onCancel={() => setImporting(false)}>
        <HolidayImport
          onDone={() => {
            setImporting(false);
            holidays.reload();
          }}
        />
      </Modal>
      <Drawer open={viewed !== undefined} size={760} title={viewed && label(viewed.calendar)} onClose={() => setViewed(undefined)} destroyOnHidden>
        {viewed && <YearView calendar={viewed} known={(holidays.data ?? []).map((year) => year.year)} />}
      </Drawer>
    </PageFrame>
  );
}

function Week({ calendar }: { calendar: Calendar['calendar'] }) {
  const { t } = useI18n();
  // Days with the same hours are told together, in the order of the week.
  const groups = new Map<string, WeekDay[]>();
  for (const day of WEEK) {
    const hours = (calendar.week[day] ?? []).join('，');
    if (hours) groups.set(hours, [...(groups.get(hours) ?? []), day]);
  }
  const told = (days: WeekDay[]) => {
    const names = days.map((day) => t(`weekday.${day}`));
    const first = WEEK.findIndex((day) => day === days[0]);
    const inARow = days.every((day, i) => day === WEEK[first + i]);
    return days.length > 2 && inARow ? `${names.at(0)}–${names.at(-1)}` : names.join('，');
  };
  return (
    <>
      {[...groups].map(([hours, days]) => (
        <div key={hours} className="num">
          {told(days)} {hours}
        </div>
      ))}
    </>
  );
}

function Years({ years }: { years: Holidays[] }) {
  const { t } = useI18n();
  if (years.length === 0) return <p className="quiet">{t('calendars.noHolidays')}</p>;
  return (
    <ul data-testid="holiday-years">
      {years.map(({ year, holidays: { days, source } }) => (
        <li key={year}>
          {t('calendars.known', {
            year,
            off: days.filter((day) => day.kind === 'HOLIDAY').length,
            on: days.filter((day) => day.kind === 'MAKE_UP').length,
          })}{' '}
          <span className="quiet small">{source}</span>
        </li>
      ))}
    </ul>
  );
}

function Remove({ calendar, onDone }: { calendar: Calendar; onDone(): void }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const remove = () =>
    void run(async () => {
      await lines.removeCalendar(calendar.code);
      onDone();
    });
  return (
    <Popconfirm title={t('calendars.remove', { code: calendar.code })} onConfirm={remove}>
      <Button size="small" danger loading={busy}>
        {t('common.remove')}
      </Button>
    </Popconfirm>
  );
}
