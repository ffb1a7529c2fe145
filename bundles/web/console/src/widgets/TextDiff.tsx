// SPDX-License-Identifier: Apache-2.0
import { useI18n } from '../i18n';
import { diffLines, folded } from '../lines/diff';
import '../lines/lines.css';

const MARK = { added: '+ ', removed: '− ', same: '  ' };

/** What one text changes in another, line by line; long stretches that are the same are left out. */
export function TextDiff({ before, after, testId }: { before: string; after: string; testId: string }) {
  const { t } = useI18n();
  const all = diffLines(before.split('\n'), after.split('\n'));
  if (all.every((line) => line.kind === 'same')) return <p className="quiet">{t('flows.noDiff')}</p>;
  return (
    <div className="json diff" data-testid={testId}>
      {folded(all).map((line, i) =>
        typeof line === 'number' ? (
          <div key={i} className="diff-fold">
            {t('flows.leftOut', { n: line })}
          </div>
        ) : (
          <div key={i} className={`diff-${line.kind}`}>
            {MARK[line.kind]}
            {line.text}
          </div>
        ),
      )}
    </div>
  );
}
