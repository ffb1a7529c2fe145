// SPDX-License-Identifier: Apache-2.0
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it } from 'vitest';
import type { OrderView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useVerifications } from '../citizen/verifications';
import { tell } from '../live/topics';
import { fakeHub, type Asked } from '../test/samples';
import { ACCOUNT, APPOINTMENT, CONTRIBUTIONS, LOSS, VACANCIES } from '../test/schemas';
import { signIn } from '../test/session';
import BusinessPane from './BusinessPane';

const PROOF = { citizen: 'c1', contact: 'k1', party: 'CALLER', level: 'STRONG', method: 'ivr-password', expires: new Date(Date.now() + 600_000).toISOString() };
const offer = (link: string, operation: string, schema: object, order = false) => ({ link, operation, order, version: 1, state: 'ONLINE', schema });
const INSURANCE = [offer('socialinsurance', 'account.query', ACCOUNT), offer('socialinsurance', 'contributions.query', CONTRIBUTIONS), offer('socialinsurance', 'card.report-loss', LOSS, true)];
const TALENT = [offer('talent', 'vacancies.query', VACANCIES), offer('talent', 'appointment.book', APPOINTMENT, true)];
const CONTENT: Record<string, object> = {
  'account.query': { name: '王秀芳', balance: '12345.6', insurance: 'pension', month: '2026-10', status: 'normal' },
  'contributions.query': { items: [{ month: '2026-09', base: '7480.00', personal: '598.40', employer: '1196.80', employerName: '甲公司' }, { month: '2026-10', base: '7480.00', personal: '598.40', employer: '1196.80', employerName: '甲公司' }] },
  'vacancies.query': { items: [{ id: 'v1', title: '电工', employer: '乙厂', area: '贵阳' }], next: 'p2' },
};

function pane(offers: object[], more: Parameters<typeof fakeHub>[0] = {}): Asked[] {
  const asked = fakeHub({
    'GET /citizens/verification': () => ({ body: PROOF }),
    'GET /citizens/c1/business/offers': () => ({ body: offers }),
    'GET /citizens/c1/business/orders': () => ({ body: [] }),
    'POST /citizens/c1/business': ({ body }) => {
      const { operation, link, fresh } = body as { operation: string; link: string; fresh: boolean };
      return { body: { link, operation, content: CONTENT[operation], asOf: new Date(Date.now() - 700_000).toISOString(), cached: !fresh } };
    },
    ...more,
  });
  useVerifications.getState().open('k1');
  render(
    <App>
      <BusinessPane citizenId="c1" contactId="k1" />
    </App>,
  );
  return asked;
}

const posted = (asked: Asked[], path = '/citizens/c1/business') => asked.filter((each) => each.method === 'POST' && each.path === path).map((each) => each.body);
const order = (change: Partial<OrderView>): OrderView => ({
  request: 'o1', citizen: 'c1', contact: 'k1', link: 'socialinsurance', operation: 'card.report-loss', state: 'WAITING', attempt: 1, answer: {}, at: '2026-11-22T01:00:00Z', by: 'u1', changedAt: '2026-11-22T01:00:00Z', ...change,
});

beforeEach(() => {
  usePreferences.getState().setLanguage('zh');
  signIn('citizen:business');
});

it('asks by itself what needs nobody to fill in, with the last twelve months', async () => {
  const asked = pane(INSURANCE);
  expect(await screen.findByTestId('insurance-balance')).toHaveTextContent('12,345.60');
  expect(screen.getByTestId('insurance-insurance')).toHaveTextContent('养老保险');
  const rows = await within(screen.getByTestId('insurance-contributions')).findAllByText(/^2026-(09|10)$/);
  expect(rows.map((row) => row.textContent)).toEqual(['2026-10', '2026-09']);
  expect(screen.getByTestId('insurance-contributions')).toHaveTextContent('参保单位 甲公司');
  expect(screen.getAllByTestId('data-age')[0]).toHaveTextContent('11 分钟前');
  expect(screen.getAllByTestId('data-age')[0]).toHaveClass('alarm');
  const [first, second] = posted(asked) as { content: object; link: string }[];
  expect(first).toMatchObject({ contact: 'k1', link: 'socialinsurance', content: {}, fresh: false });
  expect(Object.keys(second?.content ?? {})).toEqual(['from', 'to']);
});

it('asks about other months, and anew', async () => {
  const asked = pane([INSURANCE[1] as object]);
  const user = userEvent.setup();
  const from = await screen.findByTestId('insurance-contributions-from');
  await waitFor(() => expect(posted(asked)).toHaveLength(1));
  await user.clear(from);
  await user.type(from, '2020-01');
  await user.click(screen.getByTestId('insurance-contributions-ask'));
  await waitFor(() => expect(posted(asked)).toHaveLength(2));
  expect(posted(asked)[1]).toMatchObject({ content: { from: '2020-01' }, fresh: false });
  await user.click(screen.getByTestId('insurance-contributions-refresh'));
  await waitFor(() => expect(posted(asked)[2]).toMatchObject({ content: { from: '2020-01' }, fresh: true }));
});

it('shows every link that is offered, and waits for the words where somebody has to fill them in', async () => {
  const asked = pane([...INSURANCE, ...TALENT]);
  const user = userEvent.setup();
  await screen.findByTestId('insurance-balance');
  expect(screen.getByTestId('business-link-talent')).toHaveTextContent('岗位查询');
  await user.click(screen.getByTestId('business-link-talent'));
  await user.type(await screen.findByTestId('business-vacancies.query-keyword'), '电工{Enter}');
  expect(await screen.findByText('乙厂')).toBeVisible();
  expect(posted(asked).at(-1)).toMatchObject({ link: 'talent', operation: 'vacancies.query', content: { keyword: '电工' } });
  await user.click(screen.getByTestId('business-vacancies.query-next'));
  await waitFor(() => expect(posted(asked).at(-1)).toMatchObject({ content: { keyword: '电工', cursor: 'p2' } }));
});

it('tells a refusal in words, and lets it be tried again', async () => {
  pane([INSURANCE[0] as object], { 'POST /citizens/c1/business': () => ({ status: 422, body: { code: 'business.refused', args: { reason: 'person-unknown' } } }) });
  expect(await screen.findByText('系统查无此人')).toBeVisible();
});

it('says so where no link is there', async () => {
  pane([]);
  expect(await screen.findByText('没有可用的业务链接')).toBeVisible();
});

it('orders after a question, once for one press', async () => {
  const asked = pane([INSURANCE[2] as object], { 'POST /citizens/c1/business/orders': () => ({ status: 202, body: order({}) }) });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('loss-report'));
  expect(await screen.findByText('挂失后卡片即停用。请与参保人确认。')).toBeInTheDocument();
  expect(posted(asked, '/citizens/c1/business/orders')).toHaveLength(0);
  await user.click(screen.getByTestId('loss-confirm'));
  await waitFor(() => expect(posted(asked, '/citizens/c1/business/orders')).toHaveLength(1));
  expect(posted(asked, '/citizens/c1/business/orders')[0]).toMatchObject({ contact: 'k1', link: 'socialinsurance', operation: 'card.report-loss', content: {} });
});

it('keeps the request of an order whose answer was lost', async () => {
  const asked = pane([INSURANCE[2] as object], { 'POST /citizens/c1/business/orders': () => ({ status: 503, body: { code: 'bus.unavailable' } }) });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('loss-report'));
  await user.click(await screen.findByTestId('loss-confirm'));
  await waitFor(() => expect(posted(asked, '/citizens/c1/business/orders')).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId('loss-confirm')).not.toHaveClass('ant-btn-loading'));
  await user.click(screen.getByTestId('loss-confirm'));
  await waitFor(() => expect(posted(asked, '/citizens/c1/business/orders')).toHaveLength(2));
  const [first, second] = posted(asked, '/citizens/c1/business/orders') as { request: string }[];
  expect(second?.request).toBe(first?.request);
});

it('asks for what an order needs, and gives nothing that is not whole', async () => {
  const asked = pane([TALENT[1] as object], { 'POST /citizens/c1/business/orders': () => ({ status: 202, body: order({}) }) });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('business-appointment.book-report'));
  await user.click(await screen.findByTestId('business-appointment.book-confirm'));
  expect(await screen.findAllByText('必填')).not.toHaveLength(0);
  expect(posted(asked, '/citizens/c1/business/orders')).toHaveLength(0);
});

it('shows the receipt of what is done, and lets what is uncertain be ordered again with a reason', async () => {
  const orders = [order({ state: 'DONE', answer: { receipt: 'GS-1', reportedAt: '2026-11-22T01:00:00Z' } })];
  const asked = pane([INSURANCE[2] as object], {
    'GET /citizens/c1/business/orders': () => ({ body: orders }),
    'POST /citizens/c1/business/orders/o1/retry': () => ({ status: 202, body: order({ attempt: 2 }) }),
  });
  expect(await screen.findByTestId('loss-receipt')).toHaveTextContent('GS-1');
  orders[0] = order({ state: 'UNCERTAIN', code: 'business.uncertain' });
  act(() => tell('citizen.order', {}));
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('loss-retry'));
  await user.type(await screen.findByTestId('loss-reason'), '已向社保核实{Enter}');
  await waitFor(() => expect(posted(asked, '/citizens/c1/business/orders/o1/retry')).toHaveLength(1));
});
