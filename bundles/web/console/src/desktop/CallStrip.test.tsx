// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { describe, expect, it } from 'vitest';
import { agent, contact, controls, fakeHub } from '../test/samples';
import { CallerCard } from './CallerCard';
import { CallStrip } from './CallStrip';
import { useDesktop } from './store';

function show(inHand: ReturnType<typeof contact> | undefined) {
  useDesktop.setState({ agent: agent({ state: 'BUSY', contactId: inHand?.id }), contact: inHand });
  render(
    <App>
      <CallStrip />
    </App>,
  );
}

describe('the call strip', () => {
  it('shows the very number and offers what the hub allows, nothing more', () => {
    show(contact({ state: 'ACTIVE', controls: controls('hold', 'hangup') }));
    expect(screen.getByTestId('caller-number')).toHaveTextContent(/^13812345678$/);
    expect(screen.getByTestId('control-hold')).toBeEnabled();
    expect(screen.getByTestId('control-hangup')).toBeEnabled();
    expect(screen.getByTestId('control-mute')).toBeDisabled();
    expect(screen.getByTestId('control-answer')).toBeDisabled();
  });

  it('turns hold into retrieve while the call is held', async () => {
    const asked = fakeHub({ 'POST /contacts/k1/retrieve': () => ({ status: 202 }) });
    show(contact({ state: 'ACTIVE', held: true, controls: controls('retrieve', 'hangup') }));
    await userEvent.click(screen.getByTestId('control-hold'));
    expect(asked.map((each) => each.path)).toEqual(['/contacts/k1/retrieve']);
  });

  it('sends one command for an impatient double click', async () => {
    let commands = 0;
    globalThis.fetch = () => {
      commands += 1;
      return new Promise(() => {});
    };
    show(contact({ state: 'ACTIVE', controls: controls('hangup') }));
    await userEvent.dblClick(screen.getByTestId('control-hangup'));
    expect(commands).toBe(1);
  });

  it('has nothing to press without a call', () => {
    show(undefined);
    for (const name of ['answer', 'hold', 'mute', 'hangup']) expect(screen.getByTestId(`control-${name}`)).toBeDisabled();
  });

  it('shows a hostile caller id as text', () => {
    show(contact({ caller: '<img src=x onerror=alert(1)>' }));
    expect(screen.getByTestId('caller-number').querySelector('img')).toBeNull();
  });
});

describe('possible citizens', () => {
  const citizen = (id: string, name: string) => ({ id, name, kind: 'PERSON', phones: [], categories: [], contactCount: 1 });

  it('are offered, never chosen by the console', async () => {
    const asked = fakeHub({
      'GET /citizens': () => ({ body: [citizen('c1', '王*芳'), citizen('c2', '王*国')] }),
      'PUT /contacts/k1/citizen': () => ({ status: 204 }),
    });
    useDesktop.setState({ contact: contact() });
    render(
      <App>
        <CallerCard contact={contact()} />
      </App>,
    );
    const second = await screen.findByTestId('candidate-c2');
    expect(second).toHaveAttribute('aria-pressed', 'false');
    expect(asked.every((each) => each.method === 'GET')).toBe(true);
    await userEvent.click(second);
    expect(asked.at(-1)?.body).toEqual({ citizenId: 'c2' });
    expect(useDesktop.getState().contact?.citizenId).toBe('c2');
  });

  it('a single one is not taken for certain either', async () => {
    fakeHub({ 'GET /citizens': () => ({ body: [citizen('c1', '王*芳')] }) });
    render(
      <App>
        <CallerCard contact={contact()} />
      </App>,
    );
    expect(await screen.findByTestId('candidate-c1')).toHaveAttribute('aria-pressed', 'false');
  });
});
