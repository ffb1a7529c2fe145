// SPDX-License-Identifier: Apache-2.0
import { MessageOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { wallHub, type WallMessage } from '../api/wall';
import { time } from '../app/format';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';

/** What supervisors wrote to this agent (M2); each stays until it is acknowledged, also over a reload. */
export function SupervisorMessages() {
  const { t } = useI18n();
  const [messages, setMessages] = useState<WallMessage[]>([]);
  const [busy, run] = useAction();
  // What comes while a reading is on its way may not be in it.
  const arrived = useRef<WallMessage[]>([]);
  const read = useCallback(() => {
    arrived.current = [];
    // Without them the agent works on; the next gap or reload reads again.
    wallHub.messages().then(
      (unread) => setMessages(arrived.current.reduce(withMessage, unread)),
      () => {},
    );
  }, []);
  useEffect(read, [read]);
  useLive('gap', read);
  useLive<WallMessage>('wall.message', (message) => {
    arrived.current.push(message);
    setMessages((before) => withMessage(before, message));
  });
  const acknowledge = (message: WallMessage) =>
    void run(async () => {
      await wallHub.acknowledge(message.id);
      setMessages((before) => before.filter((each) => each.id !== message.id));
    });
  if (messages.length === 0) return null;
  return (
    <ul className="supervisor-messages" role="alert" aria-label={t('wall.messages')} data-testid="supervisor-messages">
      {messages.map((message) => (
        <li key={message.id} data-testid={`message-${message.id}`}>
          <MessageOutlined aria-hidden />
          <span>
            <b>{t('wall.from', { name: message.from, time: time(message.sentAt) })}</b> {message.text}
          </span>
          <Button size="small" loading={busy} data-testid="message-acknowledge" onClick={() => acknowledge(message)}>
            {t('wall.acknowledge')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function withMessage(messages: WallMessage[], message: WallMessage): WallMessage[] {
  return [...messages.filter((each) => each.id !== message.id), message];
}
