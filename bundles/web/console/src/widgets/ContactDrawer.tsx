// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Descriptions, Drawer, Empty, Skeleton, Space, Table, Tabs } from 'antd';
import { useEffect } from 'react';
import { hub } from '../api/hub';
import type { Contact, Leg } from '../api/types';
import { dateTime, duration, time } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useCategories } from '../desktop/categoryStore';
import { AttachedData, Trail } from '../desktop/TrailPanel';
import { useI18n } from '../i18n';
import { chronology } from './chronology';
import { ContactStateTag } from './ContactStateTag';
import { LogLink } from './LogLink';
import { PhoneNumber } from './PhoneNumber';
import { Player } from './Player';
import { regionName } from './region';
import { TraceLink } from './TraceLink';

/** Everything about one contact. */
export function ContactDrawer({ contactId, onClose }: { contactId?: string; onClose(): void }) {
  const { t } = useI18n();
  return (
    <Drawer open={Boolean(contactId)} onClose={onClose} size={640} title={t('contact.detail')} extra={contactId && <Ways id={contactId} />} destroyOnHidden>
      {contactId && <ContactDetail contactId={contactId} />}
    </Drawer>
  );
}

/** To what else the hub knows of it. */
function Ways({ id }: { id: string }) {
  return (
    <Space>
      <LogLink id={id} />
      <TraceLink id={id} />
    </Space>
  );
}

function ContactDetail({ contactId }: { contactId: string }) {
  const { t, describe } = useI18n();
  const { data: contact, failure, reload } = useLoad((signal) => hub.contact(contactId, signal), contactId);
  if (failure !== undefined && !contact) {
    return (
      <Alert type="error" showIcon title={describe(failure)} action={<Button onClick={reload}>{t('common.retry')}</Button>} />
    );
  }
  if (!contact) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div data-testid="contact-detail">
      <Facts contact={contact} />
      <Tabs
        size="small"
        items={[
          { key: 'recordings', label: t('contact.recordings'), children: <Recordings contact={contact} /> },
          { key: 'trail', label: t('caller.trail'), children: <Trail contact={contact} /> },
          { key: 'legs', label: t('contact.legs'), children: <Legs contact={contact} /> },
          { key: 'attached', label: t('caller.attached'), children: <AttachedData contact={contact} /> },
          { key: 'events', label: t('contact.events'), children: <Chronicle contact={contact} /> },
        ]}
      />
    </div>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const { t, language, label, word } = useI18n();
  const { all, load } = useCategories();
  useEffect(load, [load]);
  const { wrapUp } = contact;
  const category = all.find((each) => each.code === (wrapUp?.category ?? contact.category));
  const items = [
    { label: t('contact.number'), children: <PhoneNumber number={contact.caller} /> },
    { label: t('contact.state'), children: <ContactStateTag state={contact.state} /> },
    { label: t('caller.region'), children: regionName(contact.region, language) },
    { label: t('contact.agent'), children: contact.agentName ?? '–' },
    { label: t('contact.offeredAt'), children: dateTime(contact.offeredAt) },
    { label: t('contact.answeredAt'), children: dateTime(contact.answeredAt) },
    { label: t('contact.wait'), children: duration(contact.waitSeconds) },
    { label: t('contact.talk'), children: duration(contact.talkSeconds) },
    { label: t('contact.endedAt'), children: dateTime(contact.endedAt) },
    { label: t('contact.endReason'), children: word('endReason', contact.endReason) },
    { label: t('contact.id'), children: <code className="small">{contact.id}</code>, span: 2 },
    {
      label: t('contact.wrapUp'),
      span: 2,
      children: wrapUp ? (
        <div>
          <b>{category ? label(category) : wrapUp.category}</b> ·{' '}
          {t(wrapUp.resolved ? 'wrapup.resolved' : 'wrapup.unresolved')}
          <p className="summary-text">{wrapUp.summary}</p>
          <span className="quiet small">{t('wrapup.savedAt', { by: wrapUp.by, at: dateTime(wrapUp.at) })}</span>
        </div>
      ) : (
        <span className="quiet">{t('contact.noWrapUp')}</span>
      ),
    },
  ];
  return (
    <Descriptions
      size="small"
      column={2}
      styles={{ label: { whiteSpace: 'nowrap', width: 84 } }}
      bordered
      items={items.map((item, index) => ({ key: index, ...item }))}
      className="gap-below"
    />
  );
}

function Recordings({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  if (contact.recordings.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('contact.noRecordings')} />;
  return contact.recordings.map((recording) => <Player key={recording.id} contactId={contact.id} recording={recording} />);
}

function Legs({ contact }: { contact: Contact }) {
  const { t, word } = useI18n();
  return (
    <Table<Leg>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={contact.legs}
      locale={{ emptyText: t('contact.noLegs') }}
      columns={[
        { title: t('contact.leg.kind'), dataIndex: 'kind', render: (kind: string) => word('legKind', kind) },
        { title: t('contact.leg.device'), dataIndex: 'device' },
        { title: t('contact.offeredAt'), dataIndex: 'startedAt', render: time },
        { title: t('contact.answeredAt'), dataIndex: 'answeredAt', render: time },
        { title: t('contact.endedAt'), dataIndex: 'endedAt', render: time },
        { title: t('contact.leg.endedBy'), dataIndex: 'endedBy', render: (by?: string) => word('endedBy', by) },
        { title: t('contact.leg.cause'), dataIndex: 'cause', render: (cause?: string) => word('cause', cause) },
      ]}
    />
  );
}

function Chronicle({ contact }: { contact: Contact }) {
  const { t, word } = useI18n();
  return (
    <ol className="trail">
      {chronology(contact).map((entry, index) => (
        <li key={index}>
          <time>{time(entry.at)}</time>
          <span className="trail-dot" aria-hidden />
          <span className="trail-label">
            {t(`chronicle.${entry.kind}`, { leg: entry.leg ? word('legKind', entry.leg.kind) : '' })}
            {entry.detail && <span className="quiet"> {entry.kind === 'ended' ? word('endReason', entry.detail) : entry.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
