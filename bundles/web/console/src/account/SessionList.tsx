// SPDX-License-Identifier: Apache-2.0
import { Button, Popconfirm, Tag, type TableColumnsType } from 'antd';
import type { OpenSession } from '../api/types';
import { shortDateTime } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { browserName } from './browser';

interface SessionListProps {
  /** Whose; another key reads anew. */
  of: string;
  read(signal: AbortSignal): Promise<OpenSession[]>;
  end(sessionId: string): Promise<unknown>;
  endAll(): Promise<unknown>;
  endAllLabel: string;
}

/** Where somebody is logged in. The session that asks is not ended here: that is what logging out is for. */
export function SessionList({ of, read, end, endAll, endAllLabel }: SessionListProps) {
  const { t } = useI18n();
  const sessions = useLoad(read, `sessions ${of}`);
  const [busy, run] = useAction();
  const act = (work: () => Promise<unknown>) => void run(work).then(() => sessions.reload());
  const columns: TableColumnsType<OpenSession> = [
    { title: t('sessions.since'), dataIndex: 'since', render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('sessions.used'), dataIndex: 'usedAt', render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('sessions.address'), dataIndex: 'address' },
    { title: t('sessions.browser'), dataIndex: 'browser', render: (name?: string) => <span title={name}>{browserName(name)}</span> },
    {
      title: t('common.actions'),
      render: (_, session) =>
        session.current ? (
          <Tag>{t('sessions.current')}</Tag>
        ) : (
          <Button size="small" danger disabled={busy} data-testid={`session-end-${session.id}`} onClick={() => act(() => end(session.id))}>
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
  const others = (sessions.data ?? []).some((session) => !session.current);
  return (
    <>
      <AsyncTable<OpenSession> loaded={sessions} rowKey="id" columns={columns} empty={t('sessions.none')} />
      <Popconfirm title={t('sessions.endAllConfirm')} disabled={!others} onConfirm={() => act(endAll)}>
        <Button className="gap-above" danger disabled={!others} loading={busy} data-testid="sessions-end-all">
          {endAllLabel}
        </Button>
      </Popconfirm>
    </>
  );
}
