// SPDX-License-Identifier: Apache-2.0
import { Alert, Drawer, Skeleton } from 'antd';
import { routesHub } from '../api/routes';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import '../operations/operations.css';

/** What a message says: masked by the hub unless the person may see it; each look is noted. */
export function ContentDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t, describe, word } = useI18n();
  const { data, failure } = useLoad((signal) => routesHub.content(id, signal), id);
  return (
    <Drawer open onClose={onClose} size={640} title={data ? word('message', data.type.split('/')[0]) : t('dead.envelope')}>
      {failure !== undefined && <Alert type="error" showIcon role="alert" title={describe(failure)} />}
      {!data && failure === undefined && <Skeleton active />}
      {data && (
        <div data-testid="trace-content" data-masked={data.masked}>
          <p className="quiet small">{t(data.masked ? 'trace.masked' : 'trace.clear')}</p>
          <pre className="envelope" tabIndex={0} aria-label={t('dead.envelope')}>
            {data.envelope}
          </pre>
        </div>
      )}
    </Drawer>
  );
}
