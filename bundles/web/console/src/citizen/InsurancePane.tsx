// SPDX-License-Identifier: Apache-2.0
import { LockOutlined, ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton, Table } from 'antd';
import { useRef } from 'react';
import { citizens } from '../api/matter';
import type { BusinessAnswer } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { dateTime, yuan } from '../app/format';
import { useLoad, type Loaded } from '../app/useLoad';
import { useI18n } from '../i18n';
import { accountOf, businessFailure, contributionsOf, lastYear, type Contribution } from './insurance';
import { LossReport } from './LossReport';
import { levelAt, reaches } from './people';
import { useProof } from './useCitizen';

interface InsurancePaneProps {
  citizenId: string;
  contactId: string;
}

/** What the social insurance system knows; locked until the citizen is strongly verified in this contact. */
export default function InsurancePane({ citizenId, contactId }: InsurancePaneProps) {
  const { t } = useI18n();
  const second = useSecond();
  const proof = useProof(citizenId);
  const level = levelAt(proof, second);
  if (!reaches(level, 'STRONG')) {
    return (
      <section className="panel insurance-locked" data-testid="insurance-locked" aria-label={t('insurance.title')}>
        <LockOutlined className="lock-mark" aria-hidden />
        <h2>{t('insurance.lockedTitle')}</h2>
        <p>{t(proof?.method === 'on-behalf' ? 'insurance.lockedBehalf' : level === 'BASIC' ? 'insurance.lockedBasic' : 'insurance.locked')}</p>
      </section>
    );
  }
  return <Open citizenId={citizenId} contactId={contactId} />;
}

function Open({ citizenId, contactId }: InsurancePaneProps) {
  const { t } = useI18n();
  const account = useAnswer(citizenId, contactId, 'account.query');
  const paid = useAnswer(citizenId, contactId, 'contributions.query', lastYear(new Date()));
  return (
    <section className="panel insurance" data-testid="insurance" aria-label={t('insurance.title')}>
      <Part title={t('insurance.account')} loaded={account} testId="insurance-account">
        {(answer) => <AccountFacts answer={answer} />}
      </Part>
      <LossReport citizenId={citizenId} contactId={contactId} />
      <Part title={t('insurance.contributions')} loaded={paid} testId="insurance-contributions">
        {(answer) => <Contributions items={contributionsOf(answer)} />}
      </Part>
    </section>
  );
}

/** From the hub's memory at first; asked anew when the agent refreshes. */
function useAnswer(citizenId: string, contact: string, operation: string, content?: Record<string, unknown>): Loaded<BusinessAnswer> {
  const fresh = useRef(false);
  const loaded = useLoad<BusinessAnswer>(() => {
    const wanted = fresh.current;
    fresh.current = false;
    return citizens.ask(citizenId, { contact, operation, content, fresh: wanted });
  }, `${operation} ${citizenId} ${contact}`);
  return {
    ...loaded,
    reload: () => {
      fresh.current = true;
      loaded.reload();
    },
  };
}

interface PartProps {
  title: string;
  loaded: Loaded<BusinessAnswer>;
  testId: string;
  children(answer: BusinessAnswer): React.ReactNode;
}

function Part({ title, loaded, testId, children }: PartProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, failure, loading, reload } = loaded;
  return (
    <div className="insurance-part" data-testid={testId}>
      <header>
        <h3>{title}</h3>
        {data && <Age answer={data} />}
        <Button size="small" type="text" icon={<ReloadOutlined />} loading={loading} data-testid={`${testId}-refresh`} aria-label={t('insurance.refresh')} title={t('insurance.refresh')} onClick={reload} />
      </header>
      {failure !== undefined && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={businessFailure(failure, i18n)}
          action={
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {loading && !data && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && children(data)}
    </div>
  );
}

const OLD_SECONDS = 600;

/** How old the figures are; an agent must not read old ones out as today's. */
function Age({ answer }: { answer: BusinessAnswer }) {
  const { t } = useI18n();
  const second = useSecond();
  const age = secondsSince(answer.asOf, second);
  const ago = age < 60 ? t('insurance.justNow') : t('insurance.ago', { n: Math.floor(age / 60) });
  return (
    <span className={age > OLD_SECONDS ? 'small alarm' : 'small quiet'} data-testid="data-age" title={dateTime(answer.asOf)}>
      {t('insurance.asOf', { at: dateTime(answer.asOf).slice(5, 16) })} · {ago}
      {answer.cached && ` · ${t('insurance.cached')}`}
    </span>
  );
}

function AccountFacts({ answer }: { answer: BusinessAnswer }) {
  const { t, word } = useI18n();
  const account = accountOf(answer);
  return (
    <div className="account">
      <div className="account-balance">
        <small className="quiet">{t('insurance.balance')}</small>
        <b className="num" data-testid="insurance-balance">
          {yuan(account.balance)}
        </b>
        <small>{t('insurance.yuan')}</small>
      </div>
      <dl className="facts">
        <div>
          <dt>{t('insurance.name')}</dt>
          <dd>{account.name || '–'}</dd>
        </div>
        <div>
          <dt>{t('insurance.kind')}</dt>
          <dd>{word('insuranceKind', account.insurance || undefined)}</dd>
        </div>
        <div>
          <dt>{t('insurance.status')}</dt>
          <dd>
            {word('insuranceStatus', account.status || undefined)}
            {account.month && <span className="quiet"> · {t('insurance.until', { month: account.month })}</span>}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Contributions({ items }: { items: Contribution[] }) {
  const { t } = useI18n();
  const money = (amount: string) => <span className="num">{yuan(amount)}</span>;
  const employers = new Set(items.map((item) => item.employerName));
  const one = employers.size === 1 ? [...employers][0] : undefined;
  return (
    <>
      {one && (
        <p className="small">
          <span className="quiet">{t('insurance.employerName')}</span> {one}
        </p>
      )}
      <Table<Contribution>
        size="small"
        rowKey={(item) => `${item.month} ${item.employerName}`}
        pagination={false}
        dataSource={items}
        locale={{ emptyText: t('insurance.noContributions') }}
        columns={[
          { title: t('insurance.month'), dataIndex: 'month', width: 76 },
          { title: t('insurance.base'), dataIndex: 'base', align: 'right', render: money },
          { title: t('insurance.personal'), dataIndex: 'personal', align: 'right', render: money },
          { title: t('insurance.employer'), dataIndex: 'employer', align: 'right', render: money },
          ...(one ? [] : [{ title: t('insurance.employerName'), dataIndex: 'employerName' }]),
        ]}
      />
    </>
  );
}
