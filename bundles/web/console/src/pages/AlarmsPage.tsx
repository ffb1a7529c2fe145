// SPDX-License-Identifier: Apache-2.0
import { Segmented } from 'antd';
import { useState } from 'react';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';
import { AlarmHistory } from '../operations/AlarmHistory';
import { AlarmRules } from '../operations/AlarmRules';
import { OpenAlarms } from '../operations/OpenAlarms';
import '../operations/operations.css';

const TABS = ['open', 'history', 'rules'] as const;

/** What is wrong now, what was, and by which rules (M3). */
export default function AlarmsPage() {
  const { t } = useI18n();
  const [tab, setTab] = useState<(typeof TABS)[number]>('open');
  const manages = useSession((state) => may(state.session, 'alarm:manage'));
  const switcher = (
    <Segmented
      value={tab}
      onChange={setTab}
      options={TABS.map((value) => ({ value, label: <span data-testid={`alarms-${value}`}>{t(`alarms.${value}`)}</span> }))}
    />
  );
  if (tab === 'history') return <AlarmHistory switcher={switcher} />;
  if (tab === 'rules') return <AlarmRules switcher={switcher} manages={manages} />;
  return <OpenAlarms switcher={switcher} manages={manages} />;
}
