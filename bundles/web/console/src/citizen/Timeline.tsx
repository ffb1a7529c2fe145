// SPDX-License-Identifier: Apache-2.0
import {
  BankOutlined,
  FileTextOutlined,
  LockOutlined,
  MergeCellsOutlined,
  MessageOutlined,
  PhoneOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import { Button, Empty, Segmented, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { citizens } from '../api/matter';
import type { TimelineEntry } from '../api/types';
import { may } from '../app/access';
import { shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useCategories } from '../desktop/categoryStore';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { lineOf, ofKinds, type Shown } from './timelineModel';

const ICON: Record<TimelineEntry['kind'], ReactNode> = {
  CONTACT: <PhoneOutlined />,
  TICKET: <FileTextOutlined />,
  NOTICE: <MessageOutlined />,
  VERIFICATION: <SafetyCertificateOutlined />,
  BUSINESS: <BankOutlined />,
  MERGE: <MergeCellsOutlined />,
};
const PAGE = 30;

interface TimelineProps {
  citizenId: string;
  contactId?: string;
  known: boolean;
  onOpenTicket?(ticket: string): void;
  onChanged(): void;
}

/** All that happened between a citizen and the hotline, newest first; nothing of it before a proof. */
export function Timeline({ known, ...rest }: TimelineProps) {
  const { t } = useI18n();
  return (
    <section className="panel grow" aria-label={t('timeline.title')} data-testid="timeline" data-locked={!known}>
      {known ? (
        <Entries {...rest} />
      ) : (
        <>
          <h2>{t('timeline.title')}</h2>
          <p className="locked">
            <LockOutlined aria-hidden /> {t('timeline.locked')}
          </p>
        </>
      )}
    </section>
  );
}

function Entries({ citizenId, contactId, onOpenTicket, onChanged }: Omit<TimelineProps, 'known'>) {
  const { t, describe } = useI18n();
  const [shown, setShown] = useState<Shown>('all');
  const [older, setOlder] = useState<{ items: TimelineEntry[]; next?: string }>();
  const [busy, run] = useAction();
  const first = useLoad(
    (signal) => citizens.timeline(citizenId, { contact: contactId, limit: PAGE }, signal),
    `timeline ${citizenId} ${contactId ?? ''}`,
  );
  useLive('gap', first.reload);
  useLive('ticket.changed', first.reload);
  const entries = [...(first.data?.items ?? []), ...(older?.items ?? [])];
  const next = older ? older.next : first.data?.next;
  const more = () =>
    run(async () => {
      const page = await citizens.timeline(citizenId, { contact: contactId, limit: PAGE, cursor: next });
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    });
  const visible = ofKinds(entries, shown);
  return (
    <>
      <header className="timeline-head">
        <h2>{t('timeline.title')}</h2>
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={(['all', 'CONTACT', 'TICKET', 'NOTICE'] as const).map((value) => ({ value, label: t(`timeline.${value}`) }))}
        />
      </header>
      <div className="panel-body">
        {first.loading && !first.data && <Skeleton active title={false} />}
        {first.failure !== undefined && !first.data && (
          <p role="alert">
            {describe(first.failure)}{' '}
            <Button size="small" onClick={first.reload}>
              {t('common.retry')}
            </Button>
          </p>
        )}
        {first.data && visible.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('timeline.none')} />}
        <ol className="timeline">
          {visible.map((entry) => (
            <Line key={`${entry.kind} ${entry.id}`} entry={entry} onOpenTicket={onOpenTicket} onChanged={onChanged} />
          ))}
        </ol>
        {next && (
          <Button size="small" block loading={busy} onClick={() => void more()}>
            {t('timeline.older')}
          </Button>
        )}
      </div>
    </>
  );
}

interface LineProps {
  entry: TimelineEntry;
  onOpenTicket?(ticket: string): void;
  onChanged(): void;
}

function Line({ entry, onOpenTicket, onChanged }: LineProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { all, load } = useCategories();
  const mayMerge = useSession((state) => may(state.session, 'citizen:merge'));
  const [busy, run] = useAction();
  useEffect(load, [load]);
  const { head, facts, alarm } = lineOf(entry, i18n, all);
  const opens = entry.kind === 'TICKET' && onOpenTicket;
  const undo = () =>
    run(async () => {
      await citizens.undoMerge(entry.id);
      onChanged();
    });
  return (
    <li data-testid={`timeline-${entry.kind}`}>
      <time>{shortDateTime(entry.at)}</time>
      <span className="timeline-icon" aria-hidden>
        {ICON[entry.kind]}
      </span>
      <span>
        {opens ? (
          <button type="button" className="link" onClick={() => onOpenTicket(entry.id)}>
            {head}
          </button>
        ) : (
          <b>{head}</b>
        )}{' '}
        <span className={alarm ? 'alarm' : 'quiet'}>{facts.join(' · ')}</span>
        {entry.kind === 'MERGE' && entry.label === 'merged' && mayMerge && (
          <Button size="small" type="link" loading={busy} onClick={() => void undo()}>
            {t('merge.undo')}
          </Button>
        )}
      </span>
    </li>
  );
}
