// SPDX-License-Identifier: Apache-2.0
import { Table, Tag } from 'antd';
import type { BusinessLink, OperationSchema } from '../api/links';
import { askedOf, documentOf, titleOf, type FieldSchema } from '../business/schema';
import { useI18n } from '../i18n';

/** What a link can do, and which fields go there and back. */
export function OperationList({ link, schemas }: { link: BusinessLink; schemas: OperationSchema[] }) {
  const { t, language, word } = useI18n();
  const documentFor = (name: string) => {
    const known = schemas.find((each) => each.name === name);
    return known && documentOf(known.schema);
  };
  const names = (fields: [string, FieldSchema][]) =>
    fields.map(([name, field]) => (
      <Tag key={name} title={name}>
        {titleOf(field, name, language)}
      </Tag>
    ));
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="name"
      data-testid="link-operations"
      dataSource={link.operations}
      locale={{ emptyText: t('links.noOperations') }}
      columns={[
        {
          title: t('links.operation'),
          render: (_, row) => (
            <>
              {documentFor(row.name)?.['x-title'][language] ?? row.name}
              <div className="quiet small">
                {row.name} {row.schema === undefined ? t('links.noSchema') : `v${row.schema}`}
              </div>
            </>
          ),
        },
        { title: t('links.kind'), dataIndex: 'kind', width: 130, render: (kind: string) => word('linkKind', kind) },
        {
          title: t('links.in'),
          render: (_, row) => {
            const document = documentFor(row.name);
            return document ? names(askedOf(document, true).map(({ path, schema }) => [path, schema])) : '–';
          },
        },
        { title: t('links.out'), render: (_, row) => names(Object.entries(documentFor(row.name)?.$defs.out?.properties ?? {})) },
      ]}
    />
  );
}
