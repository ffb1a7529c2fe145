// SPDX-License-Identifier: Apache-2.0
import {
  AudioMutedOutlined,
  AudioOutlined,
  CaretRightOutlined,
  PauseOutlined,
  PhoneOutlined,
} from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AgentView, Contact, ControlName } from '../api/types';
import { secondsSince, secondsUntil, useSecond } from '../app/clock';
import { duration, phone } from '../app/format';
import { keysOf, useShortcut, type ShortcutId } from '../app/shortcuts';
import { useAction } from '../app/useAction';
import { useI18n, type Key } from '../i18n';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { phaseOf, type Phase } from './model';
import { useDesktop } from './store';

/** One line of fixed height: who is on the line, for how long, and what can be done about it now. */
export function CallStrip() {
  const { t } = useI18n();
  const contact = useDesktop((state) => state.contact);
  const agent = useDesktop((state) => state.agent);
  const phase = phaseOf(contact);
  return (
    <section className={`call-strip call-${phase}`} aria-label={t('call.controls')} data-testid="call-strip" data-phase={phase}>
      {contact ? <OnTheLine contact={contact} phase={phase} agent={agent} /> : <Idle agent={agent} />}
      <CallControls contact={contact} />
      <span className="sr-only" role="alert">
        {contact && phase === 'ringing' ? t('call.announce', { number: phone(contact.caller) }) : ''}
      </span>
    </section>
  );
}

function Idle({ agent }: { agent?: AgentView }) {
  const { t } = useI18n();
  const hint: Key =
    agent?.state === 'READY'
      ? 'call.idleReady'
      : agent?.state === 'LOGGED_OUT'
        ? 'call.idleLoggedOut'
        : 'call.idleNotReady';
  return (
    <div className="call-who">
      <span className="call-phase">{t('call.idle')}</span>
      <span className="quiet">{t(hint)}</span>
    </div>
  );
}

function OnTheLine({ contact, phase, agent }: { contact: Contact; phase: Phase; agent?: AgentView }) {
  const { t } = useI18n();
  const phaseKey: Key = phase === 'ringing' ? 'call.ringing' : phase === 'talking' ? 'call.talking' : 'call.after';
  return (
    <div className="call-who">
      <span className="call-phase">{t(phaseKey)}</span>
      <b className="call-number" data-testid="caller-number">
        <PhoneNumber number={contact.caller} />
      </b>
      <CallClock contact={contact} phase={phase} agent={agent} />
      {phase === 'talking' && contact.checking && <Tag className="call-flag" data-testid="call-checking">{t('call.checking')}</Tag>}
      {phase === 'talking' && contact.held && !contact.checking && <Tag className="call-flag">{t('call.held')}</Tag>}
      {phase === 'talking' && contact.muted && <Tag className="call-flag">{t('call.muted')}</Tag>}
      {phase === 'ringing' && !contact.controls.answer && <span className="call-hint">{t('call.ringingHint')}</span>}
    </div>
  );
}

function CallClock({ contact, phase, agent }: { contact: Contact; phase: Phase; agent?: AgentView }) {
  const { t } = useI18n();
  const second = useSecond();
  if (phase === 'ringing') {
    const waited = secondsSince(contact.queuedAt ?? contact.offeredAt, second);
    return <span className="call-clock">{t('call.waited', { duration: duration(waited) })}</span>;
  }
  if (phase === 'talking') {
    return <time className="call-clock">{duration(secondsSince(contact.answeredAt ?? contact.offeredAt, second))}</time>;
  }
  if (agent?.state === 'AFTER_CALL_WORK' && agent.afterCallUntil) {
    const left = secondsUntil(agent.afterCallUntil, second);
    return (
      <span className="call-clock" data-testid="after-call-left">
        {t('call.afterLeft', { duration: duration(left) })}
      </span>
    );
  }
  return <span className="call-clock">{duration(contact.talkSeconds)}</span>;
}

function CallControls({ contact }: { contact?: Contact }) {
  const { t } = useI18n();
  // While the caller proves who that is, the way back is the same as from a hold.
  const checking = contact?.checking ?? false;
  const held = checking || (contact?.held ?? false);
  const muted = contact?.muted ?? false;
  return (
    <div className="call-controls" role="group" aria-label={t('call.controls')}>
      <Control
        contact={contact}
        name="answer"
        testId="control-answer"
        shortcut="answer"
        label={t('call.answer')}
        icon={<PhoneOutlined />}
        className="control-answer"
      />
      <Control
        contact={contact}
        name={held ? 'retrieve' : 'hold'}
        testId="control-hold"
        shortcut="hold"
        label={t(checking ? 'call.endCheck' : held ? 'call.retrieve' : 'call.hold')}
        icon={held ? <CaretRightOutlined /> : <PauseOutlined />}
        pressed={held}
      />
      <Control
        contact={contact}
        name={muted ? 'unmute' : 'mute'}
        testId="control-mute"
        shortcut="mute"
        label={t(muted ? 'call.unmute' : 'call.mute')}
        icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />}
        pressed={muted}
      />
      <Control
        contact={contact}
        name="hangup"
        testId="control-hangup"
        shortcut="hangup"
        label={t('call.hangup')}
        icon={<PhoneOutlined rotate={135} />}
        className="control-hangup"
      />
    </div>
  );
}

interface ControlProps {
  contact?: Contact;
  name: ControlName;
  testId: string;
  shortcut: ShortcutId;
  label: string;
  icon: ReactNode;
  pressed?: boolean;
  className?: string;
}

/** Grey unless the hub says that the switch can do it now. */
function Control({ contact, name, testId, shortcut, label, icon, pressed, className = '' }: ControlProps) {
  const control = useDesktop((state) => state.control);
  const [busy, run] = useAction();
  const allowed = contact?.controls[name] ?? false;
  const press = () => void run(() => control(name));
  useShortcut(shortcut, press, allowed);
  return (
    <Button
      className={`control ${className}`}
      data-testid={testId}
      aria-keyshortcuts={keysOf(shortcut)}
      aria-pressed={pressed}
      title={`${label} (${keysOf(shortcut)})`}
      icon={icon}
      disabled={!allowed}
      aria-busy={busy}
      onClick={press}
    >
      {label}
    </Button>
  );
}
