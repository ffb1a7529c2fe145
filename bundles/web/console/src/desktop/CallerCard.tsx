// SPDX-License-Identifier: Apache-2.0
import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { Contact } from '../api/types';
import { useContactVerification } from '../citizen/verifications';
import { useI18n } from '../i18n';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { regionName } from '../widgets/region';
import { People } from './People';

/** The number, and who it may belong to. */
export function CallerCard({ contact }: { contact: Contact }) {
  const { t, language } = useI18n();
  const { message } = App.useApp();
  useContactVerification(contact);
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
            <span className="quiet small">{regionName(contact.region, language)}</span>
          </dd>
        </div>
        <div>
          <dt>{t('caller.called')}</dt>
          <dd>{contact.called ?? '–'}</dd>
        </div>
      </dl>
      <People key={contact.id} contact={contact} />
    </section>
  );
}
