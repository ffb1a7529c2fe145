// SPDX-License-Identifier: Apache-2.0
import { SearchOutlined, UserAddOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { hub } from '../api/hub';
import type { Citizen, Contact, Party } from '../api/types';
import { useSecond } from '../app/clock';
import { keysOf, useShortcut } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { FindCitizen } from '../citizen/FindCitizen';
import { levelAt, peopleOf } from '../citizen/people';
import { useCitizen } from '../citizen/useCitizen';
import { useVerifications } from '../citizen/verifications';
import { VerifyForm } from '../citizen/VerifyForm';
import { useI18n } from '../i18n';
import { Candidates } from './Candidates';
import { NewCitizen } from './NewCitizen';
import { Seat } from './Seat';
import { useDesktop } from './store';

/**
 * Who speaks and whom it is about, side by side (a daughter asks for her mother), and below who it may be. A number
 * gives candidates, never a person: nobody is chosen by the console, and who is chosen stands there as not verified.
 */
export function People({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  const replaceContact = useDesktop((state) => state.replaceContact);
  const { caller, chosen, choose } = useVerifications();
  const second = useSecond();
  const proof = levelAt(caller, second) === 'NONE' ? undefined : caller;
  const people = peopleOf(contact, proof, chosen);
  const callerIs = useCitizen(people.callerId);
  const subjectIs = useCitizen(people.same ? undefined : people.subjectId);
  const [mode, setMode] = useState<'find' | 'new' | Party>();
  const [busy, run] = useAction();
  const close = () => setMode(undefined);

  const setSubject = (citizenId: string) =>
    run(async () => {
      await hub.chooseCitizen(contact.id, citizenId);
      replaceContact({ ...contact, citizenId });
    });
  /** The first one that is chosen is taken for both; the subject changes alone once the caller stands. */
  const choosePerson = (citizenId: string) => void setSubject(citizenId);
  const chooseCaller = (citizenId: string) => {
    choose(citizenId);
    if (!contact.citizenId) void setSubject(citizenId);
  };
  const verified = people.callerProved;
  const toVerify = mode === 'CALLER' ? callerIs.data : mode === 'SUBJECT' ? subjectIs.data : undefined;
  useShortcut('verify', () => setMode(!verified || people.same ? 'CALLER' : 'SUBJECT'), Boolean(people.callerId));

  return (
    <>
      <div className="seats">
        <Seat
          party="CALLER"
          citizen={callerIs.data}
          known={Boolean(people.callerId)}
          checking={contact.checking}
          onVerify={() => setMode('CALLER')}
          onPassword={contact.controls.verifyCaller ? () => void run(() => hub.control(contact.id, 'verifyCaller')) : undefined}
        />
        <Seat
          party="SUBJECT"
          citizen={people.same ? callerIs.data : subjectIs.data}
          known={Boolean(people.subjectId)}
          same={people.same}
          callerProved={verified}
          onVerify={() => setMode('SUBJECT')}
          onSame={people.callerId ? () => void setSubject(people.callerId ?? '') : undefined}
        />
      </div>
      {toVerify && (mode === 'CALLER' || mode === 'SUBJECT') ? (
        <VerifyForm
          key={`${mode} ${toVerify.id}`}
          contactId={contact.id}
          citizen={toVerify}
          party={mode}
          onBehalfOf={mode === 'SUBJECT' && verified}
          onDone={close}
          onCancel={close}
        />
      ) : mode === 'find' ? (
        <FindCitizen
          onCancel={close}
          onChoose={(citizen: Citizen) => {
            close();
            void setSubject(citizen.id);
          }}
        />
      ) : (
        <>
          <Candidates contact={contact} people={people} disabled={busy} onChoose={choosePerson} onCaller={chooseCaller} />
          <Space.Compact block>
            <Button block icon={<SearchOutlined />} data-testid="citizen-find" onClick={() => setMode('find')}>
              {t('caller.find')}
            </Button>
            <Button block icon={<UserAddOutlined />} data-testid="citizen-new" onClick={() => setMode('new')}>
              {t('caller.someoneElse')}
            </Button>
          </Space.Compact>
        </>
      )}
      <span className="sr-only">{keysOf('verify')}</span>
      <NewCitizen
        open={mode === 'new'}
        number={contact.caller ?? ''}
        onClose={close}
        onCreated={(citizenId) => {
          close();
          void setSubject(citizenId);
        }}
      />
    </>
  );
}
