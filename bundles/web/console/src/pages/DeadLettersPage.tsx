// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined, RedoOutlined, ReloadOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Select, Tag, type TableColumnsType } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { deadLetters, type DeadLetter, type DeadLetterFilter, type DeadLetterOutcome } from '../api/operations';
import { may } from '../app/access';
import { shortDateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { DeadLetterDrawer } from '../operations/DeadLetterDrawer';
import { DiscardForm } from '../operations/DiscardForm';
import { partOf } from '../trace/sequence';
import { AsyncTable } from '../widgets/AsyncTable';
import { Pager } from '../widgets/Pager';
import { SlowInput } from '../widgets/SlowInput';
import { usePages } from '../widgets/usePages';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 10_000;
const AT_ONCE = 50;

/** Messages that could not be handled: what they are, why, what waits behind them, and what to do (P11). */
export default function DeadLettersPage() {
  const { t } = useI18n();
  const [params] = useSearchParams();
  const [filter, setFilter] = useState<DeadLetterFilter>(() => ({ consumer: params.get('consumer') ?? undefined }));
  const [chosen, setChosen] = useState<string[]>([]);
  const [shown, setShown] = useState<string>();
  const pages = usePages((cursor, signal) => deadLetters.list({ ...filter, cursor, limit: AT_ONCE }, signal), JSON.stringify(filter), REFRESH_MS);
  const { reload } = pages.rows;
  useLive('gap', reload);
  const manages = useSession((state) => may(state.session, 'bus:manage'));
  const change = (part: DeadLetterFilter) => setFilter((now) => ({ ...now, ...part }));
  const there = chosen.filter((letter) => pages.rows.data?.some((row) => row.id === letter));
  const after = () => {
    setChosen([]);
    reload();
  };
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <PageFrame
      title={t('screen.dead-letters')}
      foot={<Pager pages={pages} />}
      tools={
        <>
          {manages && <Actions ids={there} onDone={after} />}
          <Filters filter={filter} onChange={change} />
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={reload} />
        </>
      }
    >
      <AsyncTable<DeadLetter>
        loaded={pages.rows}
        rowKey="id"
        columns={useColumns(manages ? setShown : undefined)}
        sticky
        rowSelection={manages ? { selectedRowKeys: there, onChange: (keys) => setChosen(keys.map(String)) } : undefined}
        onRow={(letter) => ({ 'data-testid': `letter-${letter.messageId}`, 'data-behind': letter.behind }) as object}
        empty={t(filtered ? 'common.noMatch' : 'dead.none')}
        emptyHint={filtered ? undefined : t('dead.noneHint')}
      />
      {shown && <DeadLetterDrawer id={shown} onClose={() => setShown(undefined)} />}
    </PageFrame>
  );
}

function useColumns(onShow?: (id: string) => void): TableColumnsType<DeadLetter> {
  const { t, word } = useI18n();
  return [
    { title: t('dead.parkedAt'), dataIndex: 'parkedAt', width: 130, render: (at: string) => <span className="num">{shortDateTime(at)}</span> },
    { title: t('dead.consumer'), dataIndex: 'consumer', width: 140, render: (name: string) => <span title={name}>{word('component', partOf(name))}</span> },
    {
      title: t('dead.type'),
      dataIndex: 'type',
      width: 200,
      render: (type: string) => (
        <>
          {word('message', type.split('/')[0])}
          <div className="small quiet">{type}</div>
        </>
      ),
    },
    {
      title: t('dead.reason'),
      dataIndex: 'reason',
      width: 340,
      render: (reason: string, { behind }) =>
        behind ? <Tag>{t('dead.behind')}</Tag> : <span className="clamp alarm" title={reason}>{reason}</span>,
    },
    {
      title: t('dead.key'),
      dataIndex: 'key',
      width: 240,
      render: (key: string, { waiting }) => (
        <>
          <code className="small">{key}</code>
          {waiting > 0 && <div className="small alarm">{t('dead.waiting', { n: waiting })}</div>}
        </>
      ),
    },
    { title: t('dead.tries'), dataIndex: 'tries', width: 70, align: 'right' },
    {
      title: t('common.actions'),
      width: 80,
      hidden: !onShow,
      render: (_, { id, messageId }) => (
        <Button size="small" data-testid={`letter-show-${messageId}`} onClick={() => onShow?.(id)}>
          {t('common.detail')}
        </Button>
      ),
    },
  ];
}

interface FiltersProps {
  filter: DeadLetterFilter;
  onChange(part: DeadLetterFilter): void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useI18n();
  const moment = (text?: string): Dayjs | null => (text ? dayjs(text) : null);
  return (
    <>
      <SlowInput placeholder={t('dead.findConsumer')} width={150} testId="dead-consumer" initial={filter.consumer} onChange={(consumer) => onChange({ consumer })} />
      <SlowInput placeholder={t('dead.findType')} width={150} testId="dead-type" onChange={(type) => onChange({ type })} />
      <Select
        allowClear
        style={{ width: 120 }}
        placeholder={t('dead.state')}
        aria-label={t('dead.state')}
        data-testid="dead-state"
        value={filter.behind}
        onChange={(behind?: boolean) => onChange({ behind })}
        options={[
          { value: false, label: t('dead.failed') },
          { value: true, label: t('dead.behind') },
        ]}
      />
      <DatePicker.RangePicker
        showTime={{ format: 'HH:mm' }}
        format="MM-DD HH:mm"
        style={{ width: 240 }}
        allowEmpty={[true, true]}
        aria-label={t('dead.parkedAt')}
        value={[moment(filter.from), moment(filter.until)]}
        onChange={(range) => onChange({ from: range?.[0]?.toISOString(), until: range?.[1]?.toISOString() })}
      />
    </>
  );
}

function Actions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t, cause } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const [discarding, setDiscarding] = useState(false);
  const tell = (done: 'dead.redelivered' | 'dead.discarded', outcome: DeadLetterOutcome) => {
    void message.success(t(done, { n: outcome.done }));
    const [first] = outcome.refused;
    if (first) void message.warning(t('dead.refused', { n: outcome.refused.length, cause: cause(first.code) }), 6);
    onDone();
  };
  return (
    <>
      <Button
        icon={<RedoOutlined />}
        type="primary"
        disabled={ids.length === 0}
        loading={busy}
        data-testid="dead-redeliver"
        onClick={() => void run(async () => tell('dead.redelivered', await deadLetters.redeliver(ids)))}
      >
        {t('dead.redeliver', { n: ids.length })}
      </Button>
      <Button icon={<DeleteOutlined />} danger disabled={ids.length === 0} data-testid="dead-discard" onClick={() => setDiscarding(true)}>
        {t('dead.discard', { n: ids.length })}
      </Button>
      {discarding && (
        <DiscardForm
          count={ids.length}
          onCancel={() => setDiscarding(false)}
          onSubmit={async (reason, release) => {
            tell('dead.discarded', await deadLetters.discard(ids, reason, release));
            setDiscarding(false);
          }}
        />
      )}
    </>
  );
}
