// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Modal, Select, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { hub } from '../api/hub';
import type { Skill } from '../api/types';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

export default function SkillsPage() {
  const { t, label } = useI18n();
  const skills = useLoad((signal) => hub.skills(signal), 'skills');
  const [editing, setEditing] = useState<Skill | 'new'>();
  const columns = useMemo<TableColumnsType<Skill>>(() => {
    const names = new Map(skills.data?.map((skill) => [skill.code, skill]));
    return [
      { title: t('skills.code'), dataIndex: 'code', width: 180 },
      { title: t('skills.labelZh'), dataIndex: 'labelZh', width: 180 },
      { title: t('skills.labelEn'), dataIndex: 'labelEn', width: 180 },
      { title: t('skills.priority'), dataIndex: 'priority', width: 90, align: 'right', render: (n) => n ?? '–' },
      { title: t('skills.target'), dataIndex: 'serviceLevelSeconds', width: 110, align: 'right', render: (n) => n ?? '–' },
      { title: t('skills.afterCall'), dataIndex: 'afterCallSeconds', width: 120, align: 'right', render: (n) => n ?? '–' },
      {
        title: t('skills.overflowTo'),
        dataIndex: 'overflowTo',
        width: 180,
        render: (code?: string) => (code ? label(names.get(code) ?? { code }) : '–'),
      },
      { title: t('skills.overflowAfter'), dataIndex: 'overflowAfterSeconds', width: 130, align: 'right', render: (n) => n ?? '–' },
      {
        title: t('common.actions'),
        width: 90,
        render: (_, skill) => (
          <Button size="small" onClick={() => setEditing(skill)}>
            {t('common.edit')}
          </Button>
        ),
      },
    ];
  }, [label, skills.data, t]);
  return (
    <PageFrame
      title={t('skills.title')}
      tools={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('common.create')}
        </Button>
      }
    >
      <AsyncTable<Skill> loaded={skills} rowKey="code" columns={columns} sticky empty={t('skills.none')} />
      <Modal
        open={editing !== undefined}
        title={t(editing === 'new' ? 'skills.new' : 'skills.edit')}
        footer={null}
        width={440}
        style={{ top: 20 }}
        destroyOnHidden
        onCancel={() => setEditing(undefined)}
      >
        {editing && (
          <SkillForm
            skill={editing === 'new' ? undefined : editing}
            all={skills.data ?? []}
            onSaved={() => {
              setEditing(undefined);
              skills.reload();
            }}
          />
        )}
      </Modal>
    </PageFrame>
  );
}

function SkillForm({ skill, all, onSaved }: { skill?: Skill; all: Skill[]; onSaved(): void }) {
  const { t, label } = useI18n();
  const [busy, run] = useAction();
  const required = { required: true, whitespace: true, message: t('common.required') };
  const save = (input: Skill) =>
    run(async () => {
      await (skill ? hub.updateSkill({ ...skill, ...input }) : hub.createSkill(input));
      onSaved();
    });
  return (
    <Form<Skill> layout="vertical" initialValues={skill} onFinish={(input) => void save(input)}>
      <Form.Item name="code" label={t('skills.code')} extra={t('skills.codeHint')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9.-]{0,63}$/, message: t('skills.codeHint') }]}>
        <Input disabled={Boolean(skill)} maxLength={64} />
      </Form.Item>
      <Form.Item name="labelZh" label={t('skills.labelZh')} rules={[required]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="labelEn" label={t('skills.labelEn')} rules={[required]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="priority" label={t('skills.priority')}>
        <InputNumber min={0} max={100} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="serviceLevelSeconds" label={t('skills.target')}>
        <InputNumber min={1} max={3600} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="afterCallSeconds" label={t('skills.afterCall')}>
        <InputNumber min={0} max={3600} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="overflowTo" label={t('skills.overflowTo')}>
        <Select
          allowClear
          placeholder={t('common.optional')}
          options={all.filter((each) => each.code !== skill?.code).map((each) => ({ value: each.code, label: label(each) }))}
        />
      </Form.Item>
      <Form.Item name="overflowAfterSeconds" label={t('skills.overflowAfter')}>
        <InputNumber min={1} max={3600} style={{ width: '100%' }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('common.save')}
      </Button>
    </Form>
  );
}
