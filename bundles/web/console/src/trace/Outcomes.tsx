// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import dayjs from 'dayjs';
import type { StepOutcome } from '../api/routes';
import type { TraceStep } from '../api/types';
import { useI18n } from '../i18n';
import { partOf } from './sequence';

const COLOUR: Record<StepOutcome['result'], string> = { PENDING: 'blue', HANDLED: 'green', FAILED: 'orange', DEAD: 'red', BEHIND: 'red' };

/** What each consumer made of a message: when, how long it took, why it failed. */
export function Outcomes({ step }: { step: TraceStep }) {
  const { t, word } = useI18n();
  if (step.outcomes.length === 0) return <span className="quiet small">{t('trace.nobody')}</span>;
  return (
    <>
      {step.outcomes.map((outcome) => {
        const consumer = word('component', partOf(outcome.consumer));
        const took = outcome.micros ? ` ${shownMicros(outcome.micros)}` : '';
        const at = outcome.at ? dayjs(outcome.at).format('HH:mm:ss.SSS') : '';
        return (
          <Tag
            key={outcome.consumer}
            color={COLOUR[outcome.result]}
            title={[outcome.consumer, at, outcome.reason].filter(Boolean).join('\n')}
            data-testid={`outcome-${outcome.consumer}`}
            data-result={outcome.result}
          >
            {outcome.result === 'HANDLED' ? consumer : t(`trace.result.${outcome.result}`, { consumer })}
            {took && <span className="num">{took}</span>}
          </Tag>
        );
      })}
    </>
  );
}

/** 850 → "0.9 ms", 15200 → "15 ms", 2100000 → "2.1 s". */
export function shownMicros(micros: number): string {
  if (micros < 10_000) return `${(micros / 1000).toFixed(1)} ms`;
  if (micros < 1_000_000) return `${Math.round(micros / 1000)} ms`;
  return `${(micros / 1_000_000).toFixed(1)} s`;
}
