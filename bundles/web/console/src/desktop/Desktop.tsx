// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useI18n } from '../i18n';
import { ContactList } from '../widgets/ContactList';
import { CallerCard } from './CallerCard';
import { CallStrip } from './CallStrip';
import { useDrafts } from './drafts';
import { Middle } from './Middle';
import { Right } from './Right';
import { useDesktop } from './store';

/**
 * The agent's screen. The places never move: the call on top, who calls on the left, what is known in the middle, what
 * is written on the right. Without a call the left and the middle show the contacts of the day.
 */
export function Desktop() {
  const { t, describe } = useI18n();
  const contact = useDesktop((state) => state.contact);
  const loaded = useDesktop((state) => state.loaded);
  const noAgent = useDesktop((state) => state.noAgent);
  const loadError = useDesktop((state) => state.loadError);
  const reload = useDesktop((state) => state.reload);
  const drafts = useDrafts((state) => state.drafts);
  const contactId = contact?.id;
  const [chosen, setChosen] = useState<string>();

  // A new contact in hand brings its own wrap-up; what was typed for another one stays as a draft.
  useEffect(() => {
    if (contactId) setChosen(undefined);
  }, [contactId]);

  if (noAgent) {
    return <Alert className="page-alert" type="info" showIcon title={t('agent.none')} description={t('agent.noneHint')} />;
  }
  if (!loaded) {
    return loadError === undefined ? (
      <Skeleton className="page-alert" active paragraph={{ rows: 8 }} />
    ) : (
      <Alert
        className="page-alert"
        type="error"
        showIcon
        title={t('common.loadFailed')}
        description={describe(loadError)}
        action={<Button onClick={() => void reload()}>{t('common.retry')}</Button>}
      />
    );
  }

  const target = chosen && drafts[chosen] ? chosen : contactId;
  return (
    <div className="desktop">
      <CallStrip />
      {contact ? (
        <>
          <CallerCard contact={contact} />
          <Middle key={contact.id} contact={contact} />
        </>
      ) : (
        <section className="panel desktop-idle" aria-label={t('contact.today')}>
          <ContactList scope="mine" title={t('contact.today')} compact />
        </section>
      )}
      <Right contact={contact} targetId={target} onChoose={setChosen} />
    </div>
  );
}
