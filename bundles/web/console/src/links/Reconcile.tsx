// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, DatePicker, Table, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { links, type BusinessLink, type Reconciliation } from '../api/links';
import { dateTime } from '../app/format';
import { useAction } from '../app/useAction';
import { useI18n } from '../i18n';

const MOST_DAYS = 7;

/** Lays what the business system says it carried out beside the hub's orders; what comes of it a person decides. */
export function Reconcile({ link }: { link: BusinessLink }) {
  const { t, word } = useI18n();
  const { message } = App.useApp();
  const [range, setRange] = useState<[Dayjs, Dayjs]>([dayjs().startOf('day').subtract(1, 'day'), dayjs().startOf('day')]);
  const [report, setReport] = useState<Reconciliation>();
  const [busy, run] = useAction();
  const compare = () =>
    run(async () => {
      const found = await links.reconcile(link.name, range[0].toISOString(), range[1].toISOString());
      setReport(found);
      if (found.findings.length === 0) void message.success(t('reconcile.agree'));
    });
  return (
    <>
      <div className="filters links-filters">
        <DatePicker.RangePicker
          showTime
          size="small"
          aria-label={t('reconcile.period')}
          value={range}
          allowClear={false}
          onChange={(value) => value?.[0] && value[1] && setRange([value[0], value[1]])}
        />
        <Button size="small" type="primary" loading={busy} disabled={range[1].diff(range[0], 'day', true) > MOST_DAYS} data-testid="reconcile-run" onClick={() => void compare()}>
          {t('reconcile.run')}
        </Button>
        <span className="quiet small">{t('reconcile.most', { days: MOST_DAYS })}</span>
      </div>
      {report && (
        <div data-testid="reconcile-report">
          <Alert
            className="gap-below"
            type={report.findings.length === 0 ? 'success' : 'warning'}
            showIcon
            title={t('reconcile.counts', { ours: report.ours, theirs: report.theirs, findings: report.findings.length })}
          />
          <Table
            size="small"
            rowKey={(row) => `${row.difference} ${row.request}`}
            pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
            dataSource={report.findings}
            locale={{ emptyText: t('reconcile.agree') }}
            columns={[
              { title: t('reconcile.difference'), dataIndex: 'difference', width: 260, render: (code: string) => <Tag color="warning">{word('reconcileDifference', code)}</Tag> },
              { title: t('links.operation'), dataIndex: 'operation', width: 160, render: (code: string) => <code className="small">{code || '–'}</code> },
              { title: t('links.request'), dataIndex: 'request', render: (request: string) => <code className="small">{request}</code> },
              { title: t('reconcile.here'), dataIndex: 'here', width: 110, render: (state?: string) => (state ? word('orderState', state) : '–') },
              { title: t('links.at'), dataIndex: 'at', width: 160, render: (at: string) => <span className="num">{dateTime(at)}</span> },
            ]}
          />
          {report.findings.length > 0 && <Link to="/orders">{t('screen.orders')}</Link>}
        </div>
      )}
    </>
  );
}
