// SPDX-License-Identifier: Apache-2.0
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import type { BusinessLink, LinkMapping, MappingTrial } from '../api/links';
import { usePreferences } from '../app/preferences';
import LinksPage from '../pages/LinksPage';
import { fakeHub, type Asked } from '../test/samples';
import { signIn } from '../test/session';
import { ACCOUNT, LOSS } from '../test/schemas';
import { MappingEditor } from './MappingEditor';
import { Reconcile } from './Reconcile';

const LINK: BusinessLink = {
  name: 'guizhou',
  connector: 'org.shuniu.business.rest',
  version: '0.1.0',
  state: 'DEGRADED',
  reason: 'business.timeout',
  since: '2026-11-22T01:00:00Z',
  operations: [
    { name: 'account.query', kind: 'QUERY', schema: 1 },
    { name: 'card.report-loss', kind: 'IDEMPOTENT_ORDER', schema: 1 },
    { name: 'site.own', kind: 'QUERY' },
  ],
  mapping: 'guizhou',
  figures: { requests: 40, failed: 10, meanMs: 12.4, worstMs: 2100 },
};
const SCHEMAS = [
  { name: 'account.query', version: 1, schema: ACCOUNT as never },
  { name: 'card.report-loss', version: 1, schema: LOSS as never },
];
const MAPPING: LinkMapping = { mapping: 'guizhou', text: 'a: 1\nb: 2\n', revision: 'r1', inForce: 'r1', examples: { 'account.query': ['well'] }, faults: [] };
const TRIAL: MappingTrial = {
  content: {},
  sent: '{"sfz":"***"}',
  received: '{"xm":"甲"}',
  reply: { name: '甲' } as never,
  outcome: 'answered',
  differences: [{ side: 'REPLY', path: '/name', expected: '"乙"', actual: '"甲"' }],
  faults: [],
  tookMs: 3.2,
};
const EXCHANGE = { id: 'x1', direction: 'OUT', request: 'q-1', matter: 'call-1', operation: 'account.query', outcome: 'business.timeout', at: '2026-11-22T01:02:03Z', tookMs: 8000 };

function editor(more: Parameters<typeof fakeHub>[0] = {}): Asked[] {
  const asked = fakeHub({
    'GET /links/guizhou/mapping': () => ({ body: MAPPING }),
    'GET /links/guizhou/mapping/versions': () => ({
      body: {
        items: [
          { number: 2, at: '2026-11-22T01:00:00Z', login: 'lan', kind: 'PUBLISHED', revision: 'r1' },
          { number: 1, at: '2026-11-21T01:00:00Z', kind: 'FOUND', revision: 'r0' },
        ],
      },
    }),
    'GET /links/guizhou/mapping/versions/1': () => ({ body: { version: { number: 1 }, text: 'a: 0\nb: 2\n' } }),
    'POST /links/guizhou/mapping/check': () => ({ body: { examples: {}, faults: [] } }),
    'POST /links/guizhou/mapping/trials': () => ({ body: TRIAL }),
    ...more,
  });
  render(
    <App>
      <MappingEditor link={LINK} schemas={SCHEMAS} />
    </App>,
  );
  return asked;
}

const write = async (text: string) => {
  const user = userEvent.setup();
  const area = await screen.findByTestId('mapping-text');
  await user.clear(area);
  await user.type(area, text);
  return user;
};
const sent = (asked: Asked[], path: string) => asked.filter((each) => each.method !== 'GET' && each.path === path);

beforeEach(() => {
  usePreferences.getState().setLanguage('en');
  signIn('link:read', 'link:manage');
});

it('lists links with their state, rates and exchanges', async () => {
  const asked = fakeHub({
    'GET /links': () => ({ body: [LINK] }),
    'GET /links/operations': () => ({ body: SCHEMAS }),
    'GET /links/guizhou/exchanges': () => ({ body: { items: [EXCHANGE] } }),
    'GET /links/guizhou/exchanges/x1': () => ({ body: { exchange: EXCHANGE, sent: '<q>***</q>' } }),
  });
  render(
    <App>
      <MemoryRouter>
        <LinksPage />
      </MemoryRouter>
    </App>,
  );
  const user = userEvent.setup();
  const row = (await screen.findByTestId('link-guizhou')).closest('tr') as HTMLElement;
  expect(row).toHaveTextContent('degraded');
  expect(row).toHaveTextContent('25 %');
  expect(row).toHaveTextContent('12 ms / 2,100 ms');
  await user.click(screen.getByTestId('link-guizhou'));
  await waitFor(() => expect(screen.getByTestId('link-operations')).toHaveTextContent('no schema, not checked'));
  await user.click(screen.getByTestId('tab-exchanges'));
  await user.click(await screen.findByTestId('exchange-x1'));
  await waitFor(() => expect(screen.getByTestId('exchange-sent')).toHaveTextContent('<q>***</q>'));
  expect(screen.getByTestId('exchange-received')).toHaveTextContent('(nothing)');
  await user.type(screen.getByTestId('exchange-matter'), 'call-1');
  await waitFor(() => expect(asked.some((each) => each.path.includes('/exchanges?') && each.path.includes('matter=call-1'))).toBe(true));
});

it('lays their list beside ours', async () => {
  const asked = fakeHub({
    'POST /links/guizhou/reconciliations': () => ({
      body: { from: '2026-11-21T00:00:00Z', until: '2026-11-22T00:00:00Z', ours: 3, theirs: 2, findings: [{ difference: 'MISSING_THERE', request: 'o-1', operation: 'card.report-loss', here: 'DONE', at: '2026-11-21T08:00:00Z' }] },
    }),
  });
  render(
    <App>
      <MemoryRouter>
        <Reconcile link={LINK} />
      </MemoryRouter>
    </App>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('reconcile-run'));
  const report = await screen.findByTestId('reconcile-report');
  expect(report).toHaveTextContent('Done here 3, in their list 2, different 1');
  expect(report).toHaveTextContent('done here, not in their list');
  const { from, until } = asked.find((each) => each.method === 'POST')?.body as { from: string; until: string };
  expect(Date.parse(until) - Date.parse(from)).toBe(86_400_000);
});

it('says what to do where there is no link', async () => {
  fakeHub({ 'GET /links': () => ({ body: [] }), 'GET /links/operations': () => ({ body: [] }) });
  render(
    <App>
      <MemoryRouter>
        <LinksPage />
      </MemoryRouter>
    </App>,
  );
  expect(await screen.findByText('No business links yet')).toBeVisible();
});

it('tries an example of the text as it stands in the editor, and shows all five panes', async () => {
  const asked = editor();
  const user = await write('a: 3');
  await user.click(within(screen.getByTestId('bench-example')).getByRole('combobox'));
  await user.click(await screen.findByText('Example well'));
  await user.click(screen.getByTestId('bench-try'));
  await waitFor(() => expect(screen.getByTestId('bench-sent')).toHaveTextContent('"sfz": "***"'));
  expect(screen.getByTestId('bench-received')).toHaveTextContent('甲');
  expect(screen.getByTestId('bench-reply')).toHaveTextContent('"name": "甲"');
  expect(screen.getByTestId('bench-differences')).toHaveTextContent('/name');
  expect(sent(asked, '/links/guizhou/mapping/trials')[0]?.body).toMatchObject({ text: 'a: 3', operation: 'account.query', example: 'well', live: false });
});

it('makes the form from the schema, and sends nothing wrong for real', async () => {
  const asked = editor();
  const user = userEvent.setup();
  await user.type(await screen.findByTestId('bench-identity'), '123');
  await user.click(screen.getByTestId('bench-live'));
  await user.click(screen.getByTestId('bench-try'));
  expect(await screen.findByText('not of the right form')).toBeVisible();
  expect(sent(asked, '/links/guizhou/mapping/trials')).toHaveLength(0);
  await user.clear(screen.getByTestId('bench-identity'));
  await user.type(screen.getByTestId('bench-identity'), '11010519491231002X{Enter}');
  await waitFor(() => expect(sent(asked, '/links/guizhou/mapping/trials')).toHaveLength(1));
  expect(sent(asked, '/links/guizhou/mapping/trials')[0]?.body).toMatchObject({ content: { identity: '11010519491231002X' }, live: true });
});

it('asks before an order is carried out for real', async () => {
  const asked = editor();
  const user = userEvent.setup();
  await user.click(within(await screen.findByTestId('bench-operation')).getByRole('combobox'));
  await user.click(await screen.findByText(/Report a card as lost/));
  await user.type(await screen.findByTestId('bench-identity'), '11010519491231002X');
  await user.click(screen.getByTestId('bench-live'));
  await user.click(screen.getByTestId('bench-try'));
  expect(sent(asked, '/links/guizhou/mapping/trials')).toHaveLength(0);
  await user.click(await screen.findByTestId('bench-confirm'));
  await waitFor(() => expect(sent(asked, '/links/guizhou/mapping/trials')[0]?.body).toMatchObject({ operation: 'card.report-loss', live: true, confirmed: true }));
});

it('shows faults at their line and publishes nothing', async () => {
  const asked = editor({
    'POST /links/guizhou/mapping/check': () => ({ body: { examples: {}, faults: [{ line: 2, code: 'business.mapping.syntax', detail: 'no colon' }] } }),
  });
  const user = await write('a: 1{Enter}b{Enter}');
  await user.click(screen.getByTestId('mapping-publish'));
  await waitFor(() => expect(screen.getByTestId('mapping-faults')).toHaveTextContent('no colon'));
  expect(screen.getByTestId('gutter-2')).toHaveAttribute('title', 'no colon');
  const area = screen.getByTestId<HTMLTextAreaElement>('mapping-text');
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('b');
  expect(sent(asked, '/links/guizhou/mapping')).toHaveLength(0);
});

it('publishes after a look at the changes, with the revision that was seen', async () => {
  const asked = editor({ 'PUT /links/guizhou/mapping': () => ({ body: { ...MAPPING, revision: 'r2', inForce: 'r2' } }) });
  const user = await write('a: 3{Enter}b: 2{Enter}');
  await user.click(screen.getByTestId('mapping-publish'));
  const diff = await screen.findByTestId('mapping-diff');
  expect(diff).toHaveTextContent('a: 3');
  expect(diff).toHaveTextContent('a: 1');
  await user.click(screen.getByTestId('mapping-publish-confirm'));
  expect(await screen.findByText('Published')).toBeVisible();
  expect(sent(asked, '/links/guizhou/mapping')[0]?.body).toEqual({ revision: 'r1', text: 'a: 3\nb: 2\n' });
});

it('keeps what was typed when somebody else was faster', async () => {
  editor({ 'PUT /links/guizhou/mapping': () => ({ status: 409, body: { code: 'business.mapping.changed', args: { mapping: 'guizhou', login: 'wei' } } }) });
  const user = await write('mine');
  await user.click(screen.getByTestId('mapping-publish'));
  await user.click(await screen.findByTestId('mapping-publish-confirm'));
  await waitFor(() => expect(screen.getByTestId('mapping-refused')).toHaveTextContent('wei'));
  expect(screen.getByTestId('mapping-text')).toHaveValue('mine');
});

it('compares with a version and goes back to it', async () => {
  const asked = editor({ 'POST /links/guizhou/mapping/versions/1/roll-back': () => ({ body: MAPPING }) });
  const user = userEvent.setup();
  await waitFor(() => expect(screen.getByTestId('mapping-versions')).toHaveTextContent('lan'));
  await user.click(screen.getByTestId('version-1'));
  await waitFor(() => expect(screen.getByTestId('mapping-diff')).toHaveTextContent('a: 0'));
  await user.click(screen.getByTestId('mapping-roll-back'));
  await waitFor(() => expect(sent(asked, '/links/guizhou/mapping/versions/1/roll-back')[0]?.body).toEqual({ revision: 'r1' }));
});

it('lets who may only look neither write nor try', async () => {
  signIn('link:read');
  editor();
  expect(await screen.findByTestId('mapping-text')).toHaveAttribute('readonly');
  expect(screen.queryByTestId('mapping-publish')).toBeNull();
  expect(screen.queryByTestId('bench-try')).toBeNull();
});
