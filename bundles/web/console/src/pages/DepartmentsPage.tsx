// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select, Switch, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { hub } from '../api/hub';
import { tickets } from '../api/matter';
import type { Department, Plugin } from '../api/types';
import { may } from '../app/access';
import { phone } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useRegisters } from '../tickets/registers';
import { problemsIn } from '../tickets/TicketForm';
import { AsyncTable } from '../widgets/AsyncTable';
import { PageFrame } from './PageFrame';

export default function DepartmentsPage() {
  const { t } = useI18n();
  const departments = useLoad((signal) => tickets.departments(signal), 'departments');
  const [editing, setEditing] = useState<Department | 'new'>();
  const columns: TableColumnsType<Department> = [
    { title: t('departments.code'), dataIndex: 'code', width: 150 },
    { title: t('skills.labelZh'), dataIndex: 'labelZh', width: 220 },
    { title: t('skills.labelEn'), dataIndex: 'labelEn', width: 220 },
    { title: t('departments.link'), dataIndex: 'link', width: 140, render: (link?: string) => link ?? <span className="quiet">{t('departments.byHand')}</span> },
    { title: t('departments.phone'), dataIndex: 'phone', width: 140, render: (number?: string) => <span className="num">{phone(number) || '–'}</span> },
    {
      title: t('users.enabledState'),
      dataIndex: 'enabled',
      width: 90,
      render: (enabled: boolean) => (
        <span className="dot-tag">
          <i style={{ background: `var(--sn-${enabled ? 'ready' : 'out'})` }} aria-hidden />
          {t(enabled ? 'users.enabled' : 'users.disabled')}
        </span>
      ),
    },
    {
      title: t('common.actions'),
      width: 90,
      render: (_, department) => (
        <Button size="small" data-testid={`department-edit-${department.code}`} onClick={() => setEditing(department)}>
          {t('common.edit')}
        </Button>
      ),
    },
  ];
  return (
    <PageFrame
      title={t('departments.title')}
      tools={
        <Button type="primary" icon={<PlusOutlined />} data-testid="department-new" onClick={() => setEditing('new')}>
          {t('common.create')}
        </Button>
      }
    >
      <AsyncTable<Department> loaded={departments} rowKey="code" columns={columns} sticky empty={t('departments.none')} emptyHint={t('departments.noneHint')} />
      <Modal
        open={editing !== undefined}
        title={t(editing === 'new' ? 'departments.new' : 'departments.edit')}
        footer={null}
        width={440}
        style={{ top: 20 }}
        destroyOnHidden
        onCancel={() => setEditing(undefined)}
      >
        {editing && (
          <DepartmentForm
            department={editing === 'new' ? undefined : editing}
            onSaved={() => {
              setEditing(undefined);
              departments.reload();
              useRegisters.getState().reloadDepartments();
            }}
          />
        )}
      </Modal>
    </PageFrame>
  );
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function DepartmentForm({ department, onSaved }: { department?: Department; onSaved(): void }) {
  const { t, word } = useI18n();
  const [form] = Form.useForm<Department>();
  const [busy, run] = useAction();
  const links = useLinks();
  const required = { required: true, whitespace: true, message: t('common.required') };
  const save = (input: Department) =>
    run(async () => {
      const tidy = { ...input, link: input.link?.trim() || undefined, phone: input.phone?.trim() || undefined };
      try {
        await (department ? tickets.updateDepartment({ ...tidy, code: department.code }) : tickets.createDepartment(tidy));
      } catch (failure) {
        form.setFields(problemsIn(failure).map((problem) => ({ name: problem.field as keyof Department, errors: [word('problem', problem.code)] })));
        throw failure;
      }
      onSaved();
    });
  return (
    <Form<Department> form={form} layout="vertical" initialValues={department ?? { enabled: true }} onFinish={(input) => void save(input)} autoComplete="off">
      <Form.Item name="code" label={t('departments.code')} extra={t('departments.codeHint')} rules={[{ required: true, pattern: CODE, message: t('departments.codeHint') }]}>
        <Input disabled={Boolean(department)} maxLength={64} data-testid="department-code" />
      </Form.Item>
      <Form.Item name="labelZh" label={t('skills.labelZh')} rules={[required]}>
        <Input maxLength={100} data-testid="department-zh" />
      </Form.Item>
      <Form.Item name="labelEn" label={t('skills.labelEn')} rules={[required]}>
        <Input maxLength={100} data-testid="department-en" />
      </Form.Item>
      <Form.Item name="link" label={t('departments.link')} extra={t('departments.linkHint')}>
        <Select
          allowClear
          showSearch
          mode={undefined}
          placeholder={t('departments.byHand')}
          options={[...new Set([...links, ...(department?.link ? [department.link] : [])])].map((value) => ({ value, label: value }))}
          data-testid="department-link"
        />
      </Form.Item>
      <Form.Item name="phone" label={t('departments.phone')}>
        <Input maxLength={24} inputMode="tel" placeholder={t('common.optional')} />
      </Form.Item>
      <Form.Item name="enabled" label={t('departments.enabled')} valuePropName="checked">
        <Switch data-testid="department-enabled" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="department-save">
        {t('common.save')}
      </Button>
    </Form>
  );
}

/** Instances of business links that run, for those who may see plug-ins. */
function useLinks(): string[] {
  const allowed = useSession((state) => may(state.session, 'plugin:read'));
  const plugins = useLoad<Plugin[]>((signal) => (allowed ? hub.plugins(signal) : Promise.resolve([])), 'links');
  return (plugins.data ?? []).filter((plugin) => plugin.seam === 'business').map((plugin) => plugin.instance);
}
