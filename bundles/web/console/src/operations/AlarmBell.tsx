// SPDX-License-Identifier: Apache-2.0
import { BellOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useNavigate } from 'react-router';
import { alarms } from '../api/alarms';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';

const REFRESH_MS = 60_000;

/** How many alarms nobody takes care of yet; the way to them. For administrators. */
export function AlarmBell() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { data, reload } = useLoad((signal) => alarms.count(signal), 'alarms', REFRESH_MS);
  useLive('alarms.changed', reload);
  useLive('gap', reload);
  const fresh = data?.fresh ?? 0;
  return (
    <Badge count={fresh} size="small" offset={[-6, 6]} color={data?.worst === 'CRITICAL' ? 'var(--sn-alarm)' : 'var(--sn-ringing)'}>
      <Button
        type="text"
        className="switch"
        icon={<BellOutlined />}
        aria-label={t('alarms.bell', { n: fresh })}
        data-testid="alarm-bell"
        data-count={fresh}
        onClick={() => void navigate('/alarms')}
      />
    </Badge>
  );
}
