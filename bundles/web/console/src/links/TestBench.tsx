// SPDX-License-Identifier: Apache-2.0
import { ExperimentOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Modal, Radio, Select, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { links, type BusinessLink, type MappingFault, type MappingTrial, type OperationSchema } from '../api/links';
import { ApiError } from '../api/http';
import { useAction } from '../app/useAction';
import { SchemaForm } from '../business/SchemaForm';
import { askedOf, contentOf, defaultsOf, documentOf, problemOf, type Values } from '../business/schema';
import { useI18n } from '../i18n';
import { milliseconds } from './ExchangeList';
import { FaultList } from './FaultList';
import { pretty } from './pretty';

interface TestBenchProps {
  link: BusinessLink;
  schemas: OperationSchema[];
  /** The text to try; it need not be published. */
  text: string;
  examples: Record<string, string[]>;
  onFault(fault: MappingFault): void;
}

/** Tries a mapping: with an example of its own, with content of one's own, or for real. */
export function TestBench({ link, schemas, text, examples, onFault }: TestBenchProps) {
  const { t, describe, language } = useI18n();
  const [operation, setOperation] = useState(link.operations[0]?.name ?? '');
  const [example, setExample] = useState<string>();
  const [live, setLive] = useState(false);
  const [values, setValues] = useState<Record<string, Values>>({});
  const [raw, setRaw] = useState('{}');
  const [shown, setShown] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [trial, setTrial] = useState<MappingTrial>();
  const [compared, setCompared] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, run] = useAction();
  const schema = schemas.find((each) => each.name === operation);
  const document = schema && documentOf(schema.schema);
  const fields = useMemo(() => (schema ? askedOf(documentOf(schema.schema), true) : []), [schema]);
  const current = values[operation] ?? defaultsOf(fields);
  // A text that is not published may know more operations than the link does.
  const names = [...new Set([...link.operations.map(({ name }) => name), ...Object.keys(examples)])];
  const changes = link.operations.find((each) => each.name === operation)?.kind !== 'QUERY';
  const problems = shown
    ? Object.fromEntries(
        fields.flatMap((field) => {
          const problem = problemOf(field, current[field.path]);
          return problem ? [[field.path, t(`business.${problem}`)]] : [];
        }),
      )
    : {};

  const tryIt = (confirmed: boolean) => {
    const wrong = !example && document && fields.some((field) => problemOf(field, current[field.path]));
    setShown(true);
    if (wrong && live) return;
    if (live && changes && !confirmed) {
      setConfirming(true);
      return;
    }
    setConfirming(false);
    void run(async () => {
      setRefusal(undefined);
      try {
        const content = example ? undefined : document ? contentOf(fields, current) : (JSON.parse(raw) as Record<string, unknown>);
        setTrial(await links.tryOut(link.name, { text, operation, example, content, live, confirmed }));
        setCompared(example !== undefined);
      } catch (failure) {
        setTrial(undefined);
        if (!(failure instanceof ApiError || failure instanceof SyntaxError) || (failure instanceof ApiError && failure.status === 401)) throw failure;
        setRefusal(failure);
      }
    });
  };

  return (
    <div className="bench">
      <div className="bench-wish">
        <div className="filters">
          <Select
            size="small"
            style={{ width: 230 }}
            aria-label={t('links.operation')}
            data-testid="bench-operation"
            value={operation}
            onChange={(value: string) => {
              setOperation(value);
              setExample(undefined);
              setTrial(undefined);
              setShown(false);
            }}
            options={names.map((name) => {
              const known = schemas.find((each) => each.name === name);
              return { value: name, label: known ? `${documentOf(known.schema)['x-title'][language]} · ${name}` : name };
            })}
          />
          <Select
            allowClear
            size="small"
            style={{ width: 190 }}
            placeholder={t('bench.ownContent')}
            aria-label={t('bench.example')}
            data-testid="bench-example"
            value={example}
            onChange={(value?: string) => setExample(value)}
            options={(examples[operation] ?? []).map((name) => ({ value: name, label: `${t('bench.example')} ${name}` }))}
          />
          <Radio.Group
            size="small"
            optionType="button"
            value={live}
            onChange={(event) => setLive(event.target.value as boolean)}
            options={[
              { value: false, label: <span data-testid="bench-dry">{t('bench.dry')}</span> },
              { value: true, label: <span data-testid="bench-live">{t('bench.live')}</span> },
            ]}
          />
          <Button size="small" type="primary" danger={live && changes} icon={<ExperimentOutlined />} loading={busy} data-testid="bench-try" onClick={() => tryIt(false)}>
            {t('bench.try')}
          </Button>
        </div>
        {live && <Alert type="warning" showIcon title={t(changes ? 'bench.liveOrder' : 'bench.liveQuery')} />}
        {!example &&
          (document ? (
            <SchemaForm
              name="bench"
              fields={fields}
              values={current}
              problems={problems}
              onChange={(changed) => setValues((before) => ({ ...before, [operation]: changed }))}
              onSubmit={() => tryIt(false)}
            />
          ) : (
            <Input.TextArea aria-label={t('bench.content')} data-testid="bench-raw" autoSize={{ minRows: 3, maxRows: 12 }} className="code" value={raw} onChange={(event) => setRaw(event.target.value)} />
          ))}
      </div>
      {refusal !== undefined && <Alert type="error" showIcon role="alert" data-testid="bench-refused" title={refusal instanceof SyntaxError ? t('bench.notJson') : describe(refusal)} />}
      {trial && <Panes trial={trial} compared={compared} onFault={onFault} />}
      <Modal
        open={confirming}
        title={t('bench.confirmTitle', { operation: document?.['x-title'][language] ?? operation })}
        okText={t('bench.confirm')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, 'data-testid': 'bench-confirm' }}
        onOk={() => tryIt(true)}
        onCancel={() => setConfirming(false)}
      >
        {t('bench.confirmHint')}
      </Modal>
    </div>
  );
}

const json = (value: unknown) => JSON.stringify(value, null, 2);

function Panes({ trial, compared, onFault }: { trial: MappingTrial; compared: boolean; onFault(fault: MappingFault): void }) {
  const { t, cause } = useI18n();
  const good = trial.outcome === 'answered' && !trial.faults.length && !trial.differences.length && !trial.problem;
  return (
    <div data-testid="bench-result" aria-live="polite">
      <p>
        <Tag color={good ? 'success' : 'error'} data-testid="bench-outcome">
          {trial.outcome !== 'answered' ? cause(trial.outcome) : t(good ? 'links.answered' : 'bench.otherwise')}
        </Tag>
        <span className="quiet small">{milliseconds(trial.tookMs)}</span>
      </p>
      <FaultList faults={trial.faults} onOpen={onFault} />
      {trial.problem && <Alert type="error" showIcon data-testid="bench-problem" title={t('bench.problem', { what: cause(trial.problem.code), field: trial.problem.field, rule: trial.problem.rule })} />}
      <div className="bench-panes">
        <Pane title={t('bench.request')} text={json(trial.content)} testId="bench-request" />
        <Pane title={t('bench.mappedRequest')} text={trial.sent && pretty(trial.sent)} testId="bench-sent" />
        <Pane title={t('bench.rawReply')} text={trial.received && pretty(trial.received)} testId="bench-received" />
        <Pane title={t('bench.mappedReply')} text={trial.reply && json(trial.reply)} testId="bench-reply" />
      </div>
      {compared && <Differences trial={trial} />}
    </div>
  );
}

/** Where it came out other than its example says. */
function Differences({ trial }: { trial: MappingTrial }) {
  const { t } = useI18n();
  return (
    <>
      <h3>{t('bench.differences')}</h3>
      <Table
        size="small"
        data-testid="bench-differences"
        pagination={false}
        rowKey={(row) => `${row.side} ${row.path}`}
        dataSource={trial.differences}
        locale={{ emptyText: t('bench.noDifferences') }}
        columns={[
          { title: t('bench.side'), dataIndex: 'side', width: 90, render: (side: 'REQUEST' | 'REPLY') => t(`bench.side.${side}`) },
          { title: t('bench.path'), dataIndex: 'path', render: (path: string) => <code>{path}</code> },
          { title: t('bench.expected'), dataIndex: 'expected', render: (text: string) => <code className="diff-removed">{text || '–'}</code> },
          { title: t('bench.actual'), dataIndex: 'actual', render: (text: string) => <code className="diff-added">{text || '–'}</code> },
        ]}
      />
    </>
  );
}

function Pane({ title, text, testId }: { title: string; text?: string; testId: string }) {
  const { t } = useI18n();
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <pre className="json" data-testid={testId} tabIndex={0}>
        {text ?? t('links.nothing')}
      </pre>
    </section>
  );
}
