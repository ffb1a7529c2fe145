// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import { useI18n } from '../i18n';
import type { Screen } from './access';
import { SCREEN_PARTS } from './screens';

/** The menu: only what the person may open, icon and word together. */
export function Rail({ screens, current }: { screens: Screen[]; current?: Screen }) {
  const { t } = useI18n();
  return (
    <nav className="rail" aria-label={t('app.navigation')}>
      {screens.map((screen) => (
        <Link
          key={screen}
          to={`/${screen}`}
          className="rail-item"
          data-testid={`menu-${screen}`}
          aria-current={screen === current ? 'page' : undefined}
        >
          <span className="rail-icon" aria-hidden>
            {SCREEN_PARTS[screen].icon}
          </span>
          <span>{t(`screen.${screen}`)}</span>
          <Badge screen={screen} />
        </Link>
      ))}
    </nav>
  );
}

function Badge({ screen }: { screen: Screen }) {
  const Part = SCREEN_PARTS[screen].badge;
  return Part ? <Part /> : null;
}
