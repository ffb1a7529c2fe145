// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined, SearchOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input, Segmented, Space, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { AgentState, AgentView } from '../api/types';
import { may } from '../app/access';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { stateColour } from '../theme';
import { AsyncTable } from '../widgets/AsyncTable';
import { AgentForm } from './AgentForm';
import { BreakRequests } from './BreakRequests';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 4_000;
const STATES: AgentState[] = ['READY', 'RESERVED', 'BUSY', 'AFTER_CALL_WORK', 'NOT_READY', 'BREAK', 'LOGGED_OUT'];

export default function AgentsPage() {
  const { t } = useI18n();
  const manages = useSession((state) => may(state.session, 'acd:manage'));
  const names = useSession((state) => may(state.session, 'user:manage'));
  const agents = useLoad((signal) => hub.agents(signal), 'agents', REFRESH_MS);
  const [state, setState] = useState<AgentState | 'ALL'>('ALL');
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<AgentView | 'new'>();
  const columns = useColumns(manages, agents.reload, setEditing);

  const all = agents.data ?? [];
  const counts = new Map<AgentState, number>();
  for (const agent of all) counts.set(agent.state, (counts.get(agent.state) ?? 0) + 1);
  const wanted = text.trim().toLowerCase();
  const shown = all.filter(
    (agent) =>
      (state === 'ALL' || agent.state === state) &&
      (!wanted || agent.name.toLowerCase().includes(wanted) || agent.number.includes(wanted)),
  );

  return (
    <PageFrame
      title={t('agents.title')}
      tools={
        <>
          <Segmented<AgentState | 'ALL'>
            value={state}
            onChange={setState}
            options={[
              { value: 'ALL', label: `${t('common.all')} ${all.length}` },
              ...STATES.map((each) => ({
                value: each,
                label: t('agents.count', { state: t(`state.${each}`), n: counts.get(each) ?? 0 }),
              })),
            ]}
          />
          <Input
            allowClear
            style={{ width: 150 }}
            prefix={<SearchOutlined className="quiet" />}
            placeholder={t('agents.find')}
            aria-label={t('agents.find')}
            onChange={(event) => setText(event.target.value)}
          />
          {manages && names && (
            <Button type="primary" icon={<PlusOutlined />} data-testid="agent-new" onClick={() => setEditing('new')}>
              {t('common.create')}
            </Button>
          )}
        </>
      }
    >
      <BreakRequests manages={manages} onDone={agents.reload} />
      <AsyncTable<AgentView>
        loaded={{ ...agents, data: agents.data && shown }}
        rowKey="agentId"
        columns={columns}
        sticky
        empty={all.length > 0 ? t('common.noMatch') : t('agents.none')}
        emptyHint={all.length > 0 ? undefined : t('agents.noneHint')}
      />
      <AgentForm
        editing={editing}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          agents.reload();
        }}
      />
    </PageFrame>
  );
}

function useColumns(
  manages: boolean,
  reload: () => void,
  edit: (agent: AgentView) => void,
): TableColumnsType<AgentView> {
  const { t } = useI18n();
  return useMemo(
    () => [
      { title: t('agents.number'), dataIndex: 'number', width: 90, sorter: (a, b) => a.number.localeCompare(b.number) },
      { title: t('agents.name'), dataIndex: 'name', width: 120 },
      { title: t('contact.state'), dataIndex: 'state', width: 190, render: (_, agent) => <StateCell agent={agent} /> },
      {
        title: t('agents.since'),
        dataIndex: 'since',
        width: 90,
        align: 'right',
        render: (since: string) => <Since since={since} />,
      },
      { title: t('agents.device'), dataIndex: 'device', width: 230, render: (_, agent) => <DeviceCell agent={agent} /> },
      {
        title: t('agents.skills'),
        dataIndex: 'skills',
        width: 240,
        render: (_, agent) =>
          agent.skills.map((each) => (
            <Tag key={each.skill}>
              {each.skill} {each.level}
            </Tag>
          )),
      },
      {
        title: t('common.actions'),
        width: 170,
        render: (_, agent) => (
          <Space>
            <ForceState agent={agent} allowed={manages} onDone={reload} />
            <Button size="small" disabled={!manages} onClick={() => edit(agent)}>
              {t('common.edit')}
            </Button>
          </Space>
        ),
      },
    ],
    [edit, manages, reload, t],
  );
}

function StateCell({ agent }: { agent: AgentView }) {
  const { t, label } = useI18n();
  const reasons = useDesktop((state) => state.reasons);
  const reason = reasons.find((each) => each.code === agent.reason);
  return (
    <>
      <span className="state-pill" style={{ background: stateColour(agent.state) }}>
        {t(`state.${agent.state}`)}
      </span>
      {agent.reason && <span className="quiet small"> {reason ? label(reason) : agent.reason}</span>}
    </>
  );
}

function Since({ since }: { since: string }) {
  return <span className="num">{duration(secondsSince(since, useSecond()))}</span>;
}

function DeviceCell({ agent }: { agent: AgentView }) {
  const { t } = useI18n();
  const trouble = agent.deviceState === 'UNREGISTERED';
  return (
    <span className={trouble ? 'device-trouble' : undefined}>
      {agent.device} {trouble && <WarningOutlined aria-hidden />}{' '}
      <span className={trouble ? 'small' : 'quiet small'}>{t(`device.${agent.deviceState}`)}</span>
    </span>
  );
}

interface ForceStateProps {
  agent: AgentView;
  allowed: boolean;
  onDone(): void;
}

/** What may be asked for is what the agent itself might ask for; with a contact it comes after it. */
function ForceState({ agent, allowed, onDone }: ForceStateProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const force = (state: AgentState) =>
    void run(async () => {
      await hub.setAgentState(agent.agentId, state);
      void message.success(t('agents.forced', { name: agent.name }));
      onDone();
    });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: agent.allowed.map((state) => ({
          key: state,
          label: t(`state.${state}`),
          onClick: () => force(state),
        })),
      }}
    >
      <Button size="small" loading={busy} disabled={!allowed || agent.allowed.length === 0}>
        {t('agents.force')}
      </Button>
    </Dropdown>
  );
}
