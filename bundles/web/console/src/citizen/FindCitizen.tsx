// SPDX-License-Identifier: Apache-2.0
import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { citizens } from '../api/matter';
import type { Citizen } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { CategoryTags } from './CategoryTags';

interface FindCitizenProps {
  onChoose(citizen: Citizen): void;
  onCancel?(): void;
  /** Not offered: the one whom another one is looked for. */
  except?: string;
}

/** By the whole name, the whole identity number or a telephone number; the hub keeps no other way on purpose. */
export function FindCitizen({ onChoose, onCancel, except }: FindCitizenProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Citizen[]>();
  const [busy, run] = useAction();
  const search = () => {
    const typed = text.normalize('NFKC').trim();
    if (!typed) return;
    void run(async () => {
      const hits = isPhone(typed) ? await citizens.byNumber(typed) : await citizens.search(typed);
      setFound(hits.filter((each) => each.id !== except));
    });
  };
  return (
    <div className="find-citizen" data-testid="find-citizen" onKeyDown={(event) => event.key === 'Escape' && onCancel?.()}>
      <h3>{t('find.title')}</h3>
      <Space.Compact block>
        <Input
          autoFocus
          maxLength={60}
          value={text}
          placeholder={t('find.hint')}
          aria-label={t('find.hint')}
          data-testid="find-text"
          onChange={(event) => setText(event.target.value)}
          onPressEnter={search}
        />
        <Button type="primary" icon={<SearchOutlined />} loading={busy} aria-label={t('common.search')} data-testid="find-go" onClick={search} />
      </Space.Compact>
      <ul className="panel-body">
        {found?.map((citizen) => (
          <li key={citizen.id}>
            <button type="button" className="candidate" data-testid={`found-${citizen.id}`} onClick={() => onChoose(citizen)}>
              <span className="candidate-name">
                <b>{citizen.name}</b>
                <span className="quiet">{t(`caller.${citizen.kind}`)}</span>
                <CategoryTags categories={citizen.categories} />
              </span>
              <span className="quiet small">{citizen.phones.join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {found?.length === 0 && <p className="quiet">{t('find.none')}</p>}
      {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
    </div>
  );
}

/** A telephone number has 5 to 16 digits; an identity number has 18 characters. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s-]{5,20}$/.test(text) && text.replace(/\D/g, '').length <= 16;
}
