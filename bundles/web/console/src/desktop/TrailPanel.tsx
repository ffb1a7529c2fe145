// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import type { Contact } from '../api/types';
import { time } from '../app/format';
import { useI18n } from '../i18n';

/** What the caller heard and pressed before an agent was asked for, oldest first. */
export function TrailPanel({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  return (
    <section className="panel grow" aria-label={t('caller.trail')}>
      <h2>{t('caller.trail')}</h2>
      <div className="panel-body" data-testid="trail">
        <Trail contact={contact} />
      </div>
    </section>
  );
}

export function Trail({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  if (contact.trail.length === 0) return <p className="quiet">{t('caller.noTrail')}</p>;
  return (
    <ol className="trail">
      {contact.trail.map((step, index) => (
        <li key={`${step.node}-${index}`}>
          <time>{time(step.at)}</time>
          <span className="trail-dot" aria-hidden />
          <span className="trail-label">{step.label || step.node}</span>
          {step.input && <Tag className="trail-input">{t('caller.input', { input: step.input })}</Tag>}
        </li>
      ))}
    </ol>
  );
}

export function AttachedData({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  const entries = Object.entries(contact.attachedData);
  return (
    <section className="panel attached" aria-label={t('caller.attached')}>
      <h2>{t('caller.attached')}</h2>
      <div className="panel-body" data-testid="attached-data">
        {entries.length === 0 ? (
          <p className="quiet">{t('caller.noAttached')}</p>
        ) : (
          <dl className="facts">
            {entries.map(([key, value]) => (
              <div key={key}>
                <dt title={key}>{key}</dt>
                <dd title={value}>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </section>
  );
}
