// SPDX-License-Identifier: Apache-2.0
import { Alert, Form, Input, Modal, Select } from 'antd';
import { citizens } from '../api/matter';
import type { Citizen, CitizenChange, RevealedCitizen } from '../api/types';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { isResidentIdentity, tidyIdentity } from './people';

interface CitizenEditProps {
  open: boolean;
  citizen: Citizen;
  /** The citizen in the clear; without it name and numbers cannot be edited, only replaced by nothing. */
  person?: RevealedCitizen;
  onClose(): void;
  onSaved(): void;
}

const SAVE = { 'data-testid': 'citizen-save' } as const;

export interface EditFields {
  name?: string;
  phones?: string[];
  categories?: string[];
  note?: string;
  identity?: string;
}

export function CitizenEdit({ open, citizen, person, onClose, onSaved }: CitizenEditProps) {
  const { t } = useI18n();
  const [form] = Form.useForm<EditFields>();
  const [busy, run] = useAction();
  const start = startOf(citizen, person);
  const save = (fields: EditFields) =>
    run(async () => {
      await citizens.change(citizen.id, changeOf(start, fields));
      onSaved();
    });
  return (
    <Modal open={open} title={t('citizen.edit', { name: citizen.name })} okText={t('common.save')} okButtonProps={SAVE} confirmLoading={busy} destroyOnHidden onOk={() => form.submit()} onCancel={onClose}>
      <Form<EditFields> form={form} layout="vertical" preserve={false} initialValues={start} onFinish={(fields) => void save(fields)} autoComplete="off">
        {person ? (
          <>
            <Form.Item name="name" label={t('caller.newName')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="phones" label={t('citizen.phones')}>
              <Select mode="tags" open={false} suffixIcon={null} maxCount={10} tokenSeparators={[',', '，', '、', ' ']} data-testid="citizen-edit-phones" />
            </Form.Item>
          </>
        ) : (
          <Alert className="gap-below" type="info" showIcon title={t('citizen.editMasked')} />
        )}
        <Form.Item name="categories" label={t('citizen.categories')}>
          <Select
            mode="tags"
            maxCount={10}
            options={['VIP', t('citizenCategory.blacklist'), t('citizenCategory.elderly'), t('citizenCategory.disabled')].map((value) => ({ value, label: value }))}
            data-testid="citizen-edit-categories"
          />
        </Form.Item>
        {!citizen.identity && (
          <Form.Item
            name="identity"
            label={t('caller.newIdentity')}
            rules={[
              {
                validator: (_, typed?: string) =>
                  typed?.trim() && citizen.kind === 'PERSON' && !isResidentIdentity(typed) ? Promise.reject(new Error(t('verify.slip'))) : Promise.resolve(),
              },
            ]}
          >
            <Input className="identity-input" maxLength={40} placeholder={t('common.optional')} data-testid="citizen-edit-identity" />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('caller.newNote')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function startOf(citizen: Citizen, person?: RevealedCitizen): EditFields {
  return {
    name: person?.name,
    phones: person?.phones,
    categories: citizen.categories,
    note: citizen.note ?? '',
  };
}

/** Only what is different: a masked value that went back would destroy the true one. */
export function changeOf(start: EditFields, fields: EditFields): CitizenChange {
  const change: CitizenChange = {};
  const name = fields.name?.trim();
  if (start.name !== undefined && name && name !== start.name) change.name = name;
  if (start.phones && fields.phones && fields.phones.join() !== start.phones.join()) change.phones = fields.phones;
  if (fields.categories && fields.categories.join() !== (start.categories ?? []).join()) change.categories = fields.categories;
  if ((fields.note ?? '') !== (start.note ?? '')) change.note = fields.note?.trim() ?? '';
  const identity = tidyIdentity(fields.identity ?? '');
  if (identity) change.identity = identity;
  return change;
}
