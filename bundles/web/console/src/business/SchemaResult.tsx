// SPDX-License-Identifier: Apache-2.0
import { Table } from 'antd';
import { useI18n } from '../i18n';
import { rowsOf, shown, titleOf, type FieldSchema } from './schema';

interface SchemaResultProps {
  schema: FieldSchema;
  content: Record<string, unknown>;
  /** Of the test ids: `NAME-FIELD`. */
  name: string;
}

/** What an operation answered, made from its schema: an amount in front, facts, and a table for each list. */
export function SchemaResult({ schema, content, name }: SchemaResultProps) {
  const { language, t } = useI18n();
  const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-form'] !== 'hidden');
  const lists = fields.filter(([, field]) => field.type === 'array');
  const facts = fields.filter(([field, of]) => of.type !== 'array' && of.type !== 'object' && content[field] !== undefined);
  const [first] = facts;
  const amount = first && first[1]['x-form'] === 'money' ? first : undefined;
  return (
    <>
      {facts.length > 0 && (
        <div className="account">
          {amount && (
            <div className="account-balance">
              <small className="quiet">{titleOf(amount[1], amount[0], language)}</small>
              <b className="num" data-testid={`${name}-${amount[0]}`}>
                {shown(amount[1], content[amount[0]], language)}
              </b>
              <small>{t('insurance.yuan')}</small>
            </div>
          )}
          <dl className="facts">
            {facts
              .filter((fact) => fact !== amount)
              .map(([field, of]) => (
                <div key={field}>
                  <dt>{titleOf(of, field, language)}</dt>
                  <dd data-testid={`${name}-${field}`}>{shown(of, content[field], language)}</dd>
                </div>
              ))}
          </dl>
        </div>
      )}
      {lists.map(([field, of]) => (
        <Rows key={field} list={of} rows={rowsOf(of, content[field])} />
      ))}
    </>
  );
}

/** A column that says the same in every row stands once above the table, which is narrow. */
function Rows({ list, rows }: { list: FieldSchema; rows: Record<string, unknown>[] }) {
  const { language, t } = useI18n();
  const columns = Object.entries(list.items?.properties ?? {}).filter(
    ([field], i) => i === 0 || rows.some((row) => row[field] !== undefined && row[field] !== ''),
  );
  const same = (field: string, of: FieldSchema, i: number) =>
    i > 0 && rows.length > 1 && of.type === 'string' && !of['x-form'] && rows.every((row) => row[field] === rows[0]?.[field]);
  const above = columns.filter(([field, of], i) => same(field, of, i));
  const number = (of: FieldSchema) => of['x-form'] === 'money' || of.type === 'integer';
  return (
    <>
      {above.map(([field, of]) => (
        <p key={field} className="small">
          <span className="quiet">{titleOf(of, field, language)}</span> {shown(of, rows[0]?.[field], language)}
        </p>
      ))}
      <Table<Record<string, unknown>>
        size="small"
        rowKey={(row) => String(rows.indexOf(row))}
        pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
        scroll={{ x: 'max-content' }}
        dataSource={rows}
        locale={{ emptyText: t('business.noRows') }}
        columns={columns
          .filter((column) => !above.includes(column))
          .map(([field, of]) => ({
            title: titleOf(of, field, language),
            key: field,
            align: number(of) ? ('right' as const) : undefined,
            render: (_: unknown, row: Record<string, unknown>) => <span className={number(of) ? 'num' : undefined}>{shown(of, row[field], language)}</span>,
          }))}
      />
    </>
  );
}
