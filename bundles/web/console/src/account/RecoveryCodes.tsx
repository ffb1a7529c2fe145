// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Checkbox, Space } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n';

function save(codes: string[], title: string): void {
  const url = URL.createObjectURL(new Blob([`${title}\r\n\r\n${codes.join('\r\n')}\r\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'shuniu-recovery-codes.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Nobody can show these a second time, so the way on asks whether they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const { t } = useI18n();
  const [kept, setKept] = useState(false);
  return (
    <Space orientation="vertical" className="wide">
      <Alert type="warning" showIcon title={t('factor.recoveryOnce')} description={t('factor.recoveryHint')} />
      <ol className="recovery-codes" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Button onClick={() => save(codes, t('factor.recovery'))}>{t('factor.recoverySave')}</Button>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('factor.recoveryKept')}
      </Checkbox>
      <Button type="primary" block disabled={!kept} onClick={onDone} data-testid="recovery-done">
        {t('factor.finish')}
      </Button>
    </Space>
  );
}
