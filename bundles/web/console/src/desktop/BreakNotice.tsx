// SPDX-License-Identifier: Apache-2.0
import { CoffeeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { AgentView } from '../api/types';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { useDesktop } from './store';

/** A break that was applied for and not granted yet, or was refused; may be withdrawn or put aside. */
export function BreakNotice({ agent }: { agent: AgentView }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const second = useSecond();
  const withdraw = useDesktop((state) => state.withdrawBreak);
  const request = agent.breakRequest;
  if (!request) return null;
  const pending = request.state === 'PENDING';
  const text = pending
    ? t('break.pending', { duration: duration(secondsSince(request.since, second)) })
    : t('break.refused', { remark: request.remark });
  return (
    <span className="break-notice" data-testid="break-notice" data-state={request.state}>
      <span role="status" aria-label={t(pending ? 'break.pendingShort' : 'break.refusedShort')}>
        <CoffeeOutlined aria-hidden /> {text}
      </span>
      <Button size="small" data-testid="break-withdraw" loading={busy} onClick={() => void run(withdraw)}>
        {t(pending ? 'break.withdraw' : 'break.dismiss')}
      </Button>
    </span>
  );
}
