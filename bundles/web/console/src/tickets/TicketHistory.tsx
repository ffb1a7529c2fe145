// SPDX-License-Identifier: Apache-2.0
import type { HistoryLine } from '../api/types';
import { secondsOf, shortDateTime } from '../app/format';
import { useI18n } from '../i18n';
import { span } from '../widgets/span';
import { factsOf, inOrder, isTrouble } from './history';
import { useActorName, useDepartmentName } from './registers';

/** What happened to a ticket, who did it and how long it took, oldest first. */
export function TicketHistory({ lines }: { lines: HistoryLine[] }) {
  const { t } = useI18n();
  return (
    <section aria-label={t('ticket.history')}>
      <h3>{t('ticket.history')}</h3>
      <ol className="history" data-testid="ticket-history">
        {inOrder(lines).map((line) => (
          <Line key={line.sequence} line={line} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line }: { line: HistoryLine }) {
  const { t, word, cause } = useI18n();
  const actor = useActorName();
  const department = useDepartmentName();
  const facts = factsOf(line);
  const said = [
    facts.outcome && word(`outcome.${line.operation}`, facts.outcome),
    facts.department && department(facts.department),
    facts.by,
    facts.foreignId && t('ticket.foreignId', { id: facts.foreignId }),
  ].filter(Boolean);
  const took = span(line.took, t);
  return (
    <li className={isTrouble(line) ? 'history-trouble' : undefined} data-sequence={line.sequence} data-operation={line.operation}>
      <time>{shortDateTime(line.at)}</time>
      <span className="history-dot" aria-hidden />
      <div>
        <b>{word('history', line.operation)}</b>
        {line.from !== line.to && <span> → {word('ticketState', line.to)}</span>}
        {said.length > 0 && <span> · {said.join(' · ')}</span>}
        {facts.code && <span className="alarm"> · {cause(facts.code)}</span>}
        {line.note && <p className="summary-text history-note">{line.note}</p>}
        <span className="quiet small history-who">
          {actor(line.actor)}
          {took && secondsOf(line.took) !== 0 && line.sequence > 1 && ` · ${t('ticket.took', { span: took })}`}
        </span>
      </div>
    </li>
  );
}
