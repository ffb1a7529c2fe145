// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Drawer, Skeleton, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import { lines } from '../api/lines';
import type { Flow, FlowVersion } from '../api/types';
import { dateTime } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { FlowDiff } from '../lines/FlowDiff';
import { PlanFlow } from '../lines/PlanFlow';
import { AsyncTable } from '../widgets/AsyncTable';
import { FlowUpload } from './FlowUpload';
import { PageFrame } from './PageFrame';
import { PublishFlow } from './PublishFlow';

interface Viewed {
  flow: string;
  version: FlowVersion['version'];
}

export default function FlowsPage() {
  const { t } = useI18n();
  const flows = useLoad((signal) => hub.flows(signal), 'flows');
  const [viewed, setViewed] = useState<Viewed>();
  const [compared, setCompared] = useState<Viewed & { with: number }>();
  const [uploadTo, setUploadTo] = useState<string>();
  const columns = useMemo<TableColumnsType<Flow>>(
    () => [
      {
        title: t('flows.name'),
        dataIndex: 'name',
        width: 320,
        render: (name: string, flow) => (
          <>
            <b>{flow.labelZh || name}</b> <span className="quiet small">{name}</span>
          </>
        ),
      },
      {
        title: t('flows.published'),
        dataIndex: 'published',
        width: 320,
        render: (version: Flow['published'], flow) =>
          version ? (
            <>
              <span className="state-pill pill-ok" data-testid={`flow-published-${flow.name}`}>
                {version}
              </span>{' '}
              {flow.publishedAt && (
                <span className="quiet small">{t('flows.publishedBy', { user: flow.publishedBy, time: dateTime(flow.publishedAt) })}</span>
              )}
            </>
          ) : (
            <span className="quiet">{t('flows.notPublished')}</span>
          ),
      },
      { title: t('flows.versions'), width: 90, align: 'right', render: (_, flow) => flow.versions.length },
      {
        title: t('common.actions'),
        width: 180,
        render: (_, flow) => (
          <Button size="small" onClick={() => setUploadTo(flow.name)}>
            {t('flows.upload')}
          </Button>
        ),
      },
    ],
    [t],
  );
  return (
    <PageFrame
      title={t('flows.title')}
      tools={
        <Button type="primary" icon={<UploadOutlined />} data-testid="flow-upload" onClick={() => setUploadTo('')}>
          {t('flows.upload')}
        </Button>
      }
    >
      <AsyncTable<Flow>
        loaded={flows}
        rowKey="name"
        columns={columns}
        empty={t('flows.none')}
        emptyHint={t('flows.noneHint')}
        expandable={{
          expandedRowRender: (flow) => (
            <>
              {flow.planned && <Planned flow={flow} onChanged={flows.reload} />}
              <Versions
                flow={flow}
                onView={(version) => setViewed({ flow: flow.name, version })}
                onCompare={(version, other) => setCompared({ flow: flow.name, version, with: other })}
                onPublished={flows.reload}
              />
            </>
          ),
        }}
      />
      <FlowUpload
        name={uploadTo}
        onClose={() => setUploadTo(undefined)}
        onUploaded={() => {
          setUploadTo(undefined);
          flows.reload();
        }}
      />
      <Drawer
        open={viewed !== undefined}
        size={680}
        title={viewed && `${viewed.flow} · ${t('flows.version', { version: viewed.version })}`}
        onClose={() => setViewed(undefined)}
        destroyOnHidden
      >
        {viewed && <FlowJson {...viewed} />}
      </Drawer>
      <Drawer
        open={compared !== undefined}
        size={860}
        title={compared && `${compared.flow} · ${t('flows.diff', { from: compared.with, to: compared.version })}`}
        onClose={() => setCompared(undefined)}
        destroyOnHidden
      >
        {compared && <FlowDiff flow={compared.flow} from={compared.with} to={compared.version} />}
      </Drawer>
    </PageFrame>
  );
}

interface VersionsProps {
  flow: Flow;
  onView(version: FlowVersion['version']): void;
  /** A version beside another one: the published, or the one before. */
  onCompare(version: FlowVersion['version'], other: number): void;
  onPublished(): void;
}

function Versions({ flow, onView, onCompare, onPublished }: VersionsProps) {
  const { t } = useI18n();
  const newestFirst = [...flow.versions].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const published = flow.versions.find((version) => version.published);
  return (
    <Table<FlowVersion>
      size="small"
      rowKey={(version) => String(version.version)}
      pagination={false}
      dataSource={newestFirst}
      locale={{ emptyText: t('common.none') }}
      columns={[
        {
          title: t('flows.versions'),
          dataIndex: 'version',
          width: 140,
          render: (version: FlowVersion['version'], row) => (
            <>
              {version} {row.published && <span className="state-pill pill-ok">{t('flows.published')}</span>}
            </>
          ),
        },
        { title: t('flows.createdAt'), dataIndex: 'createdAt', width: 170, render: dateTime },
        { title: t('flows.createdBy'), dataIndex: 'createdBy', width: 120 },
        { title: t('flows.comment'), dataIndex: 'comment', render: (comment?: string) => comment ?? '–' },
        {
          title: t('common.actions'),
          width: 380,
          render: (_, version) => {
            const other = otherThan(version, flow);
            return (
              <>
                <Button size="small" onClick={() => onView(version.version)}>
                  {t('flows.view')}
                </Button>{' '}
                {other !== undefined && (
                  <Button size="small" data-testid={`flow-compare-${version.version}`} onClick={() => onCompare(version.version, other)}>
                    {t('flows.compare')}
                  </Button>
                )}{' '}
                {!version.published && (
                  <>
                    <PublishFlow
                      name={flow.name}
                      version={version.version}
                      back={published !== undefined && Date.parse(version.createdAt) < Date.parse(published.createdAt)}
                      onDone={onPublished}
                    />{' '}
                    <PlanFlow name={flow.name} version={version.version} onDone={onPublished} />
                  </>
                )}
              </>
            );
          },
        },
      ]}
    />
  );
}

/** What a version is compared with: the published one; that one itself with the one before. */
function otherThan(version: FlowVersion, flow: Flow): number | undefined {
  if (!version.published && flow.published) return flow.published;
  return version.version > 1 ? version.version - 1 : undefined;
}

function Planned({ flow, onChanged }: { flow: Flow; onChanged(): void }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const cancel = () =>
    void run(async () => {
      await lines.unplanFlow(flow.name);
      onChanged();
    });
  return (
    <p data-testid="flow-planned">
      {t('flows.planned', { version: flow.planned?.version, time: dateTime(flow.planned?.at) })}{' '}
      <Button size="small" loading={busy} onClick={cancel}>
        {t('flows.unplan')}
      </Button>
    </p>
  );
}

function FlowJson({ flow, version }: Viewed) {
  const { t, describe } = useI18n();
  const { data, failure } = useLoad((signal) => hub.flow(flow, version, signal), `${flow}/${version}`);
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (data === undefined) return <Skeleton active />;
  const text = JSON.stringify(data, null, 2);
  return (
    <>
      <Button
        size="small"
        className="gap-below"
        icon={<DownloadOutlined />}
        download={`${flow}-${version}.json`}
        href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
      >
        {t('flows.download')}
      </Button>
      <pre className="json">{text}</pre>
    </>
  );
}
