// SPDX-License-Identifier: Apache-2.0
import { App, Button, Form, Input, InputNumber } from 'antd';
import { useRef, type ChangeEvent } from 'react';
import { lines } from '../api/lines';
import { now } from '../app/clock';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';
import { readHolidays } from './holidays';

interface Fields {
  year: number;
  source: string;
  list: string;
}

/** The State Council announces a year in the autumn before it; its list comes in here. */
export function HolidayImport({ onDone }: { onDone(): void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, run] = useAction();
  const picker = useRef<HTMLInputElement>(null);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) form.setFieldValue('list', await file.text());
  };
  const save = ({ year, source, list }: Fields) => {
    const read = readHolidays(list, source.trim());
    if ('line' in read) {
      form.setFields([{ name: 'list', errors: [t('calendars.lineWrong', { line: read.line })] }]);
      return;
    }
    void run(async () => {
      await lines.setHolidays(year, read.holidays);
      void message.success(t('calendars.imported', { year, n: read.holidays.days.length }));
      onDone();
    });
  };
  const required = { required: true, message: t('common.required') };
  return (
    <Form<Fields> form={form} layout="vertical" initialValues={{ year: new Date(now()).getFullYear() + 1 }} onFinish={save} autoComplete="off">
      <Form.Item name="year" label={t('calendars.importYear')} rules={[required]}>
        <InputNumber min={2000} max={2100} data-testid="holidays-year" />
      </Form.Item>
      <Form.Item name="source" label={t('calendars.source')} extra={t('calendars.sourceHint')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={400} data-testid="holidays-source" />
      </Form.Item>
      <div className="file-line gap-below">
        <Button onClick={() => picker.current?.click()}>{t('prompts.choose')}</Button>
        <input ref={picker} type="file" accept=".csv,.txt,.json" hidden onChange={(event) => void choose(event)} />
      </div>
      <Form.Item name="list" label={t('calendars.list')} extra={t('calendars.listHint')} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea rows={8} className="mono" spellCheck={false} data-testid="holidays-list" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="holidays-save">
        {t('calendars.import')}
      </Button>
    </Form>
  );
}
