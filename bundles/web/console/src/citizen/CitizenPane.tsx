// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Skeleton } from 'antd';
import { useSecond } from '../app/clock';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { CitizenCard } from './CitizenCard';
import { levelAt, reaches } from './people';
import { Timeline } from './Timeline';
import { useCitizen, useProof } from './useCitizen';
import { may } from '../app/access';
import { useSession } from '../app/session';

interface CitizenPaneProps {
  citizenId: string;
  /** For whom a contact vouches; without one only those may look who may do so without a proof. */
  contactId?: string;
  onOpenTicket?(ticket: string): void;
}

/** A citizen: the card, and below it what happened so far once it may be seen. */
export default function CitizenPane({ citizenId, contactId, onOpenTicket }: CitizenPaneProps) {
  const { t, describe } = useI18n();
  const { data: citizen, failure, reload } = useCitizen(citizenId);
  const proof = useProof(contactId ? citizenId : undefined);
  const second = useSecond();
  const mayReveal = useSession((state) => may(state.session, 'citizen:reveal'));
  useLive('gap', reload);
  const known = mayReveal || reaches(levelAt(proof, second), 'BASIC');
  if (failure !== undefined && !citizen) {
    return <Alert type="error" showIcon title={describe(failure)} action={<Button onClick={reload}>{t('common.retry')}</Button>} />;
  }
  if (!citizen) return <Skeleton active paragraph={{ rows: 5 }} />;
  return (
    <div className="citizen-pane" data-testid="citizen-pane">
      <CitizenCard key={citizen.id} citizen={citizen} contactId={contactId} known={known} onChanged={reload} />
      <Timeline
        key={`${citizen.id} ${citizen.mergedFrom.join()}`}
        citizenId={citizen.id}
        contactId={contactId}
        known={known}
        onOpenTicket={onOpenTicket}
        onChanged={reload}
      />
    </div>
  );
}
