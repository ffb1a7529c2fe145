// SPDX-License-Identifier: Apache-2.0
import { LockOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Segmented, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { citizens } from '../api/matter';
import type { BusinessOffer } from '../api/types';
import { useSecond } from '../app/clock';
import type { Language } from '../app/preferences';
import { useLoad } from '../app/useLoad';
import { levelAt, reaches } from '../citizen/people';
import { useProof } from '../citizen/useCitizen';
import { useI18n } from '../i18n';
import { OrderAction } from './OrderAction';
import { QueryPart } from './QueryPart';
import { documentOf } from './schema';

interface BusinessPaneProps {
  citizenId: string;
  contactId: string;
}

/**
 * What business systems know of a citizen and do for one: a part for each operation that a link offers, made from its
 * schema. Locked until the citizen is strongly verified in this contact.
 */
export default function BusinessPane({ citizenId, contactId }: BusinessPaneProps) {
  const { t } = useI18n();
  const second = useSecond();
  const proof = useProof(citizenId);
  const level = levelAt(proof, second);
  if (!reaches(level, 'STRONG')) {
    return (
      <section className="panel insurance-locked" data-testid="insurance-locked" aria-label={t('business.title')}>
        <LockOutlined className="lock-mark" aria-hidden />
        <h2>{t('insurance.lockedTitle')}</h2>
        <p>{t(proof?.method === 'on-behalf' ? 'insurance.lockedBehalf' : level === 'BASIC' ? 'insurance.lockedBasic' : 'insurance.locked')}</p>
      </section>
    );
  }
  return <Open citizenId={citizenId} contactId={contactId} />;
}

/** So many operations tell what a link is. */
const TITLES = 2;

/** Links and operations by the names under which the first of them became known. */
const TEST_IDS: Record<string, string> = {
  'account.query': 'insurance-account',
  'contributions.query': 'insurance-contributions',
  'card.report-loss': 'loss',
};

function Open({ citizenId, contactId }: BusinessPaneProps) {
  const { t, describe, language } = useI18n();
  const { data, failure, loading, reload } = useLoad((signal) => citizens.offers(citizenId, signal), `offers ${citizenId}`);
  const [picked, setPicked] = useState<string>();
  const names = useMemo(() => [...new Set((data ?? []).map((offer) => offer.link))], [data]);
  const link = picked && names.includes(picked) ? picked : names[0];
  return (
    <section className="panel insurance" data-testid="insurance" aria-label={t('business.title')}>
      {failure !== undefined && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={describe(failure)}
          action={
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {loading && !data && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data?.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('business.none')}>
          <span className="quiet">{t('business.noneHint')}</span>
        </Empty>
      )}
      {names.length > 1 && (
        <Segmented<string> size="small" value={link} onChange={setPicked} options={names.map((value) => ({
            value,
            label: (
              <span data-testid={`business-link-${value}`} title={value}>
                {wordsOf(value, data ?? [], language)}
              </span>
            ),
          }))}
        />
      )}
      {arranged((data ?? []).filter((offer) => offer.link === link)).map((offer) => (
        <Part key={`${offer.link} ${offer.operation} ${contactId}`} offer={offer} citizenId={citizenId} contactId={contactId} />
      ))}
    </section>
  );
}

/** What a link is good for: agents know matters, not the names that engineers give to links. */
function wordsOf(link: string, offers: BusinessOffer[], language: Language): string {
  const titles = offers.filter((offer) => offer.link === link).map((offer) => documentOf(offer.schema)['x-title'][language]);
  return titles.length > TITLES ? `${titles.slice(0, TITLES).join(' · ')} …` : titles.join(' · ');
}

/** What can be done stands below the first answer, where it is seen without scrolling. */
function arranged(offers: BusinessOffer[]): BusinessOffer[] {
  const [first, ...more] = offers.filter((offer) => !offer.order);
  return [...(first ? [first] : []), ...offers.filter((offer) => offer.order), ...more];
}

function Part({ offer, ...whom }: BusinessPaneProps & { offer: BusinessOffer }) {
  const testId = TEST_IDS[offer.operation] ?? `business-${offer.operation}`;
  return offer.order ? <OrderAction offer={offer} testId={testId} {...whom} /> : <QueryPart offer={offer} testId={testId} {...whom} />;
}
