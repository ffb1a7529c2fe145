// SPDX-License-Identifier: Apache-2.0
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useDesktop } from '../desktop/store';
import { useI18n } from '../i18n';

/** A cut shorter than this heals unnoticed; a banner for it would only make the page jump. */
const BANNER_AFTER_MS = 2_500;

export function LiveStatusTag() {
  const { t } = useI18n();
  const live = useDesktop((state) => state.live);
  return (
    <span className={`live live-${live}`} role="status" data-testid="live-status" data-status={live}>
      <span className="live-dot" aria-hidden />
      {t(`live.${live}`)}
    </span>
  );
}

/** Floats over the page instead of pushing it down. */
export function LiveBanner() {
  const { t } = useI18n();
  const live = useDesktop((state) => state.live);
  const broken = live === 'reconnecting' || live === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!broken) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), BANNER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [broken]);
  if (!shown || !broken) return null;
  return (
    <div className="live-banner" data-testid="live-banner">
      <Alert
        type={live === 'offline' ? 'error' : 'warning'}
        showIcon
        title={t(live === 'offline' ? 'live.offlineHint' : 'live.reconnectingHint')}
      />
    </div>
  );
}
