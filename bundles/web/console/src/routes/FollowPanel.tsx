// SPDX-License-Identifier: Apache-2.0
import { CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Matter } from '../api/types';
import type { Loaded } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ContentDrawer } from '../trace/ContentDrawer';
import { Outcomes } from '../trace/Outcomes';
import { offset, sequenceOf } from '../trace/sequence';
import { useNames } from './names';

interface FollowPanelProps {
  matter: Loaded<Matter | undefined>;
  /** The message at hand. */
  chosen?: string;
  onChoose(messageId: string): void;
  onClose(): void;
}

/** The messages of one matter beside the map: arrow keys go from one to the next, Enter shows what it says. */
export function FollowPanel({ matter, chosen, onChoose, onClose }: FollowPanelProps) {
  const { t, describe } = useI18n();
  const names = useNames();
  const list = useRef<HTMLOListElement>(null);
  const prefix = useId();
  const [shown, setShown] = useState<string>();
  const { data, failure } = matter;
  const lines = sequenceOf(data?.steps ?? []);
  const place = lines.findIndex((line) => line.step.id === chosen);
  const atHand = lines[place]?.step;

  const go = (to: number) => {
    const line = lines[Math.max(0, Math.min(to, lines.length - 1))];
    if (!line) return;
    onChoose(line.step.id);
    list.current?.querySelector(`[data-step="${line.step.id}"]`)?.scrollIntoView?.({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to: Record<string, number> = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: lines.length - 1 };
    const next = to[event.key];
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' && atHand?.content) setShown(atHand.id);
    else return;
    event.preventDefault();
  };

  return (
    <aside className="routes-follow" aria-label={t('routes.following')} data-testid="route-follow">
      <header>
        <h3>{t('routes.following')}</h3>
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('routes.unfollow')} data-testid="route-unfollow" onClick={onClose} />
      </header>
      {failure !== undefined && <Alert type="error" showIcon role="alert" title={describe(failure)} />}
      {!data && failure === undefined && <Skeleton active />}
      {data && (
        <>
          <p className="quiet small">
            {t('trace.summary', { n: lines.length, correlation: data.correlation })}
            {data.completeSince && ` ${t('routes.completeSince', { at: dayjs(data.completeSince).format('HH:mm:ss') })}`}
          </p>
          <ol
            ref={list}
            role="listbox"
            tabIndex={0}
            aria-label={t('routes.steps')}
            aria-activedescendant={place >= 0 ? `${prefix}${place}` : undefined}
            data-testid="route-steps"
            onKeyDown={onKeyDown}
          >
            {lines.map((line, index) => (
              <li
                key={line.step.id}
                id={`${prefix}${index}`}
                role="option"
                aria-selected={index === place}
                className={line.dead ? 'trace-dead' : undefined}
                data-step={line.step.id}
                data-testid="route-step"
                data-type={line.type}
                data-durable={line.step.durable}
                onClick={() => onChoose(line.step.id)}
                onDoubleClick={() => line.step.content && setShown(line.step.id)}
              >
                <span className="num quiet small" title={dayjs(line.step.at).format('YYYY-MM-DD HH:mm:ss.SSS')}>
                  {offset(line.after)}
                </span>
                <span>
                  <b className={line.step.durable ? undefined : 'routes-light'}>{names.message(line.type)}</b>
                  <span className="small quiet"> {names.bundle(line.step.source)} → </span>
                  <Outcomes step={line.step} />
                </span>
              </li>
            ))}
          </ol>
          <Button disabled={!atHand?.content} data-testid="route-content" onClick={() => setShown(chosen)}>
            {t('trace.content')}
          </Button>
        </>
      )}
      {shown && <ContentDrawer id={shown} onClose={() => setShown(undefined)} />}
    </aside>
  );
}
