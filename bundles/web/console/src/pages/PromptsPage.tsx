// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Modal, Popconfirm, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { lines, type Prompt, type PromptVersion } from '../api/lines';
import { dateTime, duration } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { PromptForm } from '../lines/PromptForm';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

/** The library of prompts: recorded, or a text that is spoken (I1, I3). */
export default function PromptsPage() {
  const { t } = useI18n();
  const all = useLoad((signal) => lines.prompts(signal), 'prompts');
  const [adding, setAdding] = useState<Prompt | 'new'>();
  const columns: TableColumnsType<Prompt> = [
    {
      title: t('prompts.label'),
      dataIndex: 'name',
      width: 280,
      render: (name: string, prompt) => (
        <>
          <b>{prompt.label}</b> <span className="quiet small">{name}</span>
        </>
      ),
    },
    {
      title: t('prompts.inForce'),
      dataIndex: 'published',
      width: 130,
      render: (version?: number) =>
        version ? <span className="state-pill pill-ok">{version}</span> : <span className="quiet">{t('flows.notPublished')}</span>,
    },
    { title: t('prompts.usedBy'), dataIndex: 'usedBy', width: 260, render: (users: string[]) => <Users users={users} /> },
    {
      title: t('common.actions'),
      width: 190,
      render: (_, prompt) => (
        <>
          <Button size="small" data-testid={`prompt-add-${prompt.name}`} onClick={() => setAdding(prompt)}>
            {t('prompts.add')}
          </Button>{' '}
          <Remove prompt={prompt} onDone={all.reload} />
        </>
      ),
    },
  ];
  return (
    <PageFrame
      title={t('prompts.title')}
      tools={
        <Button type="primary" icon={<PlusOutlined />} data-testid="prompt-new" onClick={() => setAdding('new')}>
          {t('common.create')}
        </Button>
      }
    >
      <AsyncTable<Prompt>
        loaded={all}
        rowKey="name"
        columns={columns}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        empty={t('prompts.none')}
        emptyHint={t('prompts.noneHint')}
        expandable={{ expandedRowRender: (prompt) => <Versions prompt={prompt} onPublished={all.reload} /> }}
      />
      <Modal
        open={adding !== undefined}
        title={adding === 'new' ? t('prompts.new') : t('prompts.version', { name: adding?.name })}
        footer={null}
        width={520}
        style={{ top: 20 }}
        destroyOnHidden
        onCancel={() => setAdding(undefined)}
      >
        {adding && (
          <PromptForm
            prompt={adding === 'new' ? undefined : adding}
            onSaved={() => {
              setAdding(undefined);
              all.reload();
            }}
          />
        )}
      </Modal>
    </PageFrame>
  );
}

function Users({ users }: { users: string[] }) {
  const { t, word } = useI18n();
  if (users.length === 0) return <span className="quiet">{t('prompts.unused')}</span>;
  return (
    <>
      {users
        .map((user) => user.split(':'))
        .map(([kind, name]) => word('prompts.user', kind).replace('{name}', name ?? ''))
        .join('，')}
    </>
  );
}

function Versions({ prompt, onPublished }: { prompt: Prompt; onPublished(): void }) {
  const { t } = useI18n();
  return (
    <Table<PromptVersion>
      size="small"
      rowKey="version"
      pagination={false}
      dataSource={prompt.versions}
      columns={[
        {
          title: t('flows.versions'),
          dataIndex: 'version',
          width: 90,
          render: (version: number, row) => (
            <>
              {version} {row.published && <span className="state-pill pill-ok">{t('flows.published')}</span>}
            </>
          ),
        },
        {
          title: t('prompts.content'),
          dataIndex: 'text',
          render: (text: string | undefined, row) =>
            text ?? (
              <span className="quiet">
                {t('prompts.recorded')} <span className="num">{duration(Math.round(row.millis / 1000))}</span>
              </span>
            ),
        },
        { title: t('prompts.language'), dataIndex: 'language', width: 80 },
        {
          title: t('prompts.audio'),
          width: 280,
          render: (_, row) => (
            <audio
              controls
              preload="none"
              style={{ height: 32, width: 260 }}
              src={lines.promptAddress(prompt.name, row.version)}
              aria-label={t('prompts.listen', { version: row.version })}
              data-testid={`prompt-listen-${prompt.name}-${row.version}`}
            />
          ),
        },
        { title: t('flows.createdAt'), dataIndex: 'createdAt', width: 170, render: dateTime },
        { title: t('flows.createdBy'), dataIndex: 'createdBy', width: 110 },
        { title: t('flows.comment'), dataIndex: 'comment', width: 140, render: (comment?: string) => comment || '–' },
        {
          title: t('common.actions'),
          width: 120,
          render: (_, row) => !row.published && <Publish prompt={prompt} version={row.version} onDone={onPublished} />,
        },
      ]}
    />
  );
}

function Publish({ prompt, version, onDone }: { prompt: Prompt; version: number; onDone(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const back = prompt.published !== undefined && version < prompt.published;
  const publish = () =>
    void run(async () => {
      await lines.publishPrompt(prompt.name, version);
      void message.success(t('flows.publishedDone', { version }));
      onDone();
    });
  return (
    <Popconfirm title={t('prompts.publishConfirm', { version })} okButtonProps={{ 'data-testid': 'prompt-publish-yes' }} onConfirm={publish}>
      <Button size="small" type={back ? 'default' : 'primary'} loading={busy} data-testid={`prompt-publish-${prompt.name}-${version}`}>
        {t(back ? 'flows.rollBack' : 'flows.publish')}
      </Button>
    </Popconfirm>
  );
}

function Remove({ prompt, onDone }: { prompt: Prompt; onDone(): void }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const remove = () =>
    void run(async () => {
      await lines.removePrompt(prompt.name);
      onDone();
    });
  return (
    <Popconfirm title={t('prompts.remove', { name: prompt.name })} onConfirm={remove}>
      <Button size="small" danger loading={busy}>
        {t('common.remove')}
      </Button>
    </Popconfirm>
  );
}
