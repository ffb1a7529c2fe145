// SPDX-License-Identifier: Apache-2.0
import { Alert, Button } from 'antd';
import { useNavigate } from 'react-router';
import { alarms } from '../api/alarms';
import { telephony } from '../api/operations';
import { useLoad } from '../app/useLoad';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';

const ALARMS_MS = 60_000;
const TELEPHONY_MS = 10_000;
const MOST_NAMES = 2;

/** Something critical is wrong: seen on every page by those who can do something about it. */
export function AlarmBanner() {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  const { data, reload } = useLoad((signal) => alarms.open(signal), 'critical', ALARMS_MS);
  useLive('alarms.changed', reload);
  useLive('gap', reload);
  const critical = data?.filter((alarm) => alarm.level === 'CRITICAL') ?? [];
  if (critical.length === 0) return null;
  const taken = critical.every((alarm) => alarm.acknowledgedAt);
  const names = critical.slice(0, MOST_NAMES).map((alarm) => alarm.name ?? word('alarm', alarm.metric));
  return (
    <Alert
      banner
      className="gap-below"
      type={taken ? 'warning' : 'error'}
      data-testid="alarm-banner"
      data-count={critical.length}
      title={t(taken ? 'banner.taken' : 'banner.critical', { n: critical.length, names: names.join(t('banner.and')) })}
      action={
        <Button size="small" data-testid="alarm-banner-open" onClick={() => void navigate('/alarms')}>
          {t('banner.show')}
        </Button>
      }
    />
  );
}

/** The agent's own switch is away: one quiet line, so that nobody looks for the fault at the own desk. */
export function TelephonyNotice() {
  const { t } = useI18n();
  const pbx = useDesktop((state) => state.agent?.pbx);
  const { data } = useLoad((signal) => telephony.outages(signal), 'telephony', TELEPHONY_MS);
  if (!pbx || !data?.switches.includes(pbx)) return null;
  return <Alert banner className="gap-below" type="info" data-testid="telephony-notice" title={t('banner.telephony')} />;
}
