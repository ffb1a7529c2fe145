// SPDX-License-Identifier: Apache-2.0
import { App, Button, Input, Modal, Space, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { BreakRequestView } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';

const REFRESH_MS = 5_000;
const LONGEST_REASON = 200;

/** Who waits for a break, with grant and refuse; takes no room while nobody waits. */
export function BreakRequests({ manages, onDone }: { manages: boolean; onDone(): void }) {
  const { t } = useI18n();
  const polled = useLoad((signal) => hub.breakRequests(signal), 'break-requests', REFRESH_MS);
  const live = useDesktop((state) => state.breakRequests);
  const connected = useDesktop((state) => state.live === 'open');
  const [refusing, setRefusing] = useState<BreakRequestView>();
  const data = connected && live ? live : polled.data;
  const done = () => {
    polled.reload();
    onDone();
  };
  const columns = useColumns(manages, done, setRefusing);
  if (!data?.length && polled.failure === undefined) return null;
  return (
    <section className="break-requests" aria-label={t('break.title')} data-testid="break-requests">
      <h3>{t('break.title')}</h3>
      <AsyncTable<BreakRequestView> loaded={{ ...polled, data }} rowKey="agentId" columns={columns} empty={t('break.none')} />
      <Refusal request={refusing} onClose={() => setRefusing(undefined)} onDone={done} />
    </section>
  );
}

function useColumns(
  manages: boolean,
  done: () => void,
  refuse: (request: BreakRequestView) => void,
): TableColumnsType<BreakRequestView> {
  const { t, label } = useI18n();
  const reasons = useDesktop((state) => state.reasons);
  return useMemo(
    () => [
      { title: t('agents.number'), dataIndex: 'number', width: 90 },
      { title: t('agents.name'), dataIndex: 'name', width: 120 },
      {
        title: t('break.reason'),
        dataIndex: 'reason',
        width: 140,
        render: (code: string) => label(reasons.find((each) => each.code === code) ?? { code }),
      },
      { title: t('contact.state'), dataIndex: 'state', width: 110, render: (_, request) => t(`state.${request.state}`) },
      {
        title: t('break.waiting'),
        dataIndex: 'since',
        width: 90,
        align: 'right',
        render: (since: string) => <Waiting since={since} />,
      },
      {
        title: t('common.actions'),
        render: (_, request) => (
          <Space>
            <Grant request={request} disabled={!manages} onDone={done} />
            <Button size="small" disabled={!manages} data-testid="break-refuse" onClick={() => refuse(request)}>
              {t('break.refuse')}
            </Button>
          </Space>
        ),
      },
    ],
    [done, label, manages, reasons, refuse, t],
  );
}

function Waiting({ since }: { since: string }) {
  return <span className="num">{duration(secondsSince(since, useSecond()))}</span>;
}

interface GrantProps {
  request: BreakRequestView;
  disabled: boolean;
  onDone(): void;
}

function Grant({ request, disabled, onDone }: GrantProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const grant = () =>
    void run(() => hub.grantBreak(request.agentId)).then((good) => {
      if (good) void message.success(t('break.granted', { name: request.name }));
      onDone();
    });
  return (
    <Button size="small" type="primary" data-testid="break-grant" loading={busy} disabled={disabled} onClick={grant}>
      {t('break.grant')}
    </Button>
  );
}

interface RefusalProps {
  request?: BreakRequestView;
  onClose(): void;
  onDone(): void;
}

/** A refusal says why: the agent reads it. */
function Refusal({ request, onClose, onDone }: RefusalProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [busy, run] = useAction();
  const close = () => {
    setReason('');
    onClose();
  };
  const refuse = () =>
    request &&
    void run(() => hub.refuseBreak(request.agentId, reason.trim())).then((good) => {
      if (good) close();
      onDone();
    });
  return (
    <Modal
      open={request !== undefined}
      title={t('break.refuseTitle', { name: request?.name })}
      okText={t('break.refuse')}
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      onOk={refuse}
      onCancel={close}
      destroyOnHidden
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={LONGEST_REASON}
        showCount
        value={reason}
        aria-label={t('break.refuseReason')}
        placeholder={t('break.refuseReason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
