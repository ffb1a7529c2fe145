// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { hub, type AgentInput } from '../api/hub';
import type { AgentView, Page, User } from '../api/types';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

interface AgentFormProps {
  editing?: AgentView | 'new';
  onClose(): void;
  onSaved(): void;
}

export function AgentForm({ editing, onClose, onSaved }: AgentFormProps) {
  const { t } = useI18n();
  return (
    <Modal
      open={editing !== undefined}
      title={t(editing === 'new' ? 'agents.new' : 'agents.edit')}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
    >
      {editing && <Fields agent={editing === 'new' ? undefined : editing} onSaved={onSaved} />}
    </Modal>
  );
}

const NOBODY: Promise<Page<User>> = Promise.resolve({ items: [] });

function Fields({ agent, onSaved }: { agent?: AgentView; onSaved(): void }) {
  const { t, label } = useI18n();
  const [busy, run] = useAction();
  const skills = useLoad((signal) => hub.skills(signal), 'skills');
  // A supervisor changes agents without seeing users or plugins: what is refused stays empty.
  const users = useLoad((signal) => (agent ? NOBODY : hub.users({ limit: 500 }, signal)), 'users');
  const plugins = useLoad((signal) => hub.plugins(signal), 'plugins');
  const required = [{ required: true, message: t('common.required') }];
  const save = ({ userId, ...rest }: AgentInput) =>
    run(async () => {
      const input = { ...rest, skills: rest.skills ?? [], unattended: agent?.unattended };
      await (agent ? hub.updateAgent(agent.agentId, input) : hub.createAgent({ userId, ...input }));
      onSaved();
    });
  const initial = agent ?? { skills: [] };
  return (
    <Form<AgentInput> layout="vertical" initialValues={initial} onFinish={(input) => void save(input)}>
      {!agent && (
        <Form.Item name="userId" label={t('agents.user')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={users.loading}
            options={users.data?.items.map((user) => ({ value: user.id, label: `${user.login} ${user.name}` }))}
          />
        </Form.Item>
      )}
      <Space size="middle" align="start">
        <Form.Item name="number" label={t('agents.number')} rules={required}>
          <Input maxLength={16} style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="device" label={t('agents.device')} rules={required}>
          <Input maxLength={128} style={{ width: 180 }} placeholder="PJSIP/8001" />
        </Form.Item>
        <Form.Item name="pbx" label={t('agents.pbx')}>
          <AutoComplete
            style={{ width: 140 }}
            options={plugins.data
              ?.filter((plugin) => plugin.seam === 'pbx')
              .map((plugin) => ({ value: plugin.instance, label: plugin.instance }))}
          />
        </Form.Item>
      </Space>
      <Form.List name="skills">
        {(rows, { add, remove }) => (
          <Form.Item label={t('agents.skills')}>
            {rows.map((row) => (
              <Space key={row.key} align="baseline">
                <Form.Item name={[row.name, 'skill']} rules={required}>
                  <Select
                    style={{ width: 240 }}
                    loading={skills.loading}
                    options={skills.data?.map((skill) => ({ value: skill.code, label: label(skill) }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'level']} rules={required}>
                  <InputNumber min={1} max={10} prefix={t('agents.level')} style={{ width: 120 }} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined />} aria-label={t('wrapup.discard')} onClick={() => remove(row.name)} />
              </Space>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ level: 5 })}>
              {t('agents.addSkill')}
            </Button>
          </Form.Item>
        )}
      </Form.List>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('common.save')}
      </Button>
    </Form>
  );
}
