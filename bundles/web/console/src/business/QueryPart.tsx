// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton, Tag } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { citizens } from '../api/matter';
import type { BusinessAnswer, BusinessOffer } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { dateTime } from '../app/format';
import { useLoad, type Loaded } from '../app/useLoad';
import { useI18n } from '../i18n';
import { businessFailure } from './failure';
import { askedOf, contentOf, defaultsOf, documentOf, isAboutCitizen, problemOf, type Asked, type Values } from './schema';
import { SchemaForm } from './SchemaForm';
import { SchemaResult } from './SchemaResult';

export interface PartProps {
  offer: BusinessOffer;
  citizenId: string;
  contactId: string;
  testId: string;
}

type Content = Record<string, unknown>;

/** A question to a link: its form, and the answer with its age. Asked by itself where nobody has to fill in anything. */
export function QueryPart({ offer, citizenId, contactId, testId }: PartProps) {
  const i18n = useI18n();
  const { t, language } = i18n;
  const document = documentOf(offer.schema);
  const fields = useMemo(() => askedOf(documentOf(offer.schema)), [offer.schema]);
  const [values, setValues] = useState<Values>(() => defaultsOf(fields));
  const [pressed, setPressed] = useState(false);
  const [content, setContent] = useState(() => (isAboutCitizen(document) && isWhole(fields, values) ? contentOf(fields, values) : undefined));
  const loaded = useAnswer(offer, citizenId, contactId, content);
  const { data, failure, loading, reload } = loaded;
  const title = document['x-title'][language];

  const ask = () => {
    setPressed(true);
    if (!isWhole(fields, values)) return;
    const wanted = contentOf(fields, values);
    if (JSON.stringify(wanted) === JSON.stringify(content)) reload();
    else setContent(wanted);
  };
  const problems: Record<string, string> = {};
  for (const field of pressed ? fields : []) {
    const problem = problemOf(field, values[field.path]);
    if (problem) problems[field.path] = t(`business.${problem}`);
  }
  if (failure instanceof ApiError && failure.code === 'business.content.invalid') problems[String(failure.args.field)] = t('business.invalid');

  const next = data && typeof data.content.next === 'string' ? data.content.next : undefined;
  return (
    <div className="insurance-part" data-testid={testId}>
      <header>
        <h3>{title}</h3>
        {offer.state === 'OFFLINE' && <Tag color="error">{t('business.away')}</Tag>}
        {data && <Age answer={data} />}
        {content && (
          <Button size="small" type="text" icon={<ReloadOutlined />} loading={loading} data-testid={`${testId}-refresh`} aria-label={t('business.refresh')} title={t('business.refresh')} onClick={reload} />
        )}
      </header>
      {(fields.length > 0 || !content) && (
        <div className="business-ask">
          <SchemaForm inline name={testId} fields={fields} values={values} problems={problems} onChange={setValues} onSubmit={ask} />
          <Button size="small" loading={loading && content !== undefined} data-testid={`${testId}-ask`} onClick={ask}>
            {t('business.ask')}
          </Button>
        </div>
      )}
      {failure !== undefined && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={businessFailure(failure, i18n, document)}
          action={
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {loading && content && !data && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && document.$defs.out && <SchemaResult schema={document.$defs.out} content={data.content as Content} name={testId === 'insurance-account' ? 'insurance' : testId} />}
      {next && (
        <Button size="small" data-testid={`${testId}-next`} onClick={() => setContent({ ...content, cursor: next })}>
          {t('common.next')}
        </Button>
      )}
    </div>
  );
}

const isWhole = (fields: Asked[], values: Values) => !fields.some((field) => problemOf(field, values[field.path]));

/** From the hub's memory at first; asked anew when the agent refreshes. Nothing is asked without content. */
function useAnswer({ link, operation }: BusinessOffer, citizenId: string, contact: string, content?: Content): Loaded<BusinessAnswer | undefined> {
  const fresh = useRef(false);
  const loaded = useLoad<BusinessAnswer | undefined>(() => {
    const wanted = fresh.current;
    fresh.current = false;
    return content ? citizens.ask(citizenId, { contact, operation, content, link, fresh: wanted }) : Promise.resolve(undefined);
  }, `${link} ${operation} ${citizenId} ${contact} ${JSON.stringify(content)}`);
  return {
    ...loaded,
    reload: () => {
      fresh.current = true;
      loaded.reload();
    },
  };
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
