// SPDX-License-Identifier: Apache-2.0
import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { ApiError } from '../api/http';
import { useI18n } from '../i18n';

function isSessionLoss(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 401;
}

/**
 * Runs one operation at a time and shows its failure. A second press while the first runs is dropped, so an
 * impatient double click never answers or hangs up twice.
 */
export function useAction(): [busy: boolean, run: (work: () => Promise<unknown>) => Promise<boolean>] {
  const { message } = App.useApp();
  const { describe } = useI18n();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      try {
        await work();
        return true;
      } catch (failure) {
        // Without a session the login lies over the page already; a message beside it would only frighten.
        if (!isSessionLoss(failure)) void message.error(describe(failure), 6);
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [message, describe],
  );
  return [busy, run];
}
