// SPDX-License-Identifier: Apache-2.0
import { AutoComplete, Form, Input, InputNumber, Modal, Select, Space, Switch } from 'antd';
import { alarms, type AlarmRuleInput, type AlarmRuleView } from '../api/alarms';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { plain } from './alarmColumns';

interface AlarmRuleFormProps {
  rule?: AlarmRuleView;
  onSaved(): void;
  onClose(): void;
}

const FRESH: AlarmRuleInput = { name: '', metric: '', above: true, forSeconds: 60, tell: [], enabled: true };

/** A rule of an administrator: what is watched, from where on it is bad, for how long, and who is told. */
export function AlarmRuleForm({ rule, onSaved, onClose }: AlarmRuleFormProps) {
  const { t } = useI18n();
  const [form] = Form.useForm<AlarmRuleInput>();
  const metrics = useLoad((signal) => alarms.metrics(signal), 'metrics').data ?? [];
  const metric = Form.useWatch('metric', form);
  const series = metrics.find((each) => each.metric === metric)?.series ?? [];
  const [busy, run] = useAction();
  const save = (input: AlarmRuleInput) =>
    void run(async () => {
      const whole = { ...input, label: input.label?.trim() || undefined };
      await (rule ? alarms.updateRule(rule.id, whole) : alarms.createRule(whole));
      onSaved();
    });
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Modal
      open
      onCancel={onClose}
      title={t(rule ? 'alarms.editRule' : 'alarms.newRule')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: busy, 'data-testid': 'rule-save' }}
      onOk={form.submit}
    >
      <Form form={form} layout="vertical" initialValues={rule ?? FRESH} onFinish={save}>
        <Form.Item name="name" label={t('alarms.rule')} rules={required}>
          <Input maxLength={100} data-testid="rule-name" autoFocus />
        </Form.Item>
        <Form.Item name="metric" label={t('alarms.metric')} rules={required} extra={series.slice(0, 4).map((each) => `${each.labels || '–'}: ${plain(each.value)}`).join(' · ')}>
          <AutoComplete
            data-testid="rule-metric"
            options={metrics.map((each) => ({ value: each.metric }))}
            showSearch={{ filterOption: (text, option) => option?.value.includes(text) ?? false }}
          />
        </Form.Item>
        <Form.Item name="label" label={`${t('alarms.label')} (${t('common.optional')})`}>
          <AutoComplete options={series.filter((each) => each.labels && !each.labels.includes(',')).map((each) => ({ value: each.labels }))} />
        </Form.Item>
        <Space align="start" wrap>
          <Form.Item name="above" label={t('alarms.comparison')}>
            <Select
              style={{ width: 100 }}
              options={[
                { value: true, label: t('alarms.above') },
                { value: false, label: t('alarms.below') },
              ]}
            />
          </Form.Item>
          {(['info', 'warn', 'critical'] as const).map((level) => (
            <Form.Item key={level} name={level} label={t(`level.${level.toUpperCase() as 'INFO' | 'WARN' | 'CRITICAL'}`)}>
              <InputNumber style={{ width: 90 }} data-testid={`rule-${level}`} />
            </Form.Item>
          ))}
          <Form.Item name="forSeconds" label={t('alarms.forSeconds')} rules={required}>
            <InputNumber style={{ width: 90 }} min={0} max={86_400} precision={0} data-testid="rule-for" />
          </Form.Item>
        </Space>
        <Form.Item name="tell" label={t('alarms.tell')} extra={t('alarms.tellHint')}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} data-testid="rule-tell" />
        </Form.Item>
        <Form.Item name="enabled" label={t('alarms.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
