// SPDX-License-Identifier: Apache-2.0
import { App, Button, Descriptions, Drawer, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { wallHub, type SeatView } from '../api/wall';
import type { AgentState } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useAction } from '../app/useAction';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { stateColour } from '../theme';
import { PhoneNumber } from '../widgets/PhoneNumber';
import { regionName } from '../widgets/region';
import { askable } from './model';

const LONGEST_MESSAGE = 200;

interface SeatDrawerProps {
  seat?: SeatView;
  /** Whether the person may change states and write. */
  acts: boolean;
  skillName(code: string): string;
  onClose(): void;
}

/** What a seat does, with a change of its state and a word to it (M2). */
export function SeatDrawer({ seat, acts, skillName, onClose }: SeatDrawerProps) {
  const { t } = useI18n();
  return (
    <Drawer
      open={seat !== undefined}
      onClose={onClose}
      size={420}
      mask={false}
      title={seat && t('wall.seatTitle', { number: seat.number, name: seat.name })}
      destroyOnHidden
    >
      {seat && (
        <div data-testid="seat-detail">
          <SeatFacts seat={seat} skillName={skillName} />
          {acts && <StateForm key={`${seat.agentId}-state`} seat={seat} />}
          {acts && <MessageForm key={`${seat.agentId}-message`} seat={seat} />}
        </div>
      )}
    </Drawer>
  );
}

function SeatFacts({ seat, skillName }: { seat: SeatView; skillName(code: string): string }) {
  const { t, label, language } = useI18n();
  const reasons = useDesktop((state) => state.reasons);
  const second = useSecond();
  const reason = reasons.find((each) => each.code === seat.reason);
  const contact = seat.contact;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        {
          key: 'state',
          label: t('contact.state'),
          children: (
            <>
              <span className="state-pill" style={{ background: stateColour(seat.state) }}>
                {t(`state.${seat.state}`)}
              </span>
              {seat.reason && <span className="quiet"> {reason ? label(reason) : seat.reason}</span>}
            </>
          ),
        },
        { key: 'since', label: t('wall.since'), children: <span className="num">{duration(secondsSince(seat.since, second))}</span> },
        ...(seat.nextState ? [{ key: 'next', label: t('wall.next'), children: t(`state.${seat.nextState}`) }] : []),
        ...(contact
          ? [
              { key: 'caller', label: t('wall.caller'), children: <PhoneNumber number={contact.caller} /> },
              { key: 'line', label: t('wall.line'), children: contact.line || '–' },
              { key: 'skill', label: t('queue.skill'), children: contact.skill ? skillName(contact.skill) : '–' },
              {
                key: 'talk',
                label: t('metric.talking'),
                children: <span className="num">{contact.answeredAt ? duration(secondsSince(contact.answeredAt, second)) : '–'}</span>,
              },
            ]
          : []),
        { key: 'skills', label: t('agents.skills'), children: seat.skills.map(skillName).join(', ') || '–' },
        { key: 'region', label: t('wall.region'), children: regionName(seat.region, language) },
      ]}
    />
  );
}

function StateForm({ seat }: { seat: SeatView }) {
  const { t, label } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const [state, setState] = useState<AgentState>();
  const [reason, setReason] = useState<string>();
  const reasons = useDesktop((desktop) => desktop.reasons).filter((each) => each.kind === state);
  const change = () =>
    state &&
    void run(async () => {
      await wallHub.setState(seat.agentId, state, reason);
      void message.success(t('agents.forced', { name: seat.name }));
      setState(undefined);
    });
  return (
    <section className="seat-form" aria-label={t('wall.changeState')}>
      <h3>{t('wall.changeState')}</h3>
      {seat.contact && <p className="quiet small">{t('wall.afterContact')}</p>}
      <Space wrap>
        <Select
          style={{ width: 130 }}
          value={state}
          placeholder={t('wall.newState')}
          aria-label={t('wall.newState')}
          options={askable(seat.state).map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(value) => {
            setState(value);
            setReason(undefined);
          }}
        />
        {reasons.length > 0 && (
          <Select
            style={{ width: 140 }}
            allowClear
            value={reason}
            placeholder={t('break.reason')}
            aria-label={t('break.reason')}
            options={reasons.map((each) => ({ value: each.code, label: label(each) }))}
            onChange={setReason}
          />
        )}
        <Button type="primary" data-testid="seat-state-submit" disabled={!state} loading={busy} onClick={change}>
          {t('wall.change')}
        </Button>
      </Space>
    </section>
  );
}

function MessageForm({ seat }: { seat: SeatView }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const [text, setText] = useState('');
  const send = () =>
    void run(async () => {
      await wallHub.send(seat.agentId, text.trim());
      void message.success(t('wall.sent', { name: seat.name }));
      setText('');
    });
  return (
    <section className="seat-form" aria-label={t('wall.message')}>
      <h3>{t('wall.message')}</h3>
      <Input.TextArea
        rows={3}
        maxLength={LONGEST_MESSAGE}
        showCount
        value={text}
        data-testid="seat-message"
        aria-label={t('wall.message')}
        placeholder={t('wall.messageHint')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="primary" data-testid="seat-message-submit" disabled={text.trim() === ''} loading={busy} onClick={send}>
        {t('wall.send')}
      </Button>
    </section>
  );
}
