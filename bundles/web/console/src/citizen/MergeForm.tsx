// SPDX-License-Identifier: Apache-2.0
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { citizens } from '../api/matter';
import type { Citizen, Merge } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { FindCitizen } from './FindCitizen';
import { ReasonForm } from './ReasonForm';

/** Another citizen turns out to be this one: find, say why, merge; the way back stays open. */
export function MergeForm({ citizen, onClose }: { citizen: Citizen; onClose(): void }) {
  const { t } = useI18n();
  const [other, setOther] = useState<Citizen>();
  const [merge, setMerge] = useState<Merge>();
  const [busy, run] = useAction();
  if (merge) {
    return (
      <Alert
        type="success"
        showIcon
        data-testid="merge-done"
        title={t('merge.done', { name: other?.name })}
        action={
          <>
            <Button
              size="small"
              loading={busy}
              data-testid="merge-undo"
              onClick={() =>
                void run(async () => {
                  await citizens.undoMerge(merge.merge);
                  onClose();
                })
              }
            >
              {t('merge.undo')}
            </Button>{' '}
            <Button size="small" onClick={onClose}>
              {t('common.close')}
            </Button>
          </>
        }
      />
    );
  }
  if (!other) return <FindCitizen except={citizen.id} onChoose={setOther} onCancel={onClose} />;
  return (
    <ReasonForm
      title={t('merge.why', { other: other.name, kept: citizen.name })}
      usual={[t('merge.samePerson')]}
      submit={t('citizen.merge')}
      testId="merge"
      danger
      onCancel={onClose}
      onSubmit={async (reason) => setMerge(await citizens.merge(citizen.id, other.id, reason))}
    />
  );
}
