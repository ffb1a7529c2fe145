// SPDX-License-Identifier: Apache-2.0
import { secondsOf } from '../app/format';
import type { Translate } from '../i18n';

/** How long something took, as people say it: 45 s, 12 min, 3 h 20 min, 2 d 4 h. */
export function span(iso: string | undefined, t: Translate): string {
  const seconds = secondsOf(iso);
  if (seconds === undefined) return '';
  if (seconds < 60) return t('span.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('span.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('span.hours', { h: hours, m: minutes % 60 });
  return t('span.days', { d: Math.floor(hours / 24), h: hours % 24 });
}
