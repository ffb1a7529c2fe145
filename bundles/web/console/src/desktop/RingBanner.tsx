// SPDX-License-Identifier: Apache-2.0
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useI18n } from '../i18n';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { phaseOf } from './model';
import { useDesktop } from './store';

/** On pages other than the desktop: a call rings, here is the way to it. */
export function RingBanner() {
  const { t } = useI18n();
  const contact = useDesktop((state) => state.contact);
  const navigate = useNavigate();
  if (!contact || phaseOf(contact) !== 'ringing') return null;
  return (
    <div className="ring-banner" role="alert" data-testid="ring-banner">
      <span>{t('call.ringing')}</span>
      <b data-testid="caller-number">
        <PhoneNumber number={contact.caller} />
      </b>
      <Button onClick={() => void navigate('/desktop')}>{t('call.toDesktop')}</Button>
    </div>
  );
}
