// SPDX-License-Identifier: Apache-2.0
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { lines } from '../api/lines';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface PlanFlowProps {
  name: string;
  version: number;
  onDone(): void;
}

/** A version comes into force by itself: for the first day of a new policy, nobody stays up. */
export function PlanFlow({ name, version, onDone }: PlanFlowProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [busy, run] = useAction();
  const plan = ({ at }: { at: string }) =>
    void run(async () => {
      await lines.planFlow(name, version, new Date(at).toISOString());
      void message.success(t('flows.planDone'));
      setOpen(false);
      onDone();
    });
  return (
    <>
      <Button size="small" data-testid={`flow-plan-${version}`} onClick={() => setOpen(true)}>
        {t('flows.plan')}
      </Button>
      <Modal open={open} title={t('flows.planTitle', { version })} footer={null} width={380} destroyOnHidden onCancel={() => setOpen(false)}>
        <Form<{ at: string }> layout="vertical" onFinish={plan}>
          <Form.Item name="at" label={t('flows.planAt')} extra={t('flows.planHint')} rules={[{ required: true, message: t('common.required') }]}>
            <Input type="datetime-local" data-testid="flow-plan-at" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy} data-testid="flow-plan-save">
            {t('flows.plan')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
