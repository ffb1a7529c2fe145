// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import type { Level } from '../api/operations';
import { useI18n } from '../i18n';

const COLOUR: Record<Level, string> = { OK: 'green', INFO: 'blue', WARN: 'orange', CRITICAL: 'red' };

/** How bad it is, in colour and in words. */
export function LevelTag({ level }: { level: Level }) {
  const { t } = useI18n();
  return (
    <Tag color={COLOUR[level]} className="level-tag" data-level={level}>
      {t(`level.${level}`)}
    </Tag>
  );
}
