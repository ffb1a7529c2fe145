// SPDX-License-Identifier: Apache-2.0
import {
  CoffeeOutlined,
  CheckCircleOutlined,
  DownOutlined,
  FormOutlined,
  PauseCircleOutlined,
  PhoneOutlined,
  PoweroffOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, Skeleton, Space, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { AgentState, AgentView } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { keysOf, useShortcut, type ShortcutId } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { stateColour } from '../theme';
import { BreakNotice } from './BreakNotice';
import { QueueStrip } from './QueueStrip';
import { useDesktop } from './store';

const STATE_ICON: Record<AgentState, ReactNode> = {
  LOGGED_OUT: <PoweroffOutlined />,
  NOT_READY: <PauseCircleOutlined />,
  READY: <CheckCircleOutlined />,
  RESERVED: <PhoneOutlined />,
  BUSY: <PhoneOutlined />,
  AFTER_CALL_WORK: <FormOutlined />,
  BREAK: <CoffeeOutlined />,
};

/** Number, state with its clock, the buttons that change it, phone and queues; on every page of an agent. */
export function AgentBar() {
  const { t } = useI18n();
  const agent = useDesktop((state) => state.agent);
  const noAgent = useDesktop((state) => state.noAgent);
  if (noAgent) {
    return (
      <div className="agent-bar agent-none" role="note" title={t('agent.noneHint')}>
        <WarningOutlined /> {t('agent.none')}
      </div>
    );
  }
  if (!agent) {
    return (
      <div className="agent-bar">
        <Skeleton.Button active style={{ width: 620, height: 36 }} />
      </div>
    );
  }
  return (
    <div className="agent-bar" role="region" aria-label={t('agent.bar')}>
      <div className="agent-who">
        <b data-testid="agent-number">{agent.number}</b>
        <span>{agent.name}</span>
      </div>
      <StateBlock agent={agent} />
      <StateButtons agent={agent} />
      <BreakNotice agent={agent} />
      <DeviceState agent={agent} />
      <QueueStrip skills={agent.skills.map((each) => each.skill)} />
    </div>
  );
}

function StateBlock({ agent }: { agent: AgentView }) {
  const { t, label } = useI18n();
  const reasons = useDesktop((state) => state.reasons);
  const second = useSecond();
  const named = (code: string) => label(reasons.find((each) => each.code === code) ?? { code });
  const reasonText = agent.nextState
    ? t('agent.next', { state: t(`state.${agent.nextState}`) })
    : agent.reason
      ? named(agent.reason)
      : '';
  const name = t(`state.${agent.state}`);
  return (
    <div
      className="agent-state"
      data-testid="agent-state"
      data-state={agent.state}
      style={{ background: stateColour(agent.state) }}
    >
      <span className="agent-state-icon" aria-hidden>
        {STATE_ICON[agent.state]}
      </span>
      <span className="agent-state-text" role="status">
        <b>{name}</b>
        {reasonText && <small>{reasonText}</small>}
      </span>
      <time className="agent-state-clock" aria-hidden>
        {duration(secondsSince(agent.since, second))}
      </time>
    </div>
  );
}

function StateButtons({ agent }: { agent: AgentView }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const setState = useDesktop((state) => state.setState);
  const go = (state: AgentState, reason?: string) => void run(() => setState(state, reason));
  const after = agent.state === 'AFTER_CALL_WORK';
  const mayReady = agent.allowed.includes('READY');
  useShortcut('ready', () => go('READY'), mayReady);
  return (
    <div className="state-buttons">
      <StateButton
        testId="state-READY"
        shortcut="ready"
        label={t(after ? 'stateAction.readyNow' : 'stateAction.READY')}
        current={agent.state === 'READY'}
        disabled={!mayReady || busy}
        onClick={() => go('READY')}
      />
      <ReasonButton agent={agent} state="NOT_READY" shortcut="notReady" busy={busy} go={go} />
      <ReasonButton agent={agent} state="BREAK" shortcut="break" busy={busy} go={go} />
      <SignOff agent={agent} busy={busy} go={go} />
    </div>
  );
}

interface StateButtonProps {
  testId: string;
  shortcut: ShortcutId;
  label: string;
  current: boolean;
  disabled: boolean;
  onClick(): void;
}

function StateButton({ testId, shortcut, label, current, disabled, onClick }: StateButtonProps) {
  return (
    <Button
      data-testid={testId}
      className={current ? 'state-button state-current' : 'state-button'}
      aria-pressed={current}
      aria-keyshortcuts={keysOf(shortcut)}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
      <kbd aria-hidden>{keysOf(shortcut)}</kbd>
    </Button>
  );
}

interface ReasonButtonProps {
  agent: AgentView;
  state: 'NOT_READY' | 'BREAK';
  shortcut: ShortcutId;
  busy: boolean;
  go(state: AgentState, reason?: string): void;
}

/** One press takes the first reason, which is the usual one; the arrow beside it offers the others. */
function ReasonButton({ agent, state, shortcut, busy, go }: ReasonButtonProps) {
  const { t, label } = useI18n();
  const all = useDesktop((store) => store.reasons);
  const reasons = all.filter((reason) => reason.kind === state);
  const allowed = agent.allowed.includes(state);
  const current = (agent.nextState ?? agent.state) === state;
  const usual = () => go(state, reasons[0]?.code);
  useShortcut(shortcut, usual, allowed && !current);
  return (
    <Space.Compact>
      <StateButton
        testId={`state-${state}`}
        shortcut={shortcut}
        label={t(`stateAction.${state}`)}
        current={current}
        disabled={!allowed || busy}
        onClick={usual}
      />
      <Dropdown
        trigger={['click']}
        disabled={!allowed || reasons.length === 0}
        menu={{
          selectedKeys: current && agent.reason ? [agent.reason] : [],
          items: reasons.map((reason) => ({
            key: reason.code,
            label: <span data-testid={`reason-${reason.code}`}>{label(reason)}</span>,
            onClick: () => go(state, reason.code),
          })),
        }}
      >
        <Button
          className="state-more"
          data-testid={`state-${state}-reasons`}
          aria-label={t('stateAction.reasons', { state: t(`stateAction.${state}`) })}
          icon={<DownOutlined className="tiny" />}
        />
      </Dropdown>
    </Space.Compact>
  );
}

function SignOff({ agent, busy, go }: { agent: AgentView; busy: boolean; go(state: AgentState): void }) {
  const { t } = useI18n();
  const allowed = agent.allowed.includes('LOGGED_OUT') && agent.state !== 'LOGGED_OUT';
  return (
    <Button className="state-off" data-testid="state-LOGGED_OUT" disabled={!allowed || busy} onClick={() => go('LOGGED_OUT')}>
      {t('stateAction.LOGGED_OUT')}
    </Button>
  );
}

function DeviceState({ agent }: { agent: AgentView }) {
  const { t } = useI18n();
  const trouble = agent.deviceState === 'UNREGISTERED';
  return (
    <Tooltip title={trouble ? t('agent.deviceTrouble') : agent.device}>
      <span
        className={trouble ? 'device device-trouble' : 'device'}
        data-testid="device-state"
        data-state={agent.deviceState}
        role="status"
      >
        {trouble ? <WarningOutlined aria-hidden /> : <PhoneOutlined aria-hidden />}
        {t(`device.${agent.deviceState}`)}
      </span>
    </Tooltip>
  );
}
