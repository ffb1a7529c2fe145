// SPDX-License-Identifier: Apache-2.0
import { Segmented, Spin, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Contact, Party } from '../api/types';
import { may } from '../app/access';
import { useSecond } from '../app/clock';
import { useSession } from '../app/session';
import { levelAt, peopleOf } from '../citizen/people';
import { useVerifications } from '../citizen/verifications';
import { useI18n } from '../i18n';
import { AttachedData, TrailPanel } from './TrailPanel';

const CitizenPane = lazy(() => import('../citizen/CitizenPane'));
const BusinessPane = lazy(() => import('../business/BusinessPane'));
const TicketDrawer = lazy(() => import('../tickets/TicketDrawer'));

type Tab = 'citizen' | 'insurance' | 'trail';

/** What is known: of the person, in business systems, of the way through the menu. */
export function Middle({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  const { caller, chosen } = useVerifications();
  const second = useSecond();
  const people = peopleOf(contact, levelAt(caller, second) === 'NONE' ? undefined : caller, chosen);
  const mayAsk = useSession((state) => may(state.session, 'citizen:business'));
  const [party, setParty] = useState<Party>('SUBJECT');
  const [picked, setPicked] = useState<Tab>();
  const [ticket, setTicket] = useState<string>();
  const citizenId = party === 'CALLER' ? people.callerId : people.subjectId;
  const usual: Tab = citizenId ? 'citizen' : 'trail';
  const tabs: Tab[] = mayAsk ? ['citizen', 'insurance', 'trail'] : ['citizen', 'trail'];
  const active = picked ?? usual;
  return (
    <div className="desktop-middle">
      <Tabs
        size="small"
        className="middle-tabs"
        activeKey={active}
        onChange={(key) => setPicked(key as Tab)}
        items={tabs.map((key) => ({ key, label: <span data-testid={`tab-${key}`}>{t(`middle.${key}`)}</span> }))}
        tabBarExtraContent={
          people.same || !people.subjectId ? undefined : (
            <Segmented<Party>
              size="small"
              value={party}
              onChange={setParty}
              options={(['SUBJECT', 'CALLER'] as const).map((value) => ({ value, label: <span data-testid={`show-${value}`}>{t(`party.${value}`)}</span> }))}
            />
          )
        }
      />
      <div className="middle-body" role="tabpanel" aria-label={t(`middle.${active}`)}>
        {active === 'trail' ? (
          <>
            <AttachedData contact={contact} />
            <TrailPanel contact={contact} />
          </>
        ) : !citizenId ? (
          <p className="quiet middle-empty">{t('middle.noPerson')}</p>
        ) : (
          <Suspense fallback={<Spin className="page-spin" />}>
            {active === 'citizen' ? (
              <CitizenPane key={citizenId} citizenId={citizenId} contactId={contact.id} onOpenTicket={setTicket} />
            ) : (
              <BusinessPane key={citizenId} citizenId={citizenId} contactId={contact.id} />
            )}
          </Suspense>
        )}
      </div>
      {ticket && (
        <Suspense fallback={null}>
          <TicketDrawer ticketId={ticket} belowCall onClose={() => setTicket(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
