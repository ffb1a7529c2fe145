// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined, SearchOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Empty, Input, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { trace } from '../api/matter';
import type { Matter } from '../api/types';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useActorName } from '../tickets/registers';
import { ContentDrawer } from '../trace/ContentDrawer';
import { Outcomes } from '../trace/Outcomes';
import { offset, partOf, sequenceOf, type SequenceLine } from '../trace/sequence';
import { PageFrame } from './PageFrame';

/** The way of a matter through the hub: what was said, by whom, who took it up, where it got stuck. No content. */
export default function TracePage() {
  const { t, describe } = useI18n();
  const navigate = useNavigate();
  const id = useParams()['*'] ?? '';
  const [deadOnly, setDeadOnly] = useState(false);
  const [factsOnly, setFactsOnly] = useState(false);
  const [content, setContent] = useState<string>();
  const loaded = useLoad<Matter | undefined>((signal) => (id ? trace(id, signal) : Promise.resolve(undefined)), `trace ${id}`);
  const { data, failure, loading, reload } = loaded;
  const lines = sequenceOf(id ? (data?.steps ?? []) : []);
  const dead = lines.filter((line) => line.dead).length;
  const shown = lines.filter((line) => (!deadOnly || line.dead) && (!factsOnly || line.step.durable));
  return (
    <PageFrame
      title={t('screen.trace')}
      tools={
        <>
          {lines.some((line) => !line.step.durable) && (
            <Checkbox checked={factsOnly} data-testid="trace-facts" onChange={(event) => setFactsOnly(event.target.checked)}>
              {t('trace.factsOnly')}
            </Checkbox>
          )}
          {lines.length > 0 && (
            <Checkbox checked={deadOnly} onChange={(event) => setDeadOnly(event.target.checked)}>
              {t('trace.deadOnly', { n: dead })}
            </Checkbox>
          )}
          <Input
            key={id}
            style={{ width: 320 }}
            prefix={<SearchOutlined className="quiet" />}
            defaultValue={id}
            maxLength={36}
            placeholder={t('trace.find')}
            aria-label={t('trace.find')}
            data-testid="trace-find"
            onPressEnter={(event) => void navigate(`/trace/${encodeURIComponent(event.currentTarget.value.trim())}`)}
          />
          <Button icon={<ReloadOutlined />} disabled={!id} aria-label={t('common.refresh')} onClick={reload} />
        </>
      }
    >
      {!id && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('trace.start')} />}
      {id && failure !== undefined && <Alert type="error" showIcon role="alert" title={describe(failure)} />}
      {id && loading && !data && <Skeleton active paragraph={{ rows: 8 }} />}
      {id && data && (
        <>
          <p className="quiet small">
            {t('trace.summary', { n: lines.length, correlation: data.correlation })} {dead > 0 && <b className="alarm">{t('trace.dead', { n: dead })}</b>}
          </p>
          <ol className="trace" data-testid="trace">
            {shown.map((line) => (
              <Line key={line.step.id} line={line} onContent={setContent} />
            ))}
          </ol>
          {content && <ContentDrawer id={content} onClose={() => setContent(undefined)} />}
        </>
      )}
    </PageFrame>
  );
}

function Line({ line, onContent }: { line: SequenceLine; onContent(id: string): void }) {
  const { t, word } = useI18n();
  const actor = useActorName();
  const { step, type, number, cause, depth, after, dead } = line;
  const name = word('message', type);
  const part = (component: string) => word('component', partOf(component));
  return (
    <li className={dead ? 'trace-dead' : undefined} data-testid="trace-step" data-type={type} data-dead={dead}>
      <span className="quiet num trace-number">{number}</span>
      <time title={dayjs(step.at).format('YYYY-MM-DD HH:mm:ss.SSS')}>
        {dayjs(step.at).format('HH:mm:ss.SSS')}
        <small className="quiet">{offset(after)}</small>
      </time>
      <div style={{ paddingLeft: depth * 18 }} className="trace-what">
        <b>{name}</b> {name !== type && <code className="quiet">{step.type}</code>}
        <div className="small quiet">
          {t('trace.by', { source: part(step.source), actor: actor(step.actor) })}
          {cause !== undefined && ` · ${t('trace.cause', { n: cause })}`}
          {step.content && (
            <Button type="link" size="small" className="trace-say" data-testid="trace-say" onClick={() => onContent(step.id)}>
              {t('trace.content')}
            </Button>
          )}
        </div>
      </div>
      <div className="trace-who">
        <Outcomes step={step} />
      </div>
    </li>
  );
}
