// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/http';
import { hub } from '../api/hub';
import type { Citizen } from '../api/types';
import { useAction } from '../app/useAction';
import { isResidentIdentity, tidyIdentity } from '../citizen/people';
import { useI18n } from '../i18n';

interface NewCitizenProps {
  open: boolean;
  number: string;
  onClose(): void;
  onCreated(citizenId: string): void;
}

interface Fields {
  name: string;
  kind: Citizen['kind'];
  phone: string;
  identity?: string;
  note?: string;
}

export function NewCitizen({ open, number, onClose, onCreated }: NewCitizenProps) {
  const { t } = useI18n();
  const [form] = Form.useForm<Fields>();
  const [busy, run] = useAction();
  const [taken, setTaken] = useState<string>();
  const submit = ({ name, kind, phone, identity, note }: Fields) =>
    run(async () => {
      const phones = phone.trim() ? [phone.trim()] : [];
      const document = identity?.trim() ? { identity: tidyIdentity(identity) } : {};
      try {
        const created = await hub.createCitizen({ name: name.trim(), kind, phones, categories: [], note, ...document });
        onCreated(created.id);
      } catch (failure) {
        // This identity stands in the hub already: the one who has it is meant, not a second one.
        if (failure instanceof ApiError && failure.code === 'citizen.identity.taken') setTaken(String(failure.args.citizen ?? ''));
        throw failure;
      }
    });
  return (
    <Modal
      open={open}
      title={t('caller.newTitle')}
      okText={t('common.save')}
      confirmLoading={busy}
      destroyOnHidden
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ kind: 'PERSON', phone: number }}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item name="name" label={t('caller.newName')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
          <Input autoFocus maxLength={100} data-testid="citizen-name" />
        </Form.Item>
        <Form.Item name="kind" label={t('caller.newKind')}>
          <Radio.Group
            options={[
              { value: 'PERSON', label: t('caller.PERSON') },
              { value: 'ORGANISATION', label: t('caller.ORGANISATION') },
            ]}
          />
        </Form.Item>
        <Form.Item name="phone" label={t('caller.newPhone')}>
          <Input maxLength={32} />
        </Form.Item>
        <Form.Item
          name="identity"
          label={t('caller.newIdentity')}
          dependencies={['kind']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, typed?: string) =>
                typed?.trim() && getFieldValue('kind') === 'PERSON' && !isResidentIdentity(typed)
                  ? Promise.reject(new Error(t('verify.slip')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input className="identity-input" maxLength={40} placeholder={t('common.optional')} data-testid="citizen-identity" />
        </Form.Item>
        {taken && (
          <Alert
            type="warning"
            showIcon
            className="gap-below"
            title={t('caller.taken')}
            action={<Button size="small" onClick={() => onCreated(taken)}>{t('caller.takeThat')}</Button>}
          />
        )}
        <Form.Item name="note" label={t('caller.newNote')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
