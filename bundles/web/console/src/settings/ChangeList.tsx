// SPDX-License-Identifier: Apache-2.0
import type { SettingsChange } from '../api/settings';
import { useI18n } from '../i18n';

/** Keys with their value before and after. */
export function ChangeList({ changes }: { changes: SettingsChange[] }) {
  const { t } = useI18n();
  const text = (values?: string[]) => (values ? values.join(', ') || t('settings.empty') : t('settings.default'));
  return (
    <ul className="settings-changes">
      {changes.map(({ key, before, after }) => (
        <li key={key}>
          <code>{key}</code> <del>{text(before)}</del> → <ins>{text(after)}</ins>
        </li>
      ))}
    </ul>
  );
}
