// SPDX-License-Identifier: Apache-2.0
import { Alert } from 'antd';
import { useState, type ReactNode } from 'react';
import { useI18n } from '../i18n';

/** Runs what a form asks for; the refusal is to be shown in the form, where the eye is. */
export function useRefusal(): [busy: boolean, refusal: ReactNode, run: (work: () => Promise<unknown>) => Promise<void>] {
  const { describe } = useI18n();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };
  const refusal =
    failure === undefined ? null : <Alert type="error" showIcon title={describe(failure)} className="gap-below" role="alert" />;
  return [busy, refusal, run];
}
