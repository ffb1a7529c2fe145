// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Empty, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import type { Loaded } from '../app/useLoad';
import { useI18n } from '../i18n';

interface AsyncTableProps<T extends object> extends Omit<TableProps<T>, 'dataSource' | 'loading'> {
  loaded: Loaded<T[]>;
  empty: ReactNode;
  emptyHint?: ReactNode;
  /** Height of the scrolling body. */
  height?: number | string;
}

/** A table with its three other states: loading, failed (with a retry, keeping what was there), empty. */
export function AsyncTable<T extends object>({ loaded, empty, emptyHint, height, ...table }: AsyncTableProps<T>) {
  const { t, describe } = useI18n();
  const { data, failure, loading, reload } = loaded;
  return (
    <>
      {failure !== undefined && (
        <Alert
          className="gap-below"
          type="error"
          showIcon
          role="alert"
          title={`${t('common.loadFailed')} · ${describe(failure)}`}
          action={
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      <Table<T>
        size="small"
        pagination={false}
        scroll={height ? { y: height, x: 'max-content' } : { x: 'max-content' }}
        {...table}
        dataSource={data ?? []}
        loading={loading && { delay: 250 }}
        locale={{
          emptyText: loading ? (
            ' '
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty}>
              {emptyHint && <span className="quiet">{emptyHint}</span>}
            </Empty>
          ),
        }}
      />
    </>
  );
}
