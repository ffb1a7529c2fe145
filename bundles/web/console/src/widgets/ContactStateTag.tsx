// SPDX-License-Identifier: Apache-2.0
import type { ContactState } from '../api/types';
import { useI18n } from '../i18n';

const TONE: Record<ContactState, string> = {
  OFFERED: 'out',
  SELF_SERVICE: 'out',
  QUEUED: 'ringing',
  RESERVED: 'ringing',
  ACTIVE: 'talking',
  AFTER_CONTACT_WORK: 'after',
  CLOSED: 'quiet',
};

export function ContactStateTag({ state }: { state: ContactState }) {
  const { word } = useI18n();
  return (
    <span className="dot-tag">
      <i style={{ background: `var(--sn-${TONE[state] ?? 'quiet'})` }} aria-hidden />
      {word('contactState', state)}
    </span>
  );
}
