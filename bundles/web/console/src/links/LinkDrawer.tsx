// SPDX-License-Identifier: Apache-2.0
import { Alert, Drawer, Tabs } from 'antd';
import { links, type BusinessLink } from '../api/links';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ExchangeList } from './ExchangeList';
import { MappingEditor } from './MappingEditor';
import { OperationList } from './OperationList';
import { Reconcile } from './Reconcile';

/** One link: what it can do, what went over its wire, and its mapping where it has one. */
export function LinkDrawer({ link, onClose }: { link?: BusinessLink; onClose(): void }) {
  const { t, describe } = useI18n();
  const mayManage = useSession((state) => may(state.session, 'link:manage'));
  const schemas = useLoad((signal) => links.operations(signal), 'operations');
  return (
    <Drawer open={link !== undefined} onClose={onClose} size={1080} title={link && `${t('screen.links')} · ${link.name}`} destroyOnHidden>
      {schemas.failure !== undefined && <Alert type="error" showIcon title={describe(schemas.failure)} />}
      {link && (
        <Tabs
          size="small"
          items={[
            { key: 'operations', label: t('links.operations'), children: <OperationList link={link} schemas={schemas.data ?? []} /> },
            { key: 'exchanges', label: <span data-testid="tab-exchanges">{t('links.exchanges')}</span>, children: <ExchangeList link={link} /> },
            ...(mayManage && link.operations.some(({ name }) => name === 'orders.list')
              ? [{ key: 'reconcile', label: <span data-testid="tab-reconcile">{t('links.reconcile')}</span>, children: <Reconcile link={link} /> }]
              : []),
            ...(link.mapping
              ? [{ key: 'mapping', label: <span data-testid="tab-mapping">{t('links.mapping')}</span>, children: <MappingEditor link={link} schemas={schemas.data ?? []} /> }]
              : []),
          ]}
        />
      )}
    </Drawer>
  );
}
