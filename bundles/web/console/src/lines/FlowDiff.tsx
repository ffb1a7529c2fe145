// SPDX-License-Identifier: Apache-2.0
import { Skeleton } from 'antd';
import { hub } from '../api/hub';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { diffLines, folded } from './diff';
import './lines.css';

const linesOf = (version: unknown) => JSON.stringify(version, null, 2).split('\n');

/** What one version of a flow changes in another. */
export function FlowDiff({ flow, from, to }: { flow: string; from: number; to: number }) {
  const { t, describe } = useI18n();
  const { data, failure } = useLoad(
    (signal) => Promise.all([hub.flow(flow, from, signal), hub.flow(flow, to, signal)]),
    `${flow}/${from}/${to}`,
  );
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (data === undefined) return <Skeleton active />;
  const [before, after] = data;
  const all = diffLines(linesOf(before), linesOf(after));
  if (all.every((line) => line.kind === 'same')) return <p className="quiet">{t('flows.noDiff')}</p>;
  const mark = { added: '+ ', removed: '− ', same: '  ' };
  return (
    <div className="json diff" data-testid="flow-diff">
      {folded(all).map((line, i) =>
        typeof line === 'number' ? (
          <div key={i} className="diff-fold">
            {t('flows.leftOut', { n: line })}
          </div>
        ) : (
          <div key={i} className={`diff-${line.kind}`}>
            {mark[line.kind]}
            {line.text}
          </div>
        ),
      )}
    </div>
  );
}
