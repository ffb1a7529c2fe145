// SPDX-License-Identifier: Apache-2.0
import { Button, Form, Input } from 'antd';
import { lines, type Calendar, type CalendarInput } from '../api/lines';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import './lines.css';
import { areHours, hoursOf, WEEK, type WeekDay } from './hours';

interface Fields {
  code: string;
  labelZh: string;
  labelEn: string;
  zone: string;
  week: Partial<Record<WeekDay, string>>;
  holidayHours?: string;
  special?: { day: string; hours?: string; label?: string }[];
}

interface CalendarFormProps {
  /** Absent: a new one. */
  calendar?: Calendar;
  onSaved(): void;
}

export function CalendarForm({ calendar, onSaved }: CalendarFormProps) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const required = { required: true, whitespace: true, message: t('common.required') };
  const hours = { validator: (_: unknown, text?: string) => (areHours(text) ? Promise.resolve() : Promise.reject(new Error(t('calendars.hoursWrong')))) };
  const save = (fields: Fields) =>
    void run(async () => {
      const code = calendar?.code ?? fields.code;
      await (calendar ? lines.setCalendar(code, inputOf(fields)) : lines.createCalendar(code, inputOf(fields)));
      onSaved();
    });
  return (
    <Form<Fields> layout="vertical" initialValues={fieldsOf(calendar)} onFinish={save} autoComplete="off">
      <Form.Item name="code" label={t('calendars.code')} extra={calendar ? undefined : t('calendars.codeHint')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,63}$/, message: t('calendars.codeHint') }]}>
        <Input disabled={Boolean(calendar)} maxLength={64} data-testid="calendar-code" />
      </Form.Item>
      <Form.Item name="labelZh" label={t('skills.labelZh')} rules={[required]}>
        <Input maxLength={100} data-testid="calendar-zh" />
      </Form.Item>
      <Form.Item name="labelEn" label={t('skills.labelEn')} rules={[required]}>
        <Input maxLength={100} data-testid="calendar-en" />
      </Form.Item>
      <Form.Item name="zone" label={t('calendars.zone')} rules={[required]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item label={t('calendars.hours')} extra={t('calendars.hoursHint')}>
        {WEEK.map((day) => (
          <div key={day} className="hours">
            <span>{t(`weekday.${day}`)}</span>
            <Form.Item name={['week', day]} rules={[hours]} noStyle>
              <Input aria-label={t(`weekday.${day}`)} className="num" data-testid={`calendar-${day}`} />
            </Form.Item>
          </div>
        ))}
        <div className="hours">
          <span>{t('calendars.onHolidays')}</span>
          <Form.Item name="holidayHours" rules={[hours]} noStyle>
            <Input aria-label={t('calendars.onHolidays')} className="num" data-testid="calendar-holidays" />
          </Form.Item>
        </div>
      </Form.Item>
      <Form.Item label={t('calendars.special')} extra={t('calendars.specialHint')}>
        <Form.List name="special">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div key={key} className="hours">
                  <Form.Item name={[name, 'day']} noStyle rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: t('calendars.day') }]}>
                    <Input style={{ width: 130 }} placeholder="2026-12-31" aria-label={t('calendars.day')} data-testid={`special-day-${name}`} />
                  </Form.Item>
                  <Form.Item name={[name, 'hours']} noStyle rules={[hours]}>
                    <Input className="num" placeholder="09:00-12:00" aria-label={t('calendars.hours')} />
                  </Form.Item>
                  <Form.Item name={[name, 'label']} noStyle>
                    <Input placeholder={t('calendars.why')} aria-label={t('calendars.why')} maxLength={100} />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>{t('calendars.removeSpecial')}</Button>
                </div>
              ))}
              <Button size="small" data-testid="special-add" onClick={() => add({})}>
                {t('calendars.addSpecial')}
              </Button>
            </>
          )}
        </Form.List>
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="calendar-save">
        {t('common.save')}
      </Button>
    </Form>
  );
}

function fieldsOf(calendar?: Calendar): Partial<Fields> {
  if (!calendar) return { zone: 'Asia/Shanghai', week: {} };
  const { labelZh, labelEn, zone, week, holidayHours, special } = calendar.calendar;
  return {
    code: calendar.code,
    labelZh,
    labelEn,
    zone,
    week: Object.fromEntries(Object.entries(week).map(([day, texts]) => [day, texts.join(', ')])),
    holidayHours: holidayHours?.join(', '),
    special: special?.map((day) => ({ ...day, hours: day.hours?.join(', ') })),
  };
}

function inputOf({ labelZh, labelEn, zone, week, holidayHours, special }: Fields): CalendarInput {
  return {
    labelZh,
    labelEn,
    zone,
    week: Object.fromEntries(WEEK.map((day) => [day, hoursOf(week[day])] as const).filter(([, hours]) => hours.length > 0)),
    holidayHours: hoursOf(holidayHours),
    special: (special ?? []).map(({ day, hours, label }) => ({ day, hours: hoursOf(hours), label: label ?? '' })),
  };
}
