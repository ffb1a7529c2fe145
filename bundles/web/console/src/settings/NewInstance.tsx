// SPDX-License-Identifier: Apache-2.0
import { Button, Form, Input, Modal, Select } from 'antd';
import { settingsHub, type SettingsForm, type SettingsGroup } from '../api/settings';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface NewInstanceProps {
  open: boolean;
  factories: SettingsGroup[];
  onClose(): void;
  onCreated(form: SettingsForm): void;
}

/** Another instance of a connector: its name now, everything else in its form. */
export function NewInstance({ open, factories, onClose, onCreated }: NewInstanceProps) {
  const { t, language } = useI18n();
  const [busy, run] = useAction();
  const create = ({ pid, name }: { pid: string; name: string }) =>
    void run(async () => onCreated(await settingsHub.create(pid, language, name, {})));
  return (
    <Modal open={open} title={t('settings.new')} footer={null} width={440} destroyOnHidden onCancel={onClose}>
      <Form layout="vertical" onFinish={create} autoComplete="off">
        <Form.Item name="pid" label={t('settings.kind')} rules={[{ required: true, message: t('common.required') }]}>
          <Select
            data-testid="settings-new-pid"
            showSearch={{ optionFilterProp: 'label' }}
            options={factories.map((group) => ({ value: group.pid, label: `${group.name} · ${group.pid}` }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('settings.name')}
          extra={t('settings.nameHint')}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('settings.nameHint') }]}
        >
          <Input maxLength={40} data-testid="settings-new-name" />
        </Form.Item>
        <p className="quiet small">{t('settings.newHint')}</p>
        <Button type="primary" htmlType="submit" block loading={busy} data-testid="settings-create">
          {t('common.create')}
        </Button>
      </Form>
    </Modal>
  );
}
