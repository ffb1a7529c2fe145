// SPDX-License-Identifier: Apache-2.0
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { usePreferences } from '../app/preferences';
import { useDesktop } from '../desktop/store';
import { tell } from '../live/topics';
import RoutesPage from '../pages/RoutesPage';
import { CORE, DRIVER, figures, routeMap, SERVICE } from '../test/routes';
import { fakeHub } from '../test/samples';
import { signIn } from '../test/session';

const ID = '0199f000-0000-7000-8000-000000000901';
const STEP = {
  at: '2026-01-05T01:00:00Z',
  key: ID,
  actor: 'HUB:hub',
  durable: false,
  content: true,
  handledBy: ['services.contact'],
  deadAt: [],
};
const MATTER = {
  correlation: ID,
  steps: [
    { ...STEP, id: 'm1', type: 'pbx.call-offered/1', source: CORE, outcomes: [{ consumer: 'services.contact', result: 'HANDLED', at: STEP.at, micros: 15_200 }] },
    { ...STEP, id: 'm2', type: 'pbx.ring-device/1', source: SERVICE, cause: 'm1', outcomes: [{ consumer: 'core.plugins.pbx', result: 'PENDING' }] },
  ],
};

function show(map = routeMap(), at = '/routes') {
  const asked = fakeHub({
    'GET /routes': () => ({ body: map }),
    [`GET /trace/${ID}`]: () => ({ body: MATTER }),
    'GET /trace/messages/m1': () => ({ body: { id: 'm1', type: 'pbx.call-offered/1', masked: true, envelope: '{ "caller" : "***********" }' } }),
  });
  render(
    <App>
      <MemoryRouter initialEntries={[at]}>
        <Routes>
          <Route path="/routes/*" element={<RoutesPage />} />
          <Route path="*" element={<p>elsewhere</p>} />
        </Routes>
      </MemoryRouter>
    </App>,
  );
  return asked;
}

beforeEach(() => {
  useDesktop.setState({ live: 'open' });
  usePreferences.getState().setLanguage('zh');
  signIn('plugin:read', 'trace:read');
});

it('draws bundles and lines, and follows the figures that are told', async () => {
  const asked = show();
  expect(await screen.findByTestId(`route-node-${SERVICE}`)).toHaveTextContent('联络服务');
  const line = screen.getByTestId(`route-edge-${CORE}>${SERVICE}`);
  expect(line).toHaveAttribute('data-total', '10');
  act(() => tell('routes.changed', figures({ at: '2026-01-05T01:00:01Z', published: [15, 20], lag: [4, 0], failed: [0, 2] })));
  expect(line).toHaveAttribute('data-total', '15');
  expect(line).toHaveTextContent('5.0');
  expect(screen.getByTestId(`route-node-${SERVICE}`)).toHaveTextContent('积压 4');
  expect(screen.getByTestId(`route-edge-${SERVICE}>${CORE}`)).toHaveAttribute('data-failing', 'true');
  expect(asked.filter((each) => each.path === '/routes')).toHaveLength(1);
  // Something new is on the map: it is read again.
  act(() => tell('routes.changed', figures({ revision: 4 })));
  await expect.poll(() => asked.filter((each) => each.path === '/routes')).toHaveLength(2);
});

it('is walked and opened by keyboard, and leads to dead letters', async () => {
  show(routeMap({ figures: figures({ letters: [3, 0] }) }));
  (await screen.findByTestId(`route-node-${DRIVER}`)).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
  const detail = await screen.findByTestId('route-detail');
  expect(within(detail).getByText(SERVICE)).toBeVisible();
  const letters = within(detail).getByTestId('route-letters-services.contact');
  expect(letters).toHaveAttribute('href', '/dead-letters?consumer=services.contact');
  expect(within(detail).getByTestId(`route-flow-${CORE}>pbx.call-offered/1>services.contact`)).toBeVisible();
});

it('tells why an instance is not well', async () => {
  show();
  await userEvent.click(await screen.findByTestId(`route-node-${DRIVER}`));
  expect(await screen.findByTestId('route-detail')).toHaveTextContent('pbx/main');
  expect(screen.getByTestId(`route-node-${DRIVER}`)).toHaveAttribute('data-state', 'warn');
});

it('has the same figures as a table, and finds by word', async () => {
  show();
  await screen.findByTestId('route-map');
  await userEvent.click(screen.getByText('表'));
  expect(screen.getByTestId(`route-flow-${CORE}>pbx.call-offered/1>services.contact`)).toHaveAttribute('data-total', '10');
  await userEvent.type(screen.getByTestId('routes-find'), '呼叫话机');
  expect(screen.queryByTestId(`route-flow-${CORE}>pbx.call-offered/1>services.contact`)).toBeNull();
  await userEvent.type(screen.getByTestId('routes-find'), 'nothing at all');
  expect(screen.getByText('没有符合条件的记录')).toBeVisible();
});

it('follows a contact by keyboard: its lines, its messages, what they say', async () => {
  show();
  await userEvent.type(await screen.findByTestId('routes-follow'), `${ID}{Enter}`);
  expect(await screen.findAllByTestId('route-step')).toHaveLength(2);
  expect(screen.getByTestId(`route-edge-${CORE}>${SERVICE}`)).toHaveAttribute('data-path', 'true');
  expect(screen.getByTestId(`route-edge-${CORE}>${DRIVER}`)).toHaveAttribute('data-path', 'false');
  expect(screen.getByTestId('outcome-services.contact')).toHaveTextContent('联络服务 15 ms');
  expect(screen.getByTestId('outcome-core.plugins.pbx')).toHaveTextContent('处理中');
  screen.getByTestId('route-steps').focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  const content = await screen.findByTestId('trace-content');
  expect(content).toHaveTextContent('***********');
  expect(content).toHaveAttribute('data-masked', 'true');
});

it('follows nothing for who may not', async () => {
  signIn('plugin:read');
  show(routeMap(), `/routes/${ID}`);
  await screen.findByTestId('route-map');
  expect(screen.queryByTestId('routes-follow')).toBeNull();
  expect(screen.queryByTestId('route-follow')).toBeNull();
});

it('says what to do while nothing has passed', async () => {
  show(routeMap({ nodes: [], publications: [], consumers: [], subscriptions: [], seams: [] }));
  expect(await screen.findByText('还没有消息经过。打一个电话试试。')).toBeVisible();
});
