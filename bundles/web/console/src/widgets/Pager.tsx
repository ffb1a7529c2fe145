// SPDX-License-Identifier: Apache-2.0
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useI18n } from '../i18n';
import type { Pages } from './usePages';

export function Pager<T>({ pages }: { pages: Pages<T> }) {
  const { t } = useI18n();
  const { page, total, previous, next } = pages;
  return (
    <nav className="pager" aria-label={t('common.pageOf', { page })}>
      <span className="quiet small">{typeof total === 'number' ? t('common.total', { total }) : ''}</span>
      <Button size="small" icon={<LeftOutlined />} disabled={!previous} onClick={previous} aria-label={t('common.previous')} />
      <span className="small">{t('common.pageOf', { page })}</span>
      <Button size="small" icon={<RightOutlined />} disabled={!next} onClick={next} aria-label={t('common.next')} />
    </nav>
  );
}
