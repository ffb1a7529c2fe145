// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined, ReloadOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Tooltip, type TableColumnsType } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { hub, type ContactFilter } from '../api/hub';
import type { ContactSummary } from '../api/types';
import { may } from '../app/access';
import { duration, shortDateTime, time } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useCategories } from '../desktop/categoryStore';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { AsyncTable } from './AsyncTable';
import { ContactDrawer } from './ContactDrawer';
import { ContactFilters } from './ContactFilters';
import { ContactStateTag } from './ContactStateTag';
import { dayRange } from './dayRange';
import { Pager } from './Pager';
import { PhoneNumber } from './PhoneNumber';
import { regionName } from './region';
import { usePages } from './usePages';

interface ContactListProps {
  /** `mine`: own contacts of today; `all`: those that the person may see. */
  scope: 'mine' | 'all';
  title: ReactNode;
  /** On the desktop: fewer columns, smaller pages. */
  compact?: boolean;
}

const REFRESH_MS = 15_000;

/** A searchable list of contacts with details, play-back and export. */
export function ContactList({ scope, title, compact = false }: ContactListProps) {
  const { t } = useI18n();
  const [filter, setFilter] = useState<ContactFilter>(() => (scope === 'all' ? dayRange() : {}));
  const [open, setOpen] = useState<string>();
  const limit = compact ? 20 : 50;
  const agentId = useDesktop((state) => state.agent?.agentId);
  // The day is taken anew at each read, so that a list left open over midnight moves on.
  const wanted = (): ContactFilter => (scope === 'mine' ? { ...filter, ...dayRange(), agentId } : filter);
  const pages = usePages(
    (cursor, signal) => hub.contacts({ ...wanted(), cursor, limit }, signal),
    JSON.stringify({ filter, agentId }),
    REFRESH_MS,
  );
  const columns = useColumns(scope, compact);
  const filtered = Boolean(filter.number || filter.state || filter.agentId || filter.category || filter.region);
  return (
    <div className="list" data-testid="contact-list">
      <header className="list-head">
        <h2>{title}</h2>
        <ContactFilters scope={scope} filter={filter} onChange={setFilter} />
        <Tooltip title={t('common.refresh')}>
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
        </Tooltip>
        <ExportButton scope={scope} filterNow={wanted} />
      </header>
      <div className="list-body">
        <AsyncTable<ContactSummary>
          loaded={pages.rows}
          rowKey="id"
          columns={columns}
          sticky
          empty={filtered || scope === 'all' ? t('common.noMatch') : t('contact.none')}
          onRow={(contact) => ({
            className: 'clickable',
            tabIndex: 0,
            onClick: () => setOpen(contact.id),
            onKeyDown: (event) => {
              if (event.key === 'Enter') setOpen(contact.id);
            },
          })}
        />
      </div>
      <Pager pages={pages} />
      <ContactDrawer contactId={open} onClose={() => setOpen(undefined)} />
    </div>
  );
}

function useColumns(scope: 'mine' | 'all', compact: boolean): TableColumnsType<ContactSummary> {
  const i18n = useI18n();
  const { t, language, label, word } = i18n;
  const { all, load } = useCategories();
  useEffect(load, [load]);
  return useMemo(() => {
    const names = new Map(all.map((category) => [category.code, category]));
    const columns: (TableColumnsType<ContactSummary>[number] & { wide?: boolean; foreign?: boolean })[] = [
      {
        title: t('contact.time'),
        dataIndex: 'offeredAt',
        width: scope === 'mine' ? 88 : 136,
        render: (at: string) => <span className="num">{scope === 'mine' ? time(at) : shortDateTime(at)}</span>,
      },
      { title: t('contact.number'), dataIndex: 'caller', width: 136, render: (n: string) => <PhoneNumber number={n} /> },
      { title: t('caller.region'), dataIndex: 'region', width: 120, wide: true, render: (r: string) => regionName(r, language) },
      { title: t('contact.state'), dataIndex: 'state', width: 96, render: (_, contact) => <ContactStateTag state={contact.state} /> },
      { title: t('contact.agent'), dataIndex: 'agentName', width: 100, foreign: true, render: (name?: string) => name ?? '–' },
      { title: t('contact.wait'), dataIndex: 'waitSeconds', width: 76, align: 'right', wide: true, render: (s) => <span className="num">{duration(s)}</span> },
      { title: t('contact.talk'), dataIndex: 'talkSeconds', width: 76, align: 'right', render: (s) => <span className="num">{duration(s)}</span> },
      {
        title: t('contact.category'),
        dataIndex: 'category',
        width: 180,
        ellipsis: true,
        render: (code?: string) => (code ? label(names.get(code) ?? { code }) : <span className="quiet">–</span>),
      },
      { title: t('contact.endReason'), dataIndex: 'endReason', width: 120, wide: true, render: (reason?: string) => word('endReason', reason) },
      {
        title: t('contact.recording'),
        dataIndex: 'hasRecording',
        width: 60,
        align: 'center',
        render: (has: boolean) => (has ? <SoundOutlined aria-label={t('common.yes')} /> : ''),
      },
    ];
    return columns.filter((column) => !(compact && column.wide) && !(scope === 'mine' && column.foreign));
  }, [all, compact, label, language, scope, t, word]);
}

/** Taking the contacts of others out of the hub is a permission of its own. */
function ExportButton({ scope, filterNow }: { scope: 'mine' | 'all'; filterNow(): ContactFilter }) {
  const { t } = useI18n();
  const mine = scope === 'mine';
  const allowed = useSession((state) => may(state.session, mine ? 'contact:own' : 'contact:export'));
  const [busy, run] = useAction();
  if (!allowed) return null;
  const exportNow = () => {
    const day = new Date().toISOString().slice(0, 10);
    const take = mine ? hub.exportMyContacts : hub.exportContacts;
    void run(() => take({ ...filterNow() }, `contacts-${day}.csv`));
  };
  return (
    <Tooltip title={t('contact.exportHint')}>
      <Button icon={<DownloadOutlined />} data-testid="contact-export" loading={busy} onClick={exportNow}>
        {t('contact.export')}
      </Button>
    </Tooltip>
  );
}
