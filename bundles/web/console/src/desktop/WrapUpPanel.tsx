// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import type { Contact } from '../api/types';
import { time } from '../app/format';
import { useI18n } from '../i18n';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { useDrafts, type Draft } from './drafts';
import { WrapUpForm, type WrapUpSubject } from './WrapUpForm';

interface WrapUpPanelProps {
  contact?: Contact;
  /** The contact whose wrap-up is open: the one in hand or one with a draft. */
  targetId?: string;
  onChoose(contactId: string | undefined): void;
}

export function WrapUpPanel({ contact, targetId, onChoose }: WrapUpPanelProps) {
  const { t } = useI18n();
  const drafts = useDrafts((state) => state.drafts);
  const others = Object.values(drafts)
    .filter((draft) => draft.contactId !== contact?.id)
    .sort((a, b) => b.editedAt - a.editedAt);
  const subject = subjectOf(targetId, contact, drafts);
  return (
    <section className="panel wrapup" aria-label={t('wrapup.title')}>
      <h2>
        {t('wrapup.title')}
        {subject && (
          <small className="quiet">
            <PhoneNumber number={subject.caller} /> · {time(subject.offeredAt)}
          </small>
        )}
      </h2>
      {subject ? (
        <WrapUpForm key={subject.contactId} subject={subject} onSaved={() => onChoose(undefined)} />
      ) : (
        <p className="quiet wrapup-idle">{t('wrapup.idle')}</p>
      )}
      {others.length > 0 && (
        <PendingDrafts drafts={others} contact={contact} targetId={targetId} onChoose={onChoose} />
      )}
    </section>
  );
}

function subjectOf(
  targetId: string | undefined,
  contact: Contact | undefined,
  drafts: Record<string, Draft>,
): WrapUpSubject | undefined {
  if (!targetId) return undefined;
  if (contact?.id === targetId) {
    const { id, caller, offeredAt, wrapUp } = contact;
    return { contactId: id, caller: caller ?? '', offeredAt, saved: wrapUp ?? undefined };
  }
  const draft = drafts[targetId];
  return draft && { contactId: draft.contactId, caller: draft.caller, offeredAt: draft.offeredAt };
}

interface PendingDraftsProps extends WrapUpPanelProps {
  drafts: Draft[];
}

function PendingDrafts({ drafts, contact, targetId, onChoose }: PendingDraftsProps) {
  const { t } = useI18n();
  const discard = useDrafts((state) => state.discard);
  return (
    <div className="pending" data-testid="pending-drafts" aria-label={t('wrapup.pending')} role="group">
      <h3>
        {t('wrapup.pending')}
        <small className="quiet">{t('wrapup.pendingCount', { n: drafts.length })}</small>
      </h3>
      <ul>
        {contact && targetId !== contact.id && (
          <li>
            <Button size="small" onClick={() => onChoose(undefined)}>
              {t('wrapup.current')} <PhoneNumber number={contact.caller} />
            </Button>
          </li>
        )}
        {drafts.map((draft) => (
          <li key={draft.contactId}>
            <Button
              size="small"
              type={draft.contactId === targetId ? 'primary' : 'default'}
              data-testid={`draft-${draft.contactId}`}
              onClick={() => onChoose(draft.contactId)}
            >
              <PhoneNumber number={draft.caller} /> · {time(draft.offeredAt)}
            </Button>
            <Popconfirm title={t('wrapup.discardHint')} onConfirm={() => discard(draft.contactId)}>
              <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('wrapup.discard')} />
            </Popconfirm>
          </li>
        ))}
      </ul>
    </div>
  );
}
