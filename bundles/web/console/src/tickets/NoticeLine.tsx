// SPDX-License-Identifier: Apache-2.0
import { Button } from 'antd';
import { useState } from 'react';
import { notices } from '../api/matter';
import type { Notice, NoticeState } from '../api/types';
import { may } from '../app/access';
import { shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { ReasonForm } from '../citizen/ReasonForm';
import { useI18n } from '../i18n';

const TONE: Record<NoticeState, string> = { WAITING: 'out', SENT: 'talking', DELIVERED: 'ready', FAILED: 'busy', UNCERTAIN: 'ringing' };

export function isFailed(notice: Notice): boolean {
  return notice.state === 'FAILED' || notice.state === 'UNCERTAIN';
}

export function NoticeStateTag({ state }: { state: NoticeState }) {
  const { word } = useI18n();
  return (
    <span className="dot-tag" data-state={state} data-testid="notice-state">
      <i style={{ background: `var(--sn-${TONE[state] ?? 'quiet'})` }} aria-hidden />
      {word('noticeState', state)}
    </span>
  );
}

export function NoticeLine({ notice, onChanged }: { notice: Notice; onChanged(notice: Notice): void }) {
  const { t, cause } = useI18n();
  const at = notice.deliveredAt ?? notice.sentAt ?? notice.createdAt;
  return (
    <div className="notice" data-testid={`notice-${notice.id}`}>
      <div className="notice-head">
        <NoticeStateTag state={notice.state} />
        <span className="num">{notice.to}</span>
        <span className="quiet small">
          {shortDateTime(at)}
          {notice.attempt > 1 && ` · ${t('notice.attempt', { n: notice.attempt })}`}
          {notice.dueAt && ` · ${t('notice.dueAt', { at: shortDateTime(notice.dueAt) })}`}
        </span>
      </div>
      <p className="summary-text small">{notice.text}</p>
      {notice.code && (
        <div className="alarm small">
          {cause(notice.code)} {notice.reason && <span className="quiet">({notice.reason})</span>}
        </div>
      )}
      <Resend notice={notice} onChanged={onChanged} />
    </div>
  );
}

/** Only what failed or is uncertain is sent again, by a person who says why. */
export function Resend({ notice, onChanged }: { notice: Notice; onChanged(notice: Notice): void }) {
  const { t } = useI18n();
  const allowed = useSession((state) => may(state.session, 'notice:resend'));
  const [asking, setAsking] = useState(false);
  if (!allowed || !isFailed(notice)) return null;
  if (!asking) {
    return (
      <Button size="small" data-testid={`resend-${notice.id}`} onClick={() => setAsking(true)}>
        {t('notice.resend')}
      </Button>
    );
  }
  return (
    <ReasonForm
      title={t(notice.state === 'UNCERTAIN' ? 'notice.resendUncertain' : 'notice.resendWhy')}
      usual={[t('notice.why.again'), t('notice.why.asked')]}
      submit={t('notice.resend')}
      testId="resend"
      onCancel={() => setAsking(false)}
      onSubmit={async (reason) => {
        onChanged(await notices.resend(notice.id, reason));
        setAsking(false);
      }}
    />
  );
}
