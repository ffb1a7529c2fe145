// SPDX-License-Identifier: Apache-2.0
import { EyeInvisibleOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import type { Ticket } from '../api/types';
import { dateTime } from '../app/format';
import { useCategories } from '../desktop/categoryStore';
import { pathOf } from '../desktop/categories';
import { useI18n } from '../i18n';
import { useActorName, useDepartmentName, useRegisters } from './registers';

/** What the ticket says: who, what, against whom. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t, label } = useI18n();
  const forms = useRegisters((state) => state.forms);
  const department = useDepartmentName();
  const actor = useActorName();
  const { all, load } = useCategories();
  useEffect(load, [load]);
  const form = forms?.find((each) => each.process === ticket.process)?.form;
  const category = all.find((each) => each.code === ticket.category);
  const path = category ? pathOf(category, new Map(all.map((each) => [each.code, each]))).map(label).join(' / ') : ticket.category;
  const valueOf = (name: string, value: string) => {
    const field = form?.fields?.find((each) => each.name === name);
    if (field?.kind === 'department') return department(value);
    const option = field?.options?.find((each) => each.value === value);
    return option ? label(option) : value;
  };
  const fieldName = (name: string) => label(form?.fields?.find((each) => each.name === name) ?? { code: name });
  return (
    <div className="ticket-facts">
      <dl className="facts">
        <Fact name={t('ticket.requestType')} value={t(`requestType.${ticket.requestType}`)} />
        <Fact name={t('ticket.category')} value={path} />
        <Fact name={t('ticket.process')} value={form ? label(form) : ticket.process} />
        <Fact name={t('ticket.department')} value={department(ticket.department)} testId="ticket-shown-department" />
        <Fact name={t('ticket.createdAt')} value={`${dateTime(ticket.createdAt)} · ${actor(`USER:${ticket.createdBy}`)}`} />
        {ticket.due && <Fact name={t('ticket.due')} value={dateTime(ticket.due)} alarm={ticket.overdue} />}
      </dl>
      <h3>{t('ticket.text')}</h3>
      <p className="summary-text ticket-text">{ticket.text}</p>
      {Object.keys(ticket.fields).length > 0 && (
        <dl className="facts">
          {Object.entries(ticket.fields).map(([name, value]) => (
            <Fact key={name} name={fieldName(name)} value={valueOf(name, value)} />
          ))}
        </dl>
      )}
      <h3>{t('ticket.parties')}</h3>
      <ul className="party-list" data-testid="ticket-parties">
        {ticket.parties.map((party, index) => (
          <li key={index}>
            <span className="quiet">{t(`party.${party.role}`)}</span>{' '}
            {party.hidden ? (
              <span className="quiet">
                <EyeInvisibleOutlined aria-hidden /> {t('ticket.partyHidden')}
              </span>
            ) : (
              <>
                {party.name ?? '–'} <span className="num quiet">{party.phone}</span>
              </>
            )}
          </li>
        ))}
        {ticket.parties.length === 0 && <li className="quiet">{t('ticket.noParties')}</li>}
      </ul>
      {ticket.answer && (
        <>
          <h3>{t('ticket.answer')}</h3>
          <p className="summary-text ticket-text" data-testid="ticket-answer">{ticket.answer}</p>
        </>
      )}
      {ticket.reply && (
        <>
          <h3>{t('ticket.reply')}</h3>
          <p className="summary-text ticket-text">{ticket.reply}</p>
        </>
      )}
    </div>
  );
}

function Fact({ name, value, alarm = false, testId }: { name: string; value: string; alarm?: boolean; testId?: string }) {
  return (
    <div>
      <dt title={name}>{name}</dt>
      <dd className={alarm ? 'alarm' : undefined} data-testid={testId}>
        {value}
      </dd>
    </div>
  );
}
