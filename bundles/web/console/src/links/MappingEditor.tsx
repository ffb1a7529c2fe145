// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Modal, Skeleton, Tag } from 'antd';
import { useRef, useState } from 'react';
import { links, type BusinessLink, type LinkMapping, type MappingFault, type OperationSchema } from '../api/links';
import { ApiError } from '../api/http';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { TextDiff } from '../widgets/TextDiff';
import { FaultList } from './FaultList';
import { MappingVersions } from './MappingVersions';
import { TestBench } from './TestBench';
import { TextLines, type TextLinesHandle } from './TextLines';

interface MappingEditorProps {
  link: BusinessLink;
  schemas: OperationSchema[];
}

/** A link's mapping: its text, what is wrong with it, the bench to try it on, and how it was before. */
export function MappingEditor({ link, schemas }: MappingEditorProps) {
  const { describe } = useI18n();
  const [round, setRound] = useState(0);
  const { data, failure } = useLoad((signal) => links.mapping(link.name, signal), `${link.name} ${round}`);
  if (failure !== undefined) return <Alert type="error" showIcon title={describe(failure)} />;
  if (!data) return <Skeleton active />;
  return <Editor key={data.revision} link={link} schemas={schemas} mapping={data} onChanged={() => setRound((n) => n + 1)} />;
}

function Editor({ link, schemas, mapping, onChanged }: MappingEditorProps & { mapping: LinkMapping; onChanged(): void }) {
  const { t, describe } = useI18n();
  const { message } = App.useApp();
  const allowed = useSession((state) => may(state.session, 'link:manage'));
  const [text, setText] = useState(mapping.text);
  const [faults, setFaults] = useState(mapping.faults);
  const [examples, setExamples] = useState(mapping.examples);
  const [publishing, setPublishing] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [busy, run] = useAction();
  const lines = useRef<TextLinesHandle>(null);
  const open = (fault: MappingFault) => lines.current?.goTo(fault.line);
  const changed = text !== mapping.text;

  const check = async () => {
    const read = await links.check(link.name, text);
    setFaults(read.faults);
    if (read.faults.length === 0) setExamples(read.examples);
    else open(read.faults[0] as MappingFault);
    return read.faults.length === 0;
  };
  const publish = () =>
    run(async () => {
      setRefusal(undefined);
      try {
        await links.publish(link.name, mapping.revision, text);
      } catch (failure) {
        // What was typed stays: it can be mended, or laid over what somebody else has published.
        if (!(failure instanceof ApiError) || (failure.code !== 'business.mapping.invalid' && failure.code !== 'business.mapping.changed')) throw failure;
        setPublishing(false);
        setRefusal(describe(failure));
        if (failure.code === 'business.mapping.invalid') await check();
        return;
      }
      void message.success(t('mapping.published'));
      onChanged();
    });

  return (
    <>
      <p>
        <code>etc/links/{mapping.mapping}.yaml</code>{' '}
        {mapping.inForce === mapping.revision ? <Tag color="success">{t('mapping.inForce')}</Tag> : <Tag color="error">{t(mapping.inForce ? 'mapping.otherInForce' : 'mapping.noneInForce')}</Tag>}
        <span className="quiet small">{mapping.revision.slice(0, 12)}</span>
      </p>
      {refusal && <Alert className="gap-below" type="error" showIcon role="alert" data-testid="mapping-refused" title={refusal} />}
      <FaultList faults={faults} onOpen={open} />
      <TextLines ref={lines} label={t('mapping.text')} value={text} readOnly={!allowed} faults={faults} onChange={setText} />
      {allowed && (
        <div className="filters links-filters">
          <Button size="small" loading={busy} data-testid="mapping-check" onClick={() => void run(async () => (await check()) && message.success(t('mapping.good')))}>
            {t('mapping.check')}
          </Button>
          <Button
            size="small"
            type="primary"
            disabled={!changed}
            loading={busy}
            data-testid="mapping-publish"
            onClick={() => void run(async () => (await check()) && setPublishing(true))}
          >
            {t('mapping.publish')}
          </Button>
          <Button size="small" disabled={!changed} data-testid="mapping-discard" onClick={() => setText(mapping.text)}>
            {t('mapping.discard')}
          </Button>
        </div>
      )}
      {allowed && (
        <>
          <h3>{t('bench.title')}</h3>
          <TestBench link={link} schemas={schemas} text={text} examples={examples} onFault={open} />
        </>
      )}
      <h3>{t('mapping.versions')}</h3>
      <MappingVersions link={link.name} mapping={mapping} onRolledBack={onChanged} />
      <Modal
        open={publishing}
        width={860}
        title={t('mapping.publishTitle')}
        okText={t('mapping.publish')}
        cancelText={t('common.cancel')}
        okButtonProps={{ loading: busy, 'data-testid': 'mapping-publish-confirm' }}
        onOk={() => void publish()}
        onCancel={() => setPublishing(false)}
      >
        <p className="quiet">{t('mapping.publishHint')}</p>
        <TextDiff before={mapping.text} after={text} testId="mapping-diff" />
      </Modal>
    </>
  );
}
