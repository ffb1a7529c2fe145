// SPDX-License-Identifier: Apache-2.0
import { Alert, Descriptions, Drawer, Skeleton } from 'antd';
import { Link } from 'react-router';
import { deadLetters } from '../api/operations';
import { dateTime } from '../app/format';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import './operations.css';

/** One dead letter with its envelope; what may be personal is masked by the hub. */
export function DeadLetterDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t, describe } = useI18n();
  const { data, failure } = useLoad((signal) => deadLetters.get(id, signal), id);
  const letter = data?.letter;
  return (
    <Drawer open onClose={onClose} size={640} title={t('dead.title')}>
      {failure !== undefined && <Alert type="error" showIcon role="alert" title={describe(failure)} />}
      {!data && failure === undefined && <Skeleton active />}
      {letter && (
        <div data-testid="letter-detail">
          <Descriptions
            size="small"
            column={1}
            items={[
              { key: 'type', label: t('dead.type'), children: <code>{letter.type}</code> },
              { key: 'consumer', label: t('dead.consumer'), children: letter.consumer },
              {
                key: 'message',
                label: t('dead.message'),
                children: <Link to={`/trace/${letter.messageId}`}>{letter.messageId}</Link>,
              },
              { key: 'key', label: t('dead.key'), children: letter.key },
              { key: 'at', label: t('dead.parkedAt'), children: dateTime(letter.parkedAt) },
              { key: 'tries', label: t('dead.tries'), children: letter.tries },
              { key: 'reason', label: t('dead.reason'), children: letter.behind ? t('dead.behind') : letter.reason },
              { key: 'waiting', label: t('dead.waitingLabel'), children: letter.waiting },
            ]}
          />
          <p className="quiet small">{t('dead.masked')}</p>
          <pre className="envelope" tabIndex={0} aria-label={t('dead.envelope')}>
            {data.envelope}
          </pre>
        </div>
      )}
    </Drawer>
  );
}
