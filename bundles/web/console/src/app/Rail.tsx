// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import { useI18n } from '../i18n';
import { GROUPS, areMany, isIn, type Screen } from './access';
import { SCREEN_PARTS } from './screens';

/** The menu: only what the person may open, icon and word together. */
export function Rail({ screens, current }: { screens: Screen[]; current?: Screen }) {
  const { t } = useI18n();
  const groups = GROUPS.map((group) => ({ group, own: screens.filter((screen) => isIn(group, screen)) })).filter(({ own }) => own.length > 0);
  const list = areMany(screens);
  return (
    <nav className={list ? 'rail rail-list' : 'rail'} aria-label={t('app.navigation')}>
      {groups.map(({ group, own }) => (
        <div key={group} role="group" aria-label={t(`menu.${group}`)} className="rail-group">
          {list && (
            <span className="rail-heading" aria-hidden>
              {t(`menu.${group}`)}
            </span>
          )}
          {own.map((screen) => (
            <Item key={screen} screen={screen} current={screen === current} />
          ))}
        </div>
      ))}
    </nav>
  );
}

function Item({ screen, current }: { screen: Screen; current: boolean }) {
  const { t } = useI18n();
  return (
    <Link to={`/${screen}`} className="rail-item" data-testid={`menu-${screen}`} aria-current={current ? 'page' : undefined}>
      <span className="rail-icon" aria-hidden>
        {SCREEN_PARTS[screen].icon}
      </span>
      <span>{t(`screen.${screen}`)}</span>
      <Badge screen={screen} />
    </Link>
  );
}

function Badge({ screen }: { screen: Screen }) {
  const Part = SCREEN_PARTS[screen].badge;
  return Part ? <Part /> : null;
}
