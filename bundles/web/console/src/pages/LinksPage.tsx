// SPDX-License-Identifier: Apache-2.0
import { ReloadOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { links, type BusinessLink } from '../api/links';
import { shortDateTime } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { milliseconds } from '../links/ExchangeList';
import { LinkDrawer } from '../links/LinkDrawer';
import '../links/links.css';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

const REFRESH_MS = 10_000;
const TONE: Record<string, string> = { ONLINE: 'ready', STARTING: 'ringing', DEGRADED: 'ringing', OFFLINE: 'busy', STOPPED: 'quiet' };

/** The links to business systems: how they stand and do, and the way to their exchanges and mappings. */
export default function LinksPage() {
  const { t, word, cause } = useI18n();
  const loaded = useLoad((signal) => links.list(signal), 'links', REFRESH_MS);
  const [open, setOpen] = useState<BusinessLink>();
  const columns: TableColumnsType<BusinessLink> = [
    {
      title: t('links.name'),
      width: 200,
      render: (_, link) => (
        <>
          <Button type="link" className="link-open" data-testid={`link-${link.name}`} onClick={() => setOpen(link)}>
            {link.name}
          </Button>
          <div className="quiet small">
            {link.connector} {link.version}
          </div>
        </>
      ),
    },
    {
      title: t('links.state'),
      width: 220,
      render: (_, link) => (
        <>
          <span className="dot-tag">
            <i style={{ background: `var(--sn-${TONE[link.state] ?? 'quiet'})` }} aria-hidden />
            {word('linkState', link.state)}
          </span>
          <span className="quiet small"> {t('links.since', { at: shortDateTime(link.since) })}</span>
          {link.reason && <div className="alarm small">{cause(link.reason)}</div>}
        </>
      ),
    },
    { title: t('links.requests'), width: 100, align: 'right', render: (_, link) => <span className="num">{link.figures.requests}</span> },
    {
      title: t('links.failed'),
      width: 110,
      align: 'right',
      render: (_, link) => (
        <span className={link.figures.failed > 0 ? 'num alarm' : 'num'}>
          {link.figures.requests > 0 ? `${Math.round((link.figures.failed * 100) / link.figures.requests)} %` : '–'}
        </span>
      ),
    },
    {
      title: t('links.time'),
      width: 170,
      align: 'right',
      render: (_, link) => <span className="num">{link.figures.requests > 0 ? `${milliseconds(link.figures.meanMs)} / ${milliseconds(link.figures.worstMs)}` : '–'}</span>,
    },
    { title: t('links.operations'), width: 110, align: 'right', render: (_, link) => <span className="num">{link.operations.length}</span> },
    { title: t('links.mapping'), width: 160, render: (_, link) => (link.mapping ? <code className="small">{link.mapping}.yaml</code> : <span className="quiet small">{t('links.inCode')}</span>) },
  ];
  return (
    <PageFrame title={t('screen.links')} tools={<Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={loaded.reload} />}>
      <AsyncTable<BusinessLink> loaded={loaded} rowKey="name" columns={columns} sticky empty={t('links.none')} emptyHint={t('links.noneHint')} />
      <LinkDrawer link={open} onClose={() => setOpen(undefined)} />
    </PageFrame>
  );
}
