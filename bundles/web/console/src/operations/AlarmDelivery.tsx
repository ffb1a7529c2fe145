// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { alarms } from '../api/alarms';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

/** Who is told and by which ways, and a test of it. */
export function AlarmDelivery() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const { data } = useLoad((signal) => alarms.delivery(signal), 'delivery');
  const [to, setTo] = useState('');
  const [busy, run] = useAction();
  if (!data) return null;
  const ready = data.ways.length > 0;
  const send = () =>
    void run(async () => {
      await alarms.test(to.trim());
      void message.success(t('alarms.testSent', { to: to.trim() }));
    });
  return (
    <Alert
      className="gap-below"
      type={ready ? 'info' : 'warning'}
      showIcon
      data-testid="alarm-delivery"
      title={ready ? t('alarms.toldBy', { ways: data.ways.map((way) => t(way === 'sms' ? 'alarms.way.sms' : 'alarms.way.mail')).join(t('alarms.and')) }) : t('alarms.notSetUp')}
      description={
        <>
          <div>{data.recipients.length > 0 ? t('alarms.recipients', { list: data.recipients.join(', ') }) : t('alarms.noRecipients')}</div>
          {ready && (
            <Space.Compact>
              <Input
                value={to}
                style={{ width: 260 }}
                placeholder="mail:ops@example.org"
                aria-label={t('alarms.testTo')}
                data-testid="alarm-test-to"
                onChange={(event) => setTo(event.target.value)}
                onPressEnter={send}
              />
              <Button loading={busy} disabled={!to.trim()} data-testid="alarm-test" onClick={send}>
                {t('alarms.test')}
              </Button>
            </Space.Compact>
          )}
        </>
      }
    />
  );
}
