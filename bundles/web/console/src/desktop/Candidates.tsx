// SPDX-License-Identifier: Apache-2.0
import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useRef } from 'react';
import { hub } from '../api/hub';
import type { Citizen, Contact } from '../api/types';
import { day } from '../app/format';
import { useShortcut } from '../app/shortcuts';
import { useLoad } from '../app/useLoad';
import { CategoryTags } from '../citizen/CategoryTags';
import type { People } from '../citizen/people';
import { useI18n } from '../i18n';

interface CandidatesProps {
  contact: Contact;
  people: People;
  disabled: boolean;
  /** As whom it is about. */
  onChoose(citizenId: string): void;
  onCaller(citizenId: string): void;
}

export function Candidates({ contact, people, disabled, onChoose, onCaller }: CandidatesProps) {
  const { t, describe } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  const number = contact.caller ?? '';
  const { data, failure, loading, reload } = useLoad(
    (signal) => (number ? hub.candidates(number, signal) : Promise.resolve([])),
    `${number} ${contact.citizenId ?? ''}`,
  );
  useShortcut('candidates', () => list.current?.querySelector('button')?.focus());
  return (
    <>
      <h3>{t('caller.candidates')}</h3>
      <div className="panel-body candidates" data-testid="candidates">
        {(data?.length ?? 0) > 0 && !people.callerId && <p className="quiet small">{t('caller.candidatesHint')}</p>}
        {loading && !data && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {failure !== undefined && !data && (
          <p role="alert">
            {describe(failure)}{' '}
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          </p>
        )}
        {data?.length === 0 && <p className="quiet">{t('caller.noCandidates')}</p>}
        <ul ref={list}>
          {data?.map((citizen) => (
            <li key={citizen.id} className="candidate-line">
              <Candidate
                citizen={citizen}
                chosen={contact.citizenId === citizen.id}
                caller={people.callerId === citizen.id}
                disabled={disabled}
                onChoose={() => onChoose(citizen.id)}
              />
              {people.callerId !== citizen.id && !people.callerProved && (
                <Button size="small" className="candidate-caller" data-testid={`caller-${citizen.id}`} disabled={disabled} onClick={() => onCaller(citizen.id)}>
                  {t('people.isCaller')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

interface CandidateProps {
  citizen: Citizen;
  chosen: boolean;
  caller: boolean;
  disabled: boolean;
  onChoose(): void;
}

function Candidate({ citizen, chosen, caller, disabled, onChoose }: CandidateProps) {
  const { t } = useI18n();
  const facts = [...citizen.phones, t('caller.contactCount', { n: citizen.contactCount })];
  if (citizen.lastContactAt) facts.push(t('caller.lastContact', { at: day(citizen.lastContactAt) }));
  const marks = [caller && t('party.CALLER'), chosen && t('party.SUBJECT')].filter(Boolean);
  return (
    <button
      type="button"
      className={chosen ? 'candidate candidate-chosen' : 'candidate'}
      data-testid={`candidate-${citizen.id}`}
      aria-pressed={chosen}
      aria-label={t('caller.choose', { name: citizen.name })}
      disabled={disabled}
      onClick={onChoose}
    >
      <span className="candidate-name">
        <b>{citizen.name}</b>
        <span className="quiet">{t(`caller.${citizen.kind}`)}</span>
        <CategoryTags categories={citizen.categories} />
      </span>
      <span className="quiet small">
        {facts.map((fact, index) => (
          <span key={fact} className="nowrap">
            {index > 0 && ' · '}
            {fact}
          </span>
        ))}
      </span>
      {marks.length > 0 && (
        <span className="candidate-mark small">
          <CheckCircleFilled aria-hidden /> {marks.join(' · ')}
        </span>
      )}
    </button>
  );
}
