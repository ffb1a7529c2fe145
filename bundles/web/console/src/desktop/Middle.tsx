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
const InsurancePane = lazy(() => import('../citizen/InsurancePane'));
const TicketDrawer = lazy(() => import('../tickets/TicketDrawer'));

type Tab = 'citizen' | 'insurance' | 'trail';

/** What is known: of the person, at the social insurance, of the way through the menu. */
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
  const pane = (Pane: typeof CitizenPane | typeof InsurancePane) =>
    citizenId ? (
      <Suspense fallback={<Spin className="page-spin" />}>
        <Pane key={citizenId} citizenId={citizenId} contactId={contact.id} {...(Pane === CitizenPane ? { onOpenTicket: setTicket } : {})} />
      </Suspense>
    ) : (
      <p className="quiet middle-empty">{t('middle.noPerson')}</p>
    );
  const items = [
    { key: 'citizen', label: <span data-testid="tab-citizen">{t('middle.citizen')}</span>, children: pane(CitizenPane) },
    ...(mayAsk
      ? [{ key: 'insurance', label: <span data-testid="tab-insurance">{t('middle.insurance')}</span>, children: pane(InsurancePane) }]
      : []),
    {
      key: 'trail',
      label: <span data-testid="tab-trail">{t('middle.trail')}</span>,
      children: (
        <div className="middle-trail">
          <AttachedData contact={contact} />
          <TrailPanel contact={contact} />
        </div>
      ),
    },
  ];
  return (
    <div className="desktop-middle">
      <Tabs
        size="small"
        className="middle-tabs"
        activeKey={picked ?? usual}
        onChange={(key) => setPicked(key as Tab)}
        items={items}
        destroyOnHidden
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
      {ticket && (
        <Suspense fallback={null}>
          <TicketDrawer ticketId={ticket} onClose={() => setTicket(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
