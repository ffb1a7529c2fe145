// SPDX-License-Identifier: Apache-2.0
import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Space, Tag, type TableColumnsType } from 'antd';
import { useState, type ReactNode } from 'react';
import { alarms, type AlarmRuleView } from '../api/alarms';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { PageFrame } from '../pages/PageFrame';
import { AsyncTable } from '../widgets/AsyncTable';
import { AlarmDelivery } from './AlarmDelivery';
import { plain } from './alarmColumns';
import { AlarmRuleForm } from './AlarmRuleForm';
import { LevelTag } from './LevelTag';

/** By what alarms rise. Built-in rules come from the thresholds of the system page. */
export function AlarmRules({ switcher, manages }: { switcher: ReactNode; manages: boolean }) {
  const { t } = useI18n();
  const rules = useLoad((signal) => alarms.rules(signal), 'rules');
  const [edited, setEdited] = useState<AlarmRuleView | 'new'>();
  const columns = useColumns(manages ? setEdited : undefined, rules.reload);
  return (
    <PageFrame
      title={t('screen.alarms')}
      tools={
        <>
          {switcher}
          {manages && (
            <Button type="primary" icon={<PlusOutlined />} data-testid="rule-new" onClick={() => setEdited('new')}>
              {t('alarms.newRule')}
            </Button>
          )}
          <Button icon={<ReloadOutlined />} aria-label={t('common.refresh')} onClick={rules.reload} />
        </>
      }
    >
      {manages && <AlarmDelivery />}
      <AsyncTable<AlarmRuleView>
        loaded={rules}
        rowKey="id"
        columns={columns}
        sticky
        onRow={(rule) => ({ 'data-testid': `rule-${rule.name ?? rule.metric}` }) as object}
        empty={t('common.none')}
      />
      {edited && (
        <AlarmRuleForm
          rule={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            rules.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

function useColumns(onEdit: ((rule: AlarmRuleView) => void) | undefined, onChanged: () => void): TableColumnsType<AlarmRuleView> {
  const { t, word } = useI18n();
  return [
    {
      title: t('alarms.rule'),
      width: 260,
      render: (_, { name, metric, builtIn, enabled }) => (
        <>
          <b>{name ?? word('alarm', metric)}</b> {builtIn && <Tag>{t('alarms.builtIn')}</Tag>}
          {!enabled && <Tag>{t('alarms.off')}</Tag>}
        </>
      ),
    },
    {
      title: t('alarms.metric'),
      width: 260,
      render: (_, { metric, label }) => (
        <code className="small">
          {metric}
          {label && ` {${label}}`}
        </code>
      ),
    },
    {
      title: t('alarms.limits'),
      width: 260,
      render: (_, rule) =>
        (['INFO', 'WARN', 'CRITICAL'] as const).map((level) => {
          const limit = rule[({ INFO: 'info', WARN: 'warn', CRITICAL: 'critical' } as const)[level]];
          if (limit === undefined || limit === null) return null;
          return (
            <span key={level}>
              <LevelTag level={level} /> <span className="num">{`${rule.above ? '>' : '<'} ${plain(limit)} `}</span>
            </span>
          );
        }),
    },
    { title: t('alarms.for'), dataIndex: 'forSeconds', width: 90, align: 'right', render: (n: number) => t('common.seconds', { n }) },
    {
      title: t('alarms.tell'),
      dataIndex: 'tell',
      width: 220,
      render: (tell: string[]) => (tell.length > 0 ? tell.map((to) => <Tag key={to}>{to}</Tag>) : <span className="quiet">{t('alarms.usual')}</span>),
    },
    {
      title: t('common.actions'),
      width: 140,
      hidden: !onEdit,
      render: (_, rule) => !rule.builtIn && <RuleActions rule={rule} onEdit={() => onEdit?.(rule)} onChanged={onChanged} />,
    },
  ];
}

function RuleActions({ rule, onEdit, onChanged }: { rule: AlarmRuleView; onEdit(): void; onChanged(): void }) {
  const { t } = useI18n();
  const [busy, run] = useAction();
  const drop = () =>
    void run(async () => {
      await alarms.removeRule(rule.id);
      onChanged();
    });
  return (
    <Space>
      <Button size="small" onClick={onEdit}>
        {t('common.edit')}
      </Button>
      <Popconfirm title={t('alarms.removeWhy', { name: rule.name ?? '' })} onConfirm={drop}>
        <Button size="small" danger loading={busy}>
          {t('alarms.remove')}
        </Button>
      </Popconfirm>
    </Space>
  );
}
