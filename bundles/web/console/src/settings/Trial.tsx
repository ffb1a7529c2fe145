// SPDX-License-Identifier: Apache-2.0
import { ApiOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/http';
import { settingsHub, type SettingsChange, type SettingsTrial } from '../api/settings';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { request } from './model';

interface TrialProps {
  id: string;
  /** What was typed and not saved is tried as well. */
  changes: SettingsChange[];
  /** Values that cannot be are told at their fields. */
  onRefused(failure: unknown): Promise<void> | void;
}

/** Tries the connection with what the form shows, saved or not; changes nothing. */
export function useTrial({ id, changes, onRefused }: TrialProps) {
  const [busy, run] = useAction();
  const [trial, setTrial] = useState<SettingsTrial>();
  const asked = JSON.stringify(changes);
  // A result belongs to the values that it was got with.
  useEffect(() => setTrial(undefined), [asked]);
  const start = () =>
    void run(async () => {
      setTrial(undefined);
      const { values, reset } = request(changes);
      try {
        setTrial(await settingsHub.test(id, values, reset));
      } catch (failure) {
        await onRefused(failure);
      }
    });
  return { busy, trial, start };
}

export function TrialButton({ busy, onClick }: { busy: boolean; onClick(): void }) {
  const { t } = useI18n();
  return (
    <Button icon={<ApiOutlined />} loading={busy} data-testid="settings-test" title={t('settings.testHint')} onClick={onClick}>
      {t('settings.test')}
    </Button>
  );
}

/** Whether it works; if not, what is wrong. */
export function TrialResult({ trial }: { trial?: SettingsTrial }) {
  const { t, cause, describe } = useI18n();
  if (!trial) return null;
  const seconds = (trial.millis / 1000).toFixed(1);
  const about = trial.works
    ? [trial.peer, trial.untried && cause(trial.untried)].filter(Boolean).join(' · ')
    : describe(new ApiError(200, trial.code ?? '', trial.args));
  return (
    <Alert
      className="gap-below"
      type={trial.works ? (trial.untried ? 'info' : 'success') : 'error'}
      showIcon
      role="status"
      data-testid="settings-trial"
      data-works={trial.works}
      data-code={trial.code}
      title={t(trial.works ? 'settings.testWorks' : 'settings.testFails', { seconds })}
      description={about}
    />
  );
}
