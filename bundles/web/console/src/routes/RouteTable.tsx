// SPDX-License-Identifier: Apache-2.0
import { Button, Empty, Table, Tag, type TableColumnsType } from 'antd';
import { useI18n } from '../i18n';
import { shownRate, type Flow } from './model';
import { useNames } from './names';

interface RouteTableProps {
  flows: Flow[];
  /** Without it the bundles are only names. */
  onOpen?(bundle: string): void;
  /** Whose flows these are: that column would say the same in every row. */
  without?: 'from' | 'to';
  label: string;
}

/** The flows of the drawing as a table: the same figures. */
export function RouteTable({ flows, onOpen, without, label }: RouteTableProps) {
  const { t } = useI18n();
  const { bundle, message } = useNames();
  const open = (name: string | undefined) => {
    if (name === undefined) return <span className="quiet">{t('routes.nobody')}</span>;
    return onOpen ? (
      <Button type="link" size="small" title={name} onClick={() => onOpen(name)}>
        {bundle(name)}
      </Button>
    ) : (
      <span title={name}>{bundle(name)}</span>
    );
  };
  const all: TableColumnsType<Flow> = [
    { key: 'from', title: t('routes.from'), width: 150, sorter: (a, b) => a.from.localeCompare(b.from), render: (_, flow) => open(flow.from) },
    {
      key: 'type',
      title: t('routes.message'),
      width: 230,
      sorter: (a, b) => a.type.localeCompare(b.type),
      render: (_, flow) => (
        <>
          {message(flow.type)} <Tag>{t(`routes.sort.${flow.kind}`)}</Tag>
          <div className="small quiet">{flow.type}</div>
        </>
      ),
    },
    {
      key: 'to',
      title: t('routes.to'),
      width: 170,
      sorter: (a, b) => (a.to ?? '').localeCompare(b.to ?? ''),
      render: (_, flow) => (
        <>
          {open(flow.to)}
          {flow.consumer && <div className="small quiet">{flow.consumer}</div>}
        </>
      ),
    },
    { key: 'rate', title: t('routes.rate'), width: 80, align: 'right', sorter: (a, b) => (a.rate ?? 0) - (b.rate ?? 0), render: (_, flow) => <span className="num">{shownRate(flow.rate)}</span> },
    { key: 'total', title: t('routes.total'), width: 90, align: 'right', sorter: (a, b) => a.total - b.total, render: (_, flow) => <span className="num">{flow.total}</span> },
    { key: 'failed', title: t('routes.failed'), width: 80, align: 'right', sorter: (a, b) => a.failed - b.failed, render: (_, flow) => <Count n={flow.failed} /> },
    { key: 'dead', title: t('routes.dead'), width: 80, align: 'right', sorter: (a, b) => a.dead - b.dead, render: (_, flow) => <Count n={flow.dead} /> },
  ];
  return (
    <Table<Flow>
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      rowKey="id"
      aria-label={label}
      columns={all.filter((column) => column.key !== without)}
      dataSource={flows}
      onRow={(flow) => ({ 'data-testid': `route-flow-${flow.id}`, 'data-total': flow.total }) as object}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('routes.noFlows')} /> }}
    />
  );
}

function Count({ n }: { n: number }) {
  return <span className={n > 0 ? 'num alarm' : 'num quiet'}>{n}</span>;
}
