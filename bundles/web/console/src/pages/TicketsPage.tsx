// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Segmented, Tooltip, type TableColumnsType } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { tickets, type TicketFilter } from '../api/matter';
import type { TicketSummary } from '../api/types';
import { may } from '../app/access';
import { shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useCategories } from '../desktop/categoryStore';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { attentionFirst } from '../tickets/listing';
import { useActorName, useDepartmentName, useRegistersLoaded } from '../tickets/registers';
import TicketDrawer from '../tickets/TicketDrawer';
import { TicketFilters } from '../tickets/TicketFilters';
import { TicketMarks, TicketStateTag } from '../tickets/TicketStateTag';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { usePages } from '../widgets/usePages';

type View = 'all' | 'mine' | 'attention';

const LIMIT = 50;
const PINNED = 20;
const REFRESH_MS = 30_000;

/** The list of tickets; one of them in a drawer whose address can be sent to a colleague. */
export default function TicketsPage() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const open = useParams()['*'] || undefined;
  const self = useSession((state) => state.session?.user.id);
  const [view, setView] = useState<View>('all');
  const [filter, setFilter] = useState<TicketFilter>({});
  useRegistersLoaded();
  const wanted: TicketFilter = {
    ...filter,
    ...(view === 'mine' ? { createdBy: self } : {}),
    ...(view === 'attention' ? { state: 'ATTENTION' } : {}),
  };
  const pages = usePages(
    async (cursor, signal) => {
      const page = tickets.list({ ...wanted, cursor, limit: LIMIT }, signal);
      if (cursor || wanted.state) return page;
      const [all, attention] = await Promise.all([page, tickets.list({ ...wanted, state: 'ATTENTION', limit: PINNED }, signal)]);
      return { ...all, items: attentionFirst(attention.items, all.items) };
    },
    JSON.stringify(wanted),
    REFRESH_MS,
  );
  useLive('ticket.changed', pages.rows.reload);
  useLive('gap', pages.rows.reload);
  const columns = useColumns();
  const show = (id?: string) => void navigate(id ? `/tickets/${id}` : '/tickets');
  const filtered = Object.values(wanted).some(Boolean);
  return (
    <section className="panel page">
      <div className="list" data-testid="ticket-list">
        <header className="list-head">
          <h2>{t('screen.tickets')}</h2>
          <Segmented<View>
            value={view}
            onChange={setView}
            options={(['all', 'mine', 'attention'] as const).map((value) => ({ value, label: <span data-testid={`view-${value}`}>{t(`ticket.view.${value}`)}</span> }))}
          />
          <span className="grow" />
          <Tooltip title={t('common.refresh')}>
            <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={pages.rows.reload} />
          </Tooltip>
          <ExportButton filter={wanted} />
        </header>
        <div className="ticket-filters">
          <TicketFilters filter={filter} stateFixed={view === 'attention'} onChange={setFilter} />
        </div>
        <div className="list-body">
          <AsyncTable<TicketSummary>
            loaded={pages.rows}
            rowKey="id"
            columns={columns}
            sticky
            rowClassName={(ticket) => (ticket.state === 'ATTENTION' ? 'row-attention' : '')}
            empty={t(filtered ? 'common.noMatch' : 'ticket.none')}
            emptyHint={filtered ? undefined : t('ticket.noneHint')}
            onRow={(ticket) => ({
              className: 'clickable',
              tabIndex: 0,
              onClick: () => show(ticket.id),
              onKeyDown: (event) => {
                if (event.key === 'Enter') show(ticket.id);
              },
            })}
          />
        </div>
        <Pager pages={pages} />
      </div>
      {open && <TicketDrawer key={open} ticketId={open} onClose={() => show()} onChanged={pages.rows.reload} />}
    </section>
  );
}

function useColumns(): TableColumnsType<TicketSummary> {
  const { t, label } = useI18n();
  const { all, load } = useCategories();
  const department = useDepartmentName();
  const actor = useActorName();
  useEffect(load, [load]);
  const names = useMemo(() => new Map(all.map((category) => [category.code, category])), [all]);
  return [
    { title: t('ticket.number'), dataIndex: 'number', width: 136, render: (number: string) => <span className="num">{number}</span> },
    { title: t('ticket.state'), dataIndex: 'state', width: 96, render: (_, ticket) => <TicketStateTag state={ticket.state} /> },
    {
      title: t('ticket.title'),
      dataIndex: 'title',
      width: 280,
      ellipsis: true,
      render: (title: string, ticket) => (
        <span title={title}>
          <TicketMarks ticket={ticket} />
          {title}
        </span>
      ),
    },
    { title: t('ticket.requestType'), dataIndex: 'requestType', width: 84, render: (type: TicketSummary['requestType']) => t(`requestType.${type}`) },
    {
      title: t('ticket.category'),
      dataIndex: 'category',
      width: 130,
      ellipsis: true,
      render: (code: string) => label(names.get(code) ?? { code }),
    },
    { title: t('ticket.department'), dataIndex: 'department', width: 150, ellipsis: true, render: (code?: string) => department(code) },
    { title: t('ticket.due'), dataIndex: 'due', width: 128, render: (at: string | undefined, ticket) => <span className={ticket.overdue ? 'num alarm' : 'num'}>{at ? shortDateTime(at) : '–'}</span> },
    { title: t('ticket.createdAt'), dataIndex: 'createdAt', width: 128, render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('ticket.createdBy'), dataIndex: 'createdBy', width: 110, ellipsis: true, render: (by: string) => actor(`USER:${by}`) },
  ];
}

function ExportButton({ filter }: { filter: TicketFilter }) {
  const { t } = useI18n();
  const allowed = useSession((state) => may(state.session, 'ticket:export'));
  const [busy, run] = useAction();
  if (!allowed) return null;
  const name = `tickets-${new Date().toISOString().slice(0, 10)}.csv`;
  return (
    <Tooltip title={t('contact.exportHint')}>
      <Button icon={<DownloadOutlined />} loading={busy} data-testid="ticket-export" onClick={() => void run(() => tickets.exportCsv({ ...filter }, name))}>
        {t('contact.export')}
      </Button>
    </Tooltip>
  );
}
