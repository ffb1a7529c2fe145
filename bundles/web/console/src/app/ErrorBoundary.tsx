// SPDX-License-Identifier: Apache-2.0
import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { useI18n } from '../i18n';

/** Keeps a fault of one page away from the agent bar and the other pages. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <PageFailed /> : this.props.children;
  }
}

function PageFailed() {
  const { t } = useI18n();
  return (
    <Result
      status="error"
      title={t('app.pageFailed')}
      subTitle={t('app.pageFailedHint')}
      extra={
        <Button type="primary" onClick={() => globalThis.location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}
