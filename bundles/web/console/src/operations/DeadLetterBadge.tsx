// SPDX-License-Identifier: Apache-2.0
import { deadLetters } from '../api/operations';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

const REFRESH_MS = 30_000;

/** How many messages could not be handled, in the menu; nothing while all is well. */
export function DeadLetterBadge() {
  const { t } = useI18n();
  const { data } = useLoad((signal) => deadLetters.count(signal), 'dead-letters', REFRESH_MS);
  if (!data?.failed) return null;
  return (
    <span className="rail-badge" role="status" aria-label={t('dead.badge', { n: data.failed })} data-testid="dead-letter-badge">
      {data.failed > 99 ? '99+' : data.failed}
    </span>
  );
}
