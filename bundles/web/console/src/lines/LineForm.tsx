// SPDX-License-Identifier: Apache-2.0
import { Button, Form, Input, Select, Switch } from 'antd';
import { hub } from '../api/hub';
import { ANY_NUMBER, lines, type Line, type LineInput } from '../api/lines';
import type { Skill } from '../api/types';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';

type Fields = LineInput & { called: string };

const NATION = '000000000000';

interface LineFormProps {
  /** Absent: a new one. */
  line?: Line;
  onSaved(): void;
}

export function LineForm({ line, onSaved }: LineFormProps) {
  const { t, label } = useI18n();
  const [busy, run] = useAction();
  const choices = useLoad(
    async (signal) => {
      const [flows, prompts, calendars, skills] = await Promise.all([
        hub.flows(signal),
        lines.prompts(signal),
        lines.calendars(signal),
        // Who may not look after skills types the code.
        hub.skills(signal).catch(() => [] as Skill[]),
      ]);
      return { flows, prompts: prompts.filter((prompt) => prompt.published), calendars, skills };
    },
    'line-choices',
  );
  const { flows = [], prompts = [], calendars = [], skills = [] } = choices.data ?? {};
  const fallback = line?.called === ANY_NUMBER;
  const promptOptions = prompts.map((prompt) => ({ value: prompt.name, label: `${prompt.label} · ${prompt.name}` }));
  const save = ({ called, ...input }: Fields) =>
    void run(async () => {
      await (line ? lines.set(called, input) : lines.create(called, input));
      onSaved();
    });
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={line ? { ...line, region: line.region === NATION ? undefined : line.region } : { enabled: true }}
      onFinish={(fields) => save({ ...fields, called: line?.called ?? fields.called })}
      autoComplete="off"
    >
      {fallback && <p className="quiet">{t('lines.anyHint')}</p>}
      <Form.Item
        name="called"
        label={t('lines.called')}
        extra={line ? undefined : t('lines.calledHint')}
        rules={[{ required: true, pattern: line ? undefined : /^[0-9+]{1,32}$/, message: t('lines.calledHint') }]}
      >
        <Input disabled={Boolean(line)} maxLength={32} inputMode="tel" data-testid="line-called" />
      </Form.Item>
      <Form.Item name="labelZh" label={t('skills.labelZh')}>
        <Input maxLength={100} data-testid="line-zh" />
      </Form.Item>
      <Form.Item name="labelEn" label={t('skills.labelEn')}>
        <Input maxLength={100} />
      </Form.Item>
      {!fallback && (
        <Form.Item name="region" label={t('lines.region')} extra={t('lines.regionHint')} rules={[{ pattern: /^\d{12}$/, message: t('lines.regionHint') }]}>
          <Input maxLength={12} inputMode="numeric" data-testid="line-region" />
        </Form.Item>
      )}
      <Form.Item name="flow" label={t('lines.flow')} rules={[{ required: true, message: t('common.required') }]}>
        <Select
          showSearch
          loading={choices.loading}
          data-testid="line-flow"
          options={flows.map((flow) => ({ value: flow.name, label: `${flow.labelZh} · ${flow.name}` }))}
        />
      </Form.Item>
      <Form.Item name="greeting" label={t('lines.greeting')}>
        <Select allowClear showSearch placeholder={t('common.optional')} data-testid="line-greeting" options={promptOptions} />
      </Form.Item>
      <Form.Item name="recordingNotice" label={t('lines.notice')} extra={t('lines.noticeHint')}>
        <Select allowClear showSearch placeholder={t('common.optional')} data-testid="line-notice" options={promptOptions} />
      </Form.Item>
      <Form.Item name="calendar" label={t('lines.calendar')}>
        <Select
          allowClear
          placeholder={t('lines.always')}
          data-testid="line-calendar"
          options={calendars.map(({ code, calendar }) => ({ value: code, label: `${label(calendar)} · ${code}` }))}
        />
      </Form.Item>
      <Form.Item name="skill" label={t('lines.skill')} extra={t('lines.skillHint', { variable: '${line.skill}' })}>
        {skills.length > 0 ? (
          <Select allowClear placeholder={t('common.optional')} options={skills.map((skill) => ({ value: skill.code, label: label(skill) }))} />
        ) : (
          <Input maxLength={64} placeholder={t('common.optional')} />
        )}
      </Form.Item>
      <Form.Item name="language" label={t('lines.language')} extra="line.language">
        <Select allowClear placeholder={t('common.optional')} options={['zh-CN', 'en'].map((value) => ({ value, label: value }))} />
      </Form.Item>
      {!fallback && (
        <Form.Item name="enabled" label={t('lines.enabled')} extra={t('lines.enabledHint')} valuePropName="checked">
          <Switch data-testid="line-enabled" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="line-save">
        {t('common.save')}
      </Button>
    </Form>
  );
}
