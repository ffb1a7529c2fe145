// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { ReasonForm } from '../citizen/ReasonForm';
import { useI18n } from '../i18n';

interface DiscardFormProps {
  count: number;
  onSubmit(reason: string, release: boolean): Promise<unknown>;
  onCancel(): void;
}

/** Asks why dead letters are thrown away, and what shall become of those behind them. */
export function DiscardForm({ count, onSubmit, onCancel }: DiscardFormProps) {
  const { t } = useI18n();
  const [release, setRelease] = useState(true);
  return (
    <Modal open footer={null} onCancel={onCancel} title={t('dead.discardTitle', { n: count })}>
      <Checkbox className="gap-below" checked={release} onChange={(event) => setRelease(event.target.checked)}>
        {t('dead.release')}
      </Checkbox>
      <ReasonForm
        title={t('dead.discardWhy')}
        usual={[t('dead.usual.test'), t('dead.usual.done'), t('dead.usual.late')]}
        submit={t('dead.discardSubmit')}
        testId="discard"
        danger
        onSubmit={(reason) => onSubmit(reason, release)}
        onCancel={onCancel}
      />
    </Modal>
  );
}
