// SPDX-License-Identifier: Apache-2.0
import { Button } from 'antd';
import { useState } from 'react';
import { notices } from '../api/matter';
import type { Notice, Ticket } from '../api/types';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { NoticeLine } from './NoticeLine';

/** What the citizen was told, and whether it arrived. */
export function TicketNotices({ ticket }: { ticket: Ticket }) {
  const { t, describe } = useI18n();
  const allowed = useSession((state) => may(state.session, 'notice:read'));
  const loaded = useLoad<Notice[]>(
    (signal) => (allowed ? notices.list({ reference: ticket.id, limit: 20 }, signal).then((page) => page.items) : Promise.resolve([])),
    `notices of ${ticket.id} ${ticket.notices.join()}`,
  );
  const [fresh, setFresh] = useState<Record<string, Notice>>({});
  useLive<Notice>('notice.changed', (notice) => {
    if (notice?.reference === ticket.id) setFresh((now) => ({ ...now, [notice.id]: notice }));
  });
  useLive('gap', () => {
    setFresh({});
    loaded.reload();
  });
  const listed = loaded.data ?? [];
  const items = [...Object.values(fresh).filter((notice) => !listed.some((each) => each.id === notice.id)), ...listed];
  if (!allowed || (items.length === 0 && loaded.failure === undefined)) return null;
  return (
    <section aria-label={t('ticket.notices')} data-testid="ticket-notices">
      <h3>{t('ticket.notices')}</h3>
      {loaded.failure !== undefined && (
        <p role="alert">
          {describe(loaded.failure)}{' '}
          <Button size="small" onClick={loaded.reload}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      {items.map((notice) => (
        <NoticeLine key={notice.id} notice={fresh[notice.id] ?? notice} onChanged={(changed) => setFresh((now) => ({ ...now, [changed.id]: changed }))} />
      ))}
    </section>
  );
}
