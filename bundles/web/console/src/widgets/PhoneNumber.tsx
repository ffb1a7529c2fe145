// SPDX-License-Identifier: Apache-2.0
import { phoneGroups } from '../app/format';
import { useI18n } from '../i18n';

/** A number in readable groups; the gaps are space on the screen only, so that copied text holds digits alone. */
export function PhoneNumber({ number }: { number: string | null | undefined }) {
  const { t } = useI18n();
  const groups = phoneGroups(number);
  if (groups.length === 0) return <span className="phone">{t('call.anonymous')}</span>;
  return (
    <span className="phone">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
