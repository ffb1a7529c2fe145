// SPDX-License-Identifier: Apache-2.0
import { ClockCircleOutlined } from '@ant-design/icons';
import type { Ticket } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { shortDateTime } from '../app/format';
import { useI18n } from '../i18n';
import { span } from '../widgets/span';
import { useDepartmentName } from './registers';

const TONE: Record<string, string> = { WAITING: 'ringing', DONE: 'ready', REJECTED: 'busy', UNCERTAIN: 'busy' };

/** What the process waits for and for whom, and what was said between the hub and the department's system. */
export function Waiting({ ticket }: { ticket: Ticket }) {
  const { t, word, cause } = useI18n();
  const second = useSecond();
  const department = useDepartmentName();
  const whom = (work: string) => (work === 'dispatch' || work === 'remind' ? department(ticket.department) : word('workFor', work));
  return (
    <>
      {ticket.works.length > 0 && (
        <section aria-label={t('ticket.works')} data-testid="ticket-works">
          <h3>{t('ticket.works')}</h3>
          <ul className="works">
            {ticket.works.map((work) => (
              <li key={work.request}>
                <ClockCircleOutlined aria-hidden /> <b>{work.label || word('work', work.work)}</b> · {whom(work.work)}{' '}
                <span className="quiet small">
                  {t('ticket.waitsSince', { span: span(`PT${secondsSince(work.since, second)}S`, t) })}
                  {work.due && ` · ${t('ticket.due')} ${shortDateTime(work.due)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ticket.exchanges.length > 0 && (
        <section aria-label={t('ticket.exchanges')} data-testid="ticket-exchanges">
          <h3>{t('ticket.exchanges')}</h3>
          <ul className="works">
            {ticket.exchanges.map((exchange) => (
              <li key={exchange.request}>
                <span className="dot-tag">
                  <i style={{ background: `var(--sn-${TONE[exchange.state] ?? 'quiet'})` }} aria-hidden />
                  {word('orderState', exchange.state)}
                </span>{' '}
                <b>{word('businessOperation', exchange.operation)}</b> → {exchange.link}{' '}
                <span className="quiet small">
                  {shortDateTime(exchange.at)}
                  {exchange.foreignId && ` · ${t('ticket.foreignId', { id: exchange.foreignId })}`}
                </span>
                {exchange.code && <div className="alarm small">{cause(exchange.code)}</div>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
