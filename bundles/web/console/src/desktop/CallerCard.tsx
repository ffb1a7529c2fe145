// SPDX-License-Identifier: Apache-2.0
import { CheckCircleFilled, CopyOutlined, UserAddOutlined } from '@ant-design/icons';
import { App, Button, Skeleton, Tag } from 'antd';
import { useRef, useState } from 'react';
import { hub } from '../api/hub';
import type { Citizen, Contact } from '../api/types';
import { day } from '../app/format';
import { useShortcut } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { regionName } from '../widgets/region';
import { NewCitizen } from './NewCitizen';
import { useDesktop } from './store';

/**
 * The number and who it may belong to. A number gives candidates, never a person: nobody is chosen by the console,
 * and the one whom the agent chooses stands there as not verified.
 */
export function CallerCard({ contact }: { contact: Contact }) {
  const { t, language } = useI18n();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(contact.caller ?? '');
    void message.success(t('caller.copied'));
  };
  return (
    <section className="panel caller" aria-label={t('caller.card')}>
      <h2>{t('caller.card')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('caller.number')}</dt>
          <dd>
            <PhoneNumber number={contact.caller} />
            <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t('caller.copy')} onClick={() => void copy()} />
          </dd>
        </div>
        <div>
          <dt>{t('caller.region')}</dt>
          <dd>{regionName(contact.region, language)}</dd>
        </div>
        <div>
          <dt>{t('caller.called')}</dt>
          <dd>{contact.called ?? '–'}</dd>
        </div>
      </dl>
      <Candidates key={contact.id} contact={contact} />
    </section>
  );
}

function Candidates({ contact }: { contact: Contact }) {
  const { t, describe } = useI18n();
  const replaceContact = useDesktop((state) => state.replaceContact);
  const [busy, run] = useAction();
  const [creating, setCreating] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const number = contact.caller ?? '';
  const { data, failure, loading, reload } = useLoad(
    (signal) => (number ? hub.candidates(number, signal) : Promise.resolve([])),
    number,
  );
  useShortcut('candidates', () => list.current?.querySelector('button')?.focus());

  const choose = (citizenId: string) =>
    run(async () => {
      await hub.chooseCitizen(contact.id, citizenId);
      replaceContact({ ...contact, citizenId });
    });

  return (
    <>
      <h3>{t('caller.candidates')}</h3>
      <p className="quiet small">{t('caller.candidatesHint')}</p>
      <div className="panel-body candidates" data-testid="candidates">
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
            <li key={citizen.id}>
              <Candidate
                citizen={citizen}
                chosen={contact.citizenId === citizen.id}
                disabled={busy}
                onChoose={() => void choose(citizen.id)}
              />
            </li>
          ))}
        </ul>
      </div>
      <Button block icon={<UserAddOutlined />} data-testid="citizen-new" onClick={() => setCreating(true)}>
        {t('caller.someoneElse')}
      </Button>
      <NewCitizen
        open={creating}
        number={number}
        onClose={() => setCreating(false)}
        onCreated={(citizen) => {
          setCreating(false);
          reload();
          void choose(citizen.id);
        }}
      />
    </>
  );
}

interface CandidateProps {
  citizen: Citizen;
  chosen: boolean;
  disabled: boolean;
  onChoose(): void;
}

function Candidate({ citizen, chosen, disabled, onChoose }: CandidateProps) {
  const { t } = useI18n();
  const facts = [...citizen.phones, t('caller.contactCount', { n: citizen.contactCount })];
  if (citizen.lastContactAt) facts.push(t('caller.lastContact', { at: day(citizen.lastContactAt) }));
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
        {citizen.categories.map((category) => (
          <Tag key={category}>{category}</Tag>
        ))}
      </span>
      <span className="quiet small">
        {facts.map((fact, index) => (
          <span key={fact} className="nowrap">
            {index > 0 && ' · '}
            {fact}
          </span>
        ))}
      </span>
      {chosen && (
        <span className="candidate-mark small">
          <CheckCircleFilled aria-hidden /> {t('caller.chosen')}
        </span>
      )}
    </button>
  );
}
