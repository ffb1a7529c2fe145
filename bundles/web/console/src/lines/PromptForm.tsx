// SPDX-License-Identifier: Apache-2.0
import { App, Button, Form, Input, Segmented, Select } from 'antd';
import { useRef, useState, type ChangeEvent } from 'react';
import { lines, type Prompt } from '../api/lines';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

interface Fields {
  name: string;
  label: string;
  language: string;
  text?: string;
  comment?: string;
}

/** What fits into one request as Base64. */
const MOST_BYTES = 750 * 1024;

interface PromptFormProps {
  /** The prompt that gets a version; absent: a new one. */
  prompt?: Prompt;
  onSaved(): void;
}

export function PromptForm({ prompt, onSaved }: PromptFormProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, run] = useAction();
  const [kind, setKind] = useState<'spoken' | 'recorded'>('spoken');
  const [file, setFile] = useState<File>();
  const [trouble, setTrouble] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const newest = prompt?.versions[0];

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    setFile(chosen);
    setTrouble(chosen.size > MOST_BYTES ? t('prompts.tooLarge') : undefined);
  };

  const save = ({ name, text, ...fields }: Fields) => {
    if (kind === 'recorded' && (!file || trouble)) {
      setTrouble(trouble ?? t('prompts.noFile'));
      return;
    }
    void run(async () => {
      const content = kind === 'recorded' && file ? { wav: await base64(file) } : { text };
      const { version } = await lines.addPrompt(prompt?.name ?? name, { ...fields, ...content });
      void message.success(t('prompts.added', { version }));
      onSaved();
    });
  };

  const required = { required: true, whitespace: true, message: t('common.required') };
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{ name: prompt?.name, label: prompt?.label, language: newest?.language ?? 'zh-CN', text: newest?.text }}
      onFinish={save}
      autoComplete="off"
    >
      <Form.Item name="name" label={t('prompts.name')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,63}$/, message: t('calendars.codeHint') }]}>
        <Input disabled={Boolean(prompt)} maxLength={64} data-testid="prompt-name" />
      </Form.Item>
      <Form.Item name="label" label={t('prompts.label')} rules={[required]}>
        <Input maxLength={100} data-testid="prompt-label" />
      </Form.Item>
      <Form.Item name="language" label={t('prompts.language')}>
        <Select options={['zh-CN', 'en'].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item label={t('prompts.kind')}>
        <Segmented
          value={kind}
          onChange={setKind}
          options={(['spoken', 'recorded'] as const).map((value) => ({
            value,
            label: <span data-testid={`prompt-kind-${value}`}>{t(`prompts.${value}`)}</span>,
          }))}
        />
      </Form.Item>
      {kind === 'spoken' ? (
        <Form.Item name="text" label={t('prompts.text')} rules={[required]}>
          <Input.TextArea rows={4} maxLength={1000} showCount data-testid="prompt-text" />
        </Form.Item>
      ) : (
        <Form.Item label={t('prompts.file')} extra={t('prompts.fileHint')} validateStatus={trouble ? 'error' : undefined} help={trouble}>
          <Button onClick={() => picker.current?.click()}>{t('prompts.choose')}</Button> <span>{file?.name}</span>
          <input ref={picker} type="file" accept=".wav,audio/wav,audio/x-wav" hidden data-testid="prompt-file" onChange={choose} />
        </Form.Item>
      )}
      <Form.Item name="comment" label={t('flows.comment')}>
        <Input maxLength={200} placeholder={t('common.optional')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="prompt-save">
        {t('common.save')}
      </Button>
    </Form>
  );
}

async function base64(file: File): Promise<string> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(`${file.name} cannot be read`));
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(',') + 1);
}
