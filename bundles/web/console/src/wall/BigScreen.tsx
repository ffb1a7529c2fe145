// SPDX-License-Identifier: Apache-2.0
import { ConfigProvider } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { WallView } from '../api/wall';
import { useSecond } from '../app/clock';
import { useI18n } from '../i18n';
import type { Names } from '../pages/WallPage';
import { antTheme, applyPalette } from '../theme';
import { groupSeats, rowsOf } from './model';
import { RowTable } from './RowTable';
import { SeatPlan } from './SeatPlan';
import { Tiles } from './Tiles';

interface BigScreenProps {
  wall: WallView;
  names: Names;
  onClose(): void;
}

/** For the large display of the room: dark, large, nothing to press; Escape or the button leads back. */
export function BigScreen({ wall, names, onClose }: BigScreenProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  useFullScreen(frame, onClose);
  return createPortal(
    <ConfigProvider theme={antTheme('dark')}>
      <div className="wall-screen" ref={frame} role="dialog" aria-label={t('wall.big')} data-testid="wall-screen" tabIndex={-1}>
        <header>
          <h1>{t('app.full')}</h1>
          <Time />
          <button type="button" className="wall-leave" onClick={onClose}>
            {t('wall.leave')}
          </button>
        </header>
        <Tiles wall={wall} big />
        <div className="wall-screen-parts">
          <RowTable title={t('wall.by.skills')} rows={rowsOf(wall, 'skills')} wall={wall} label={(row) => names.skill(row.key)} />
          <SeatPlan
            groups={groupSeats(wall.seats.filter((seat) => seat.state !== 'LOGGED_OUT'), 'skill')}
            label={(group) => (group.key === '' ? t('wall.noGroup') : names.skill(group.key))}
          />
        </div>
      </div>
    </ConfigProvider>,
    document.body,
  );
}

function Time() {
  useSecond();
  return <time className="num">{dayjs().format('YYYY-MM-DD HH:mm:ss')}</time>;
}

/** Where the browser refuses the whole screen, the page alone is filled. */
function useFullScreen(frame: RefObject<HTMLDivElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = frame.current;
    if (element) {
      applyPalette('dark', element);
      element.focus();
      void element.requestFullscreen?.().catch(() => {});
    }
    const left = () => !document.fullscreenElement && close.current();
    const key = (event: KeyboardEvent) => event.key === 'Escape' && close.current();
    document.addEventListener('fullscreenchange', left);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      document.removeEventListener('keydown', key);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    };
  }, [frame]);
}
