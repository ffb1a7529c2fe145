// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Citizen } from '../api/types';
import CitizenPane from '../citizen/CitizenPane';
import { FindCitizen } from '../citizen/FindCitizen';
import { useI18n } from '../i18n';
import TicketDrawer from '../tickets/TicketDrawer';

/** Citizens outside of a call, for those who may look without a proof: merging, correcting, history. */
export default function CitizensPage() {
  const { t } = useI18n();
  const [citizen, setCitizen] = useState<Citizen>();
  const [ticket, setTicket] = useState<string>();
  return (
    <div className="citizens-page">
      <section className="panel" aria-label={t('screen.citizens')}>
        <h2>{t('screen.citizens')}</h2>
        <FindCitizen onChoose={setCitizen} />
      </section>
      {citizen ? (
        <CitizenPane key={citizen.id} citizenId={citizen.id} onOpenTicket={setTicket} />
      ) : (
        <section className="panel">
          <p className="quiet">{t('find.start')}</p>
        </section>
      )}
      {ticket && <TicketDrawer ticketId={ticket} onClose={() => setTicket(undefined)} />}
    </div>
  );
}
