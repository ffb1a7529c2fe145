// SPDX-License-Identifier: Apache-2.0
import { Form, Input, Modal, Radio } from 'antd';
import { hub } from '../api/hub';
import type { Citizen } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface NewCitizenProps {
  open: boolean;
  number: string;
  onClose(): void;
  onCreated(citizen: Citizen): void;
}

interface Fields {
  name: string;
  kind: Citizen['kind'];
  phone: string;
  note?: string;
}

export function NewCitizen({ open, number, onClose, onCreated }: NewCitizenProps) {
  const { t } = useI18n();
  const [form] = Form.useForm<Fields>();
  const [busy, run] = useAction();
  const submit = ({ name, kind, phone, note }: Fields) =>
    run(async () => {
      const phones = phone.trim() ? [phone.trim()] : [];
      onCreated(await hub.createCitizen({ name: name.trim(), kind, phones, categories: [], note }));
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
        <Form.Item name="note" label={t('caller.newNote')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
