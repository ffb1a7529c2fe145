// SPDX-License-Identifier: Apache-2.0
import { LockOutlined, SafetyCertificateFilled, SafetyCertificateOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { Verification } from '../api/types';
import { secondsUntil, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useI18n } from '../i18n';
import { levelAt } from './people';

const ICON = { NONE: <LockOutlined />, BASIC: <SafetyCertificateOutlined />, STRONG: <SafetyCertificateFilled /> };

/** How sure the hub is of somebody, by what means, and how long that holds. */
export function LevelTag({ proof, testId }: { proof?: Verification; testId?: string }) {
  const { t, word } = useI18n();
  const second = useSecond();
  const level = levelAt(proof, second);
  const held = proof && level !== 'NONE' ? proof : undefined;
  return (
    <Tooltip title={held ? t('verify.by', { method: word('verifyMethod', held.method) }) : t('verify.noneHint')}>
      <span className={`level level-${level}`} data-testid={testId} data-level={level} role="status">
        {ICON[level]}
        {t(`level.${level}`)}
        {held && <small>{word('verifyMethodShort', held.method)}</small>}
        {held && (
          <time aria-label={t('verify.left')}>{duration(secondsUntil(held.expires, second))}</time>
        )}
      </span>
    </Tooltip>
  );
}
