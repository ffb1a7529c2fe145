// SPDX-License-Identifier: Apache-2.0
import { EditOutlined, EyeInvisibleOutlined, EyeOutlined, MergeCellsOutlined } from '@ant-design/icons';
import { Alert, App, Button, Space, Tooltip } from 'antd';
import { useState } from 'react';
import type { Citizen, RevealedCitizen } from '../api/types';
import { may } from '../app/access';
import { day } from '../app/format';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';
import { CategoryTags } from './CategoryTags';
import { CitizenEdit } from './CitizenEdit';
import { MergeForm } from './MergeForm';
import { ReasonForm } from './ReasonForm';
import { useRevealed } from './revealed';

interface CitizenCardProps {
  citizen: Citizen;
  contactId?: string;
  /** Name and numbers may be shown in the clear. */
  known: boolean;
  onChanged(): void;
}

type Mode = 'reveal' | 'edit' | 'merge';

export function CitizenCard({ citizen, contactId, known, onChanged }: CitizenCardProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const person = useRevealed((state) => state.known[citizen.id]?.person);
  const { reveal, hide } = useRevealed.getState();
  const session = useSession((state) => state.session);
  const [mode, setMode] = useState<Mode>();
  const close = () => setMode(undefined);
  const shown = known ? person : undefined;
  const blacklisted = citizen.categories.some((category) => /黑名单|blacklist/i.test(category));
  return (
    <section className="panel citizen-card" aria-label={t('citizen.card')} data-testid="citizen-card">
      <header className="citizen-head">
        <b data-testid="citizen-shown-name">{shown?.name ?? citizen.name}</b>
        <span className="quiet">{t(`caller.${citizen.kind}`)}</span>
        <CategoryTags categories={citizen.categories} />
      </header>
      {blacklisted && <Alert type="warning" showIcon title={t('citizen.blacklisted')} />}
      <Facts citizen={citizen} person={shown} />
      <Space size={6} wrap>
        {shown ? (
          <Button size="small" icon={<EyeInvisibleOutlined />} data-testid="citizen-hide" onClick={() => hide(citizen.id)}>
            {t('citizen.hide')}
          </Button>
        ) : (
          <Tooltip title={known ? t('citizen.revealHint') : t('citizen.revealDenied')}>
            <Button size="small" icon={<EyeOutlined />} disabled={!known} data-testid="citizen-reveal" onClick={() => setMode('reveal')}>
              {t('citizen.reveal')}
            </Button>
          </Tooltip>
        )}
        {may(session, 'citizen:write') && (
          <Button size="small" icon={<EditOutlined />} data-testid="citizen-edit" onClick={() => setMode('edit')}>
            {t('common.edit')}
          </Button>
        )}
        {may(session, 'citizen:merge') && (
          <Button size="small" icon={<MergeCellsOutlined />} data-testid="citizen-merge" onClick={() => setMode('merge')}>
            {t('citizen.merge')}
          </Button>
        )}
      </Space>
      {mode === 'reveal' && (
        <ReasonForm
          title={t('citizen.revealWhy')}
          usual={[t('citizen.why.business'), t('citizen.why.ticket'), t('citizen.why.callBack')]}
          submit={t('citizen.reveal')}
          testId="reveal"
          onCancel={close}
          onSubmit={async (reason) => {
            await reveal(citizen.id, reason, contactId);
            close();
          }}
        />
      )}
      {mode === 'merge' && (
        <MergeForm
          citizen={citizen}
          onClose={() => {
            close();
            onChanged();
          }}
        />
      )}
      <CitizenEdit
        open={mode === 'edit'}
        citizen={citizen}
        person={shown}
        onClose={close}
        onSaved={() => {
          close();
          hide(citizen.id);
          void message.success(t('common.saved'));
          onChanged();
        }}
      />
    </section>
  );
}

function Facts({ citizen, person }: { citizen: Citizen; person?: RevealedCitizen }) {
  const { t } = useI18n();
  const identity = person?.identity ?? (citizen.identity ? t('citizen.identityKnown') : t('citizen.identityNone'));
  const kind = person?.identityKind ?? citizen.identity ?? (citizen.kind === 'PERSON' ? 'RESIDENT_IDENTITY' : 'CREDIT_CODE');
  return (
    <dl className="facts">
      <div>
        <dt>{t('citizen.phones')}</dt>
        <dd className="num" data-testid="citizen-phones">{(person?.phones ?? citizen.phones).join(t('common.comma')) || '–'}</dd>
      </div>
      <div>
        <dt>{t(`identityKind.${kind}`)}</dt>
        <dd className={person?.identity ? 'num' : 'quiet'} data-testid="citizen-identity-shown">{identity}</dd>
      </div>
      <div>
        <dt>{t('citizen.contacts')}</dt>
        <dd>
          {t('caller.contactCount', { n: citizen.contactCount })}
          {citizen.lastContactAt && ` · ${t('caller.lastContact', { at: day(citizen.lastContactAt) })}`}
          {citizen.mergedFrom.length > 0 && ` · ${t('citizen.mergedFrom', { n: citizen.mergedFrom.length })}`}
        </dd>
      </div>
      {citizen.note && (
        <div>
          <dt>{t('caller.newNote')}</dt>
          <dd>{citizen.note}</dd>
        </div>
      )}
    </dl>
  );
}
