// SPDX-License-Identifier: Apache-2.0
import { UploadOutlined } from '@ant-design/icons';
import { Button, Drawer, Skeleton, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { Flow, FlowVersion } from '../api/types';
import { dateTime } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
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
        width: 160,
        render: (version?: Flow['published']) =>
          version ? <span className="state-pill pill-ok">{version}</span> : <span className="quiet">{t('flows.notPublished')}</span>,
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
            <Versions flow={flow} onView={(version) => setViewed({ flow: flow.name, version })} onPublished={flows.reload} />
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
    </PageFrame>
  );
}

interface VersionsProps {
  flow: Flow;
  onView(version: FlowVersion['version']): void;
  onPublished(): void;
}

function Versions({ flow, onView, onPublished }: VersionsProps) {
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
          width: 220,
          render: (_, version) => (
            <>
              <Button size="small" onClick={() => onView(version.version)}>
                {t('flows.view')}
              </Button>{' '}
              {!version.published && (
                <PublishFlow
                  name={flow.name}
                  version={version.version}
                  back={published !== undefined && Date.parse(version.createdAt) < Date.parse(published.createdAt)}
                  onDone={onPublished}
                />
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function FlowJson({ flow, version }: Viewed) {
  const { describe } = useI18n();
  const { data, failure } = useLoad((signal) => hub.flow(flow, version, signal), `${flow}/${version}`);
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (data === undefined) return <Skeleton active />;
  return <pre className="json">{JSON.stringify(data, null, 2)}</pre>;
}
