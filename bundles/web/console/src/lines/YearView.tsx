// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { lines, type Calendar, type CalendarDay, type Opening } from '../api/lines';
import { now } from '../app/clock';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { WEEK } from './hours';
import './lines.css';

interface YearViewProps {
  calendar: Calendar;
  /** The years whose public holidays are known. */
  known: number[];
}

/** A year month by month; and a question about one moment. */
export function YearView({ calendar, known }: YearViewProps) {
  const { t, describe, label } = useI18n();
  const [year, setYear] = useState(() => new Date(now()).getFullYear());
  const { data, failure } = useLoad((signal) => lines.days(calendar.code, year, signal), `${calendar.code}/${year}`);
  return (
    <>
      <div className="file-line gap-below">
        <Button aria-label={t('common.previous')} onClick={() => setYear(year - 1)}>
          ‹
        </Button>
        <b className="num" data-testid="calendar-year">
          {t('calendars.yearOf', { name: label(calendar.calendar), year })}
        </b>
        <Button aria-label={t('common.next')} onClick={() => setYear(year + 1)}>
          ›
        </Button>
      </div>
      <Question code={calendar.code} />
      {!known.includes(year) && <Alert className="gap-below" type="warning" showIcon title={t('calendars.yearUnknown', { year })} />}
      {failure !== undefined && <Alert type="error" title={describe(failure)} />}
      {data === undefined ? <Skeleton active /> : <Months days={data} />}
    </>
  );
}

function Months({ days }: { days: CalendarDay[] }) {
  return (
    <div className="year" data-testid="calendar-months">
      {Array.from({ length: 12 }, (_, month) => (
        <Month key={month} days={days.filter((day) => Number(day.day.slice(5, 7)) === month + 1)} />
      ))}
    </div>
  );
}

function Month({ days }: { days: CalendarDay[] }) {
  const { t, word, language } = useI18n();
  const [opening] = days;
  if (!opening) return null;
  const first = new Date(`${opening.day}T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const name = first.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en', { month: 'long', timeZone: 'UTC' });
  const tell = (day: CalendarDay) =>
    [day.day, word('dayKind', day.kind), day.label, day.hours.join('，') || t('lines.closed')].filter(Boolean).join(' · ');
  return (
    <table className="month" aria-label={name}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" abbr={t(`weekday.${day}`)}>
              {language === 'zh' ? t(`weekday.${day}`).slice(-1) : t(`weekday.${day}`).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: Math.ceil((before + days.length) / 7) }, (_, week) => (
          <tr key={week}>
            {WEEK.map((_, i) => {
              const day = days[week * 7 + i - before];
              return day ? (
                <td key={day.day} className={`day-${day.kind}${day.hours.length > 0 ? ' day-open' : ''}`} title={tell(day)} aria-label={tell(day)} data-testid={`day-${day.day}`}>
                  {Number(day.day.slice(8))}
                  {day.kind === 'HOLIDAY' && <sup>休</sup>}
                  {day.kind === 'MAKE_UP' && <sup>班</sup>}
                  {day.kind === 'SPECIAL' && <sup>*</sup>}
                </td>
              ) : (
                <td key={`${week}/${i}`} aria-hidden />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Question({ code }: { code: string }) {
  const { t } = useI18n();
  const [at, setAt] = useState('');
  const [answer, setAnswer] = useState<Opening>();
  const [busy, run] = useAction();
  const ask = () => void run(async () => setAnswer(await lines.opening(code, at)));
  return (
    <div className="file-line gap-below">
      <label htmlFor="opening-at">{t('calendars.ask')}</label>
      <Input id="opening-at" type="datetime-local" style={{ width: 210 }} value={at} data-testid="opening-at" onChange={(event) => setAt(event.target.value)} onPressEnter={ask} />
      <Button loading={busy} disabled={!at} data-testid="opening-ask" onClick={ask}>
        {t('common.search')}
      </Button>
      {answer && (
        <b role="status" data-testid="opening-answer">
          {sentence(answer, t)}
        </b>
      )}
    </div>
  );
}

function sentence({ open, next }: Opening, t: ReturnType<typeof useI18n>['t']): string {
  const time = next?.slice(0, 16).replace('T', ' ');
  if (open) return time ? t('calendars.openUntil', { time }) : t('calendars.openAlways');
  return time ? t('calendars.closedUntil', { time }) : t('calendars.closedAlways');
}
