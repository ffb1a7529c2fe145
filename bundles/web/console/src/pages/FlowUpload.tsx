// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Form, Input, Modal, Table } from 'antd';
import { useRef, useState, type ChangeEvent } from 'react';
import { ApiError } from '../api/http';
import { hub } from '../api/hub';
import type { FlowProblem } from '../api/types';
import { useI18n } from '../i18n';

interface FlowUploadProps {
  /** The flow that gets a version, '' for a new flow, undefined when closed. */
  name?: string;
  onClose(): void;
  onUploaded(): void;
}

interface Fields {
  name: string;
  comment: string;
  json: string;
}

export function FlowUpload({ name, onClose, onUploaded }: FlowUploadProps) {
  const { t } = useI18n();
  return (
    <Modal open={name !== undefined} title={t('flows.upload')} footer={null} width={680} style={{ top: 20 }} destroyOnHidden onCancel={onClose}>
      {name !== undefined && <UploadForm name={name} onUploaded={onUploaded} />}
    </Modal>
  );
}

function UploadForm({ name, onUploaded }: { name: string; onUploaded(): void }) {
  const { t, describe } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const picker = useRef<HTMLInputElement>(null);

  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    form.setFieldValue('json', await file.text());
    await form.validateFields(['json']).catch(() => {});
  };

  const upload = async ({ name: target, comment, json }: Fields) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const flow = JSON.parse(json) as object;
      const { version } = await hub.uploadFlow(target, { ...flow, comment });
      void message.success(t('flows.uploaded', { version }));
      onUploaded();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Fields> form={form} layout="vertical" initialValues={{ name, comment: '', json: '' }} onFinish={(fields) => void upload(fields)}>
      {failure !== undefined && <Problems failure={failure} describe={describe} />}
      <Form.Item name="name" label={t('flows.newName')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
        <Input disabled={name !== ''} maxLength={64} />
      </Form.Item>
      <Form.Item name="comment" label={t('flows.comment')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="file-line gap-below">
        <Button onClick={() => picker.current?.click()}>{t('flows.file')}</Button>
        <span className="quiet small">{t('flows.uploadHint')}</span>
        <input ref={picker} type="file" accept=".json,application/json" hidden onChange={(event) => void readFile(event)} />
      </div>
      <Form.Item
        name="json"
        label={t('flows.json')}
        rules={[
          {
            validator: (_, text: string) => {
              const problem = problemOfJson(text);
              return problem === undefined
                ? Promise.resolve()
                : Promise.reject(new Error(t('flows.notJson', { message: problem })));
            },
          },
        ]}
        validateTrigger="onBlur"
      >
        <Input.TextArea rows={8} className="mono" spellCheck={false} data-testid="flow-json" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('flows.upload')}
      </Button>
    </Form>
  );
}

function problemOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? undefined : '{ … }';
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

/** Everything that the check found at once, each with its place: nobody repairs a flow one message at a time. */
function Problems({ failure, describe }: { failure: unknown; describe(failure: unknown): string }) {
  const { t, word } = useI18n();
  const problems =
    failure instanceof ApiError && Array.isArray(failure.args.problems)
      ? (failure.args.problems as FlowProblem[])
      : [];
  return (
    <div className="gap-below" role="alert" data-testid="flow-problems">
      <Alert
        type="error"
        showIcon
        title={problems.length > 0 ? t('flows.problems', { n: problems.length }) : describe(failure)}
      />
      {problems.length > 0 && (
        <Table<FlowProblem>
          size="small"
          pagination={false}
          rowKey={(problem) => `${problem.path} ${problem.code}`}
          dataSource={problems}
          scroll={{ y: 160 }}
          columns={[
            { title: t('flows.problemPath'), dataIndex: 'path', render: (path: string) => <code>{path}</code> },
            { title: t('flows.problem'), dataIndex: 'code', render: (code: string) => word('flowProblem', code) },
          ]}
        />
      )}
    </div>
  );
}
