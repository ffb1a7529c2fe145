// SPDX-License-Identifier: Apache-2.0
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Citizen, Verification } from '../api/types';
import BusinessPane from '../business/BusinessPane';
import { CallerCard } from '../desktop/CallerCard';
import { useDesktop } from '../desktop/store';
import { tell } from '../live/topics';
import { contact, controls, fakeHub } from '../test/samples';
import { ACCOUNT, CONTRIBUTIONS, LOSS } from '../test/schemas';
import { signIn } from '../test/session';
import CitizenPane from './CitizenPane';
import { useVerifications } from './verifications';

const person = (id: string, name: string): Citizen => ({ id, name, kind: 'PERSON', phones: ['138****5678'], categories: [], contactCount: 1, identity: 'RESIDENT_IDENTITY', mergedFrom: [] });
const daughter = person('c1', '王*芳');
const mother = person('c2', '李*兰');
const proof = (citizen: string, level: Verification['level'], change: Partial<Verification> = {}): Verification => ({
  citizen, contact: 'k1', party: 'CALLER', level, method: 'agent-identity', expires: new Date(Date.now() + 600_000).toISOString(), ...change,
});
const GOOD = '11010519491231002X';

/** A hub with two people behind one number; `known` is what it holds as proved. */
function hubWith(known: Verification[], verify: Parameters<typeof fakeHub>[0] = {}) {
  return fakeHub({
    'GET /citizens': () => ({ body: [daughter, mother] }),
    'GET /citizens/c1': () => ({ body: daughter }),
    'GET /citizens/c2': () => ({ body: mother }),
    'GET /citizens/verification': ({ path }) => {
      const wanted = new URLSearchParams(path.split('?')[1]).get('citizen');
      const found = known.find((each) => (wanted ? each.citizen === wanted : each.party === 'CALLER'));
      return found ? { body: found } : { status: 200 };
    },
    'PUT /contacts/k1/citizen': () => ({ status: 200 }),
    ...verify,
  });
}

function Live() {
  const current = useDesktop((state) => state.contact);
  return current ? <CallerCard contact={current} /> : null;
}

function show(citizenId?: string) {
  useDesktop.setState({ contact: contact({ state: 'ACTIVE', citizenId }) });
  render(
    <App>
      <Live />
    </App>,
  );
}

beforeEach(() => {
  signIn('citizen:verify', 'citizen:read', 'citizen:write', 'citizen:business');
  useVerifications.setState({ contactId: undefined, caller: undefined, proofs: {}, chosen: undefined, attemptsLeft: undefined, locked: false });
});

describe('verification', () => {
  it('tells how many attempts are left and locks after the last one', async () => {
    let left = 3;
    const asked = hubWith([], {
      'POST /citizens/c1/verify': () => {
        left -= 1;
        return { status: 422, body: { code: 'citizen.verification.failed', args: { attemptsLeft: left } } };
      },
    });
    const user = userEvent.setup();
    show('c1');
    await waitFor(() => expect(screen.getByTestId('verify-CALLER')).toBeEnabled());
    await user.click(screen.getByTestId('verify-CALLER'));
    await user.type(screen.getByTestId('verify-identity-number'), GOOD);
    await user.click(screen.getByTestId('verify-submit'));
    expect(await screen.findByTestId('verify-wrong')).toHaveTextContent('2');
    await user.click(screen.getByTestId('verify-submit'));
    await waitFor(() => expect(screen.getByTestId('verify-wrong')).toHaveTextContent('1'));
    await user.click(screen.getByTestId('verify-submit'));
    expect(await screen.findByTestId('verify-locked')).toBeVisible();
    expect(screen.getByTestId('verify-submit')).toBeDisabled();
    expect(asked.filter((each) => each.method === 'POST')).toHaveLength(3);
  });

  it('costs no attempt when a digit was mistyped', async () => {
    const asked = hubWith([]);
    const user = userEvent.setup();
    show('c1');
    await waitFor(() => expect(screen.getByTestId('verify-CALLER')).toBeEnabled());
    await user.click(screen.getByTestId('verify-CALLER'));
    await user.type(screen.getByTestId('verify-identity-number'), '110105194912310021{Enter}');
    await screen.findByText(/未计入次数/);
    expect(asked.some((each) => each.method === 'POST')).toBe(false);
  });

  it('shows the level with its clock and gives the place back to the candidates', async () => {
    const known: Verification[] = [];
    hubWith(known, {
      'POST /citizens/c1/verify': () => {
        known.push(proof('c1', 'BASIC'));
        return { body: known[0] };
      },
    });
    const user = userEvent.setup();
    show('c1');
    await waitFor(() => expect(screen.getByTestId('verify-CALLER')).toBeEnabled());
    await user.click(screen.getByTestId('verify-CALLER'));
    await user.type(screen.getByTestId('verify-identity-number'), `${GOOD}{Enter}`);
    await waitFor(() => expect(screen.getByTestId('level-CALLER')).toHaveAttribute('data-level', 'BASIC'));
    expect(screen.getByTestId('candidates')).toBeVisible();
  });

  it('by the password in the menu is seen at once, without a choice of the agent', async () => {
    const known: Verification[] = [];
    hubWith(known);
    show();
    await screen.findByTestId('candidate-c1');
    known.push(proof('c1', 'STRONG', { method: 'ivr-password' }));
    act(() => tell('citizen.verified', { contact: 'k1', citizen: 'c1', level: 'STRONG' }));
    await waitFor(() => expect(screen.getByTestId('level-CALLER')).toHaveAttribute('data-level', 'STRONG'));
    expect(screen.getByTestId('seat-CALLER')).toHaveTextContent('王*芳');
  });

  it('is handed to the caller by one press, where the switch can do it', async () => {
    const asked = hubWith([], { 'POST /contacts/k1/verify-caller': () => ({ status: 202 }) });
    useDesktop.setState({ contact: contact({ state: 'ACTIVE', controls: controls('hangup', 'verifyCaller') }) });
    render(
      <App>
        <Live />
      </App>,
    );
    await userEvent.click(screen.getByTestId('verify-by-password'));
    await waitFor(() => expect(asked.some((each) => each.path === '/contacts/k1/verify-caller')).toBe(true));
    act(() => useDesktop.setState({ contact: contact({ state: 'ACTIVE', checking: true, controls: controls('retrieve', 'hangup') }) }));
    expect(screen.queryByTestId('verify-by-password')).toBeNull();
    expect(screen.getByTestId('seat-CALLER')).toHaveTextContent('正在按键核验');
  });

  it('of somebody else in another call changes nothing here', async () => {
    const asked = hubWith([]);
    show();
    await screen.findByTestId('candidate-c1');
    const before = asked.length;
    act(() => tell('citizen.verified', { contact: 'other', citizen: 'c1', level: 'STRONG' }));
    expect(asked.length).toBe(before);
  });
});

describe('a daughter asks for her mother', () => {
  it('the subject changes, the verified caller stays, and on behalf is offered first', async () => {
    const asked = hubWith([proof('c1', 'BASIC')], {
      'POST /citizens/c2/verify': () => ({ body: proof('c2', 'BASIC', { party: 'SUBJECT', method: 'on-behalf' }) }),
    });
    const user = userEvent.setup();
    show('c1');
    await waitFor(() => expect(screen.getByTestId('level-CALLER')).toHaveAttribute('data-level', 'BASIC'));
    await user.click(screen.getByTestId('candidate-c2'));
    await waitFor(() => expect(screen.getByTestId('seat-SUBJECT')).toHaveTextContent('李*兰'));
    expect(screen.getByTestId('seat-CALLER')).toHaveTextContent('王*芳');
    expect(screen.getByTestId('level-SUBJECT')).toHaveAttribute('data-level', 'NONE');
    await user.click(screen.getByTestId('verify-SUBJECT'));
    await user.type(screen.getByTestId('verify-reason'), '女儿代母亲咨询{Enter}');
    await waitFor(() => expect(asked.some((each) => each.method === 'POST')).toBe(true));
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ contact: 'k1', method: 'on-behalf', party: 'SUBJECT', reason: '女儿代母亲咨询' });
  });

  it('nobody is verified for another before the caller is', async () => {
    hubWith([]);
    useVerifications.setState({ contactId: 'k1', chosen: 'c1' });
    show('c2');
    await waitFor(() => expect(screen.getByTestId('seat-SUBJECT')).toHaveTextContent('李*兰'));
    expect(screen.getByTestId('verify-SUBJECT')).toBeDisabled();
  });
});

describe('what a proof opens', () => {
  const pane = (known: Verification[]) => {
    const asked = hubWith(known, {
      'GET /citizens/c1/timeline': () => ({ body: { items: [] } }),
      'GET /citizens/c1/business/orders': () => ({ body: [] }),
      'GET /citizens/c1/business/offers': () => ({
        body: Object.entries({ 'account.query': ACCOUNT, 'contributions.query': CONTRIBUTIONS, 'card.report-loss': LOSS }).map(([operation, schema]) => (
          { link: 'socialinsurance', operation, order: schema === LOSS, version: 1, state: 'ONLINE', schema }
        )),
      }),
      'POST /citizens/c1/business': ({ body }) => ({
        body: {
          link: 'socialinsurance', operation: (body as { operation: string }).operation, asOf: new Date().toISOString(), cached: true,
          content: { name: '王秀芳', balance: '12345.6', items: [{ month: '2026-09', base: '7480', employerName: '甲' }, { month: '2026-10', base: '7480', employerName: '甲' }] },
        },
      }),
    });
    useVerifications.getState().open('k1');
    return asked;
  };

  it('no history and no full name without one, and the hub is not even asked', async () => {
    const asked = pane([]);
    render(<App><CitizenPane citizenId="c1" contactId="k1" /></App>);
    expect(await screen.findByTestId('timeline')).toHaveAttribute('data-locked', 'true');
    expect(screen.getByTestId('citizen-reveal')).toBeDisabled();
    expect(asked.some((each) => each.path.includes('timeline'))).toBe(false);
  });

  it('history with a basic one, insurance only with a strong one', async () => {
    pane([proof('c1', 'BASIC')]);
    render(<App><CitizenPane citizenId="c1" contactId="k1" /><BusinessPane citizenId="c1" contactId="k1" /></App>);
    await waitFor(() => expect(screen.getByTestId('timeline')).toHaveAttribute('data-locked', 'false'));
    expect(screen.getByTestId('insurance-locked')).toBeVisible();
  });

  it('the balance with the age of the data', async () => {
    const asked = pane([proof('c1', 'STRONG')]);
    render(<App><BusinessPane citizenId="c1" contactId="k1" /></App>);
    expect(await screen.findByTestId('insurance-balance')).toHaveTextContent('12,345.60');
    expect(screen.getAllByTestId('data-age')[0]).toHaveTextContent('缓存');
    await userEvent.click(screen.getByTestId('insurance-account-refresh'));
    await waitFor(() => expect(asked.filter((each) => (each.body as { fresh?: boolean })?.fresh)).toHaveLength(1));
  });
});
