// SPDX-License-Identifier: Apache-2.0
import { Tooltip } from 'antd';
import type { WallView } from '../api/wall';
import { useI18n } from '../i18n';
import { FIGURE_GROUPS, levelOf, MAIN_FIGURES, nameOf, shown, type FigureId } from './model';

/** The figures that matter most, large and in the colours of their thresholds; the others by period. */
export function Tiles({ wall, big }: { wall: WallView; big?: boolean }) {
  const { t } = useI18n();
  return (
    <div className="tiles" data-testid="wall-figures">
      <div className="tiles-main">
        {MAIN_FIGURES.map((figure) => (
          <Tile key={figure} figure={figure} wall={wall} large />
        ))}
      </div>
      {!big && (
        <div className="tiles-groups">
          {(Object.keys(FIGURE_GROUPS) as (keyof typeof FIGURE_GROUPS)[]).map((group) => (
            <section key={group} aria-label={t(`wall.group.${group}`)}>
              <h3>{t(`wall.group.${group}`)}</h3>
              <div className="tiles-small">
                {FIGURE_GROUPS[group].map((figure) => (
                  <Tile key={figure} figure={figure} wall={wall} />
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
    </div>
  );
}

interface TileProps {
  figure: FigureId;
  wall: WallView;
  large?: boolean;
}

/** The level stands beside the colour in words, for those who do not see it. */
function Tile({ figure, wall, large }: TileProps) {
  const { t } = useI18n();
  const level = levelOf(figure, wall.figures, wall.thresholds);
  const bad = level === 'warn' || level === 'alarm' ? t(`wall.level.${level}`) : undefined;
  return (
    <Tooltip title={t(`metric.${figure}.help`, { seconds: wall.targetSeconds })}>
      <dl className={`tile ${large ? 'tile-large' : ''} ${level ? `tile-${level}` : ''}`} data-testid={`figure-${figure}`} data-level={level}>
        <dt>{t(nameOf(figure))}</dt>
        <dd className="num">
          {shown(figure, wall.figures)}
          {bad && <small> {bad}</small>}
        </dd>
      </dl>
    </Tooltip>
  );
}
