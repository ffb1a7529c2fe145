// SPDX-License-Identifier: Apache-2.0
import { Empty } from 'antd';
import { memo, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { SeatView } from '../api/wall';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useI18n } from '../i18n';
import { stateColour } from '../theme';
import { moveFrom, type SeatGroup } from './model';

const WIDTH = 112;
const HEIGHT = 62;
const GAP = 8;
/** Before the width is known, and where nothing can be measured. */
const USUAL_COLUMNS = 8;

interface SeatPlanProps {
  groups: SeatGroup[];
  label(group: SeatGroup): string;
  /** Without it the picture is only looked at. */
  onOpen?(seat: SeatView): void;
}

/** The floor as a picture: seats by group, in the colours of their states. Arrow keys walk, Enter opens. */
export function SeatPlan({ groups, label, onOpen }: SeatPlanProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const columns = useColumns(frame);
  const [chosen, setChosen] = useState<string>();
  const all = groups.flatMap((group) => group.seats);
  const entry = all.some((seat) => seat.agentId === chosen) ? chosen : all[0]?.agentId;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveFrom(groups, entry, event.key, columns);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    frame.current?.querySelector<SVGElement>(`[data-seat="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    <div className="seats" ref={frame} onKeyDown={onKeyDown} data-testid="seat-plan" role="group" aria-label={t('wall.seats')}>
      {all.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('wall.noSeats')} />}
      {groups.map((group) => (
        <section key={group.key} aria-label={label(group)}>
          <h3>
            {label(group)} <small className="quiet">{t('wall.seatCount', { n: group.seats.length })}</small>
          </h3>
          <svg
            width={columns * (WIDTH + GAP)}
            height={Math.ceil(group.seats.length / columns) * (HEIGHT + GAP)}
          >
            {group.seats.map((seat, index) => (
              <Seat
                key={seat.agentId}
                seat={seat}
                x={(index % columns) * (WIDTH + GAP)}
                y={Math.floor(index / columns) * (HEIGHT + GAP)}
                entry={seat.agentId === entry}
                onOpen={onOpen}
                onChoose={setChosen}
              />
            ))}
          </svg>
        </section>
      ))}
    </div>
  );
}

function useColumns(frame: RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(USUAL_COLUMNS);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      if (element.clientWidth > 0) setColumns(Math.max(1, Math.floor((element.clientWidth + GAP) / (WIDTH + GAP))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return columns;
}

interface SeatProps {
  seat: SeatView;
  x: number;
  y: number;
  /** The one seat that the Tab key reaches; the others are reached by arrows. */
  entry: boolean;
  onOpen?(seat: SeatView): void;
  onChoose(agentId: string): void;
}

const Seat = memo(function Seat({ seat, x, y, entry, onOpen, onChoose }: SeatProps) {
  const { t } = useI18n();
  return (
    <g
      className={seat.state === 'LOGGED_OUT' ? 'seat seat-out' : 'seat'}
      transform={`translate(${x} ${y})`}
      role={onOpen ? 'button' : 'img'}
      tabIndex={onOpen && (entry ? 0 : -1)}
      data-seat={seat.agentId}
      data-testid={`seat-${seat.number}`}
      data-state={seat.state}
      aria-label={t('wall.seatLabel', { number: seat.number, name: seat.name, state: t(`state.${seat.state}`) })}
      onClick={() => onOpen?.(seat)}
      onFocus={() => onChoose(seat.agentId)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen?.(seat);
      }}
    >
      <rect x={1} y={1} width={WIDTH - 2} height={HEIGHT - 2} rx={6} style={{ fill: stateColour(seat.state) }} />
      <text x={9} y={20} className="seat-number">
        {seat.number}
      </text>
      <text x={WIDTH - 9} y={20} textAnchor="end">
        {seat.name.length > 5 ? `${seat.name.slice(0, 4)}…` : seat.name}
      </text>
      <text x={9} y={40} className="seat-state">
        {t(`state.${seat.state}`)}
      </text>
      {seat.state !== 'LOGGED_OUT' && (
        <text x={9} y={55} className="seat-clock num">
          <Clock since={seat.since} />
        </text>
      )}
    </g>
  );
});

function Clock({ since }: { since: string }) {
  return <>{duration(secondsSince(since, useSecond()))}</>;
}
