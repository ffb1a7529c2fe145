// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { contact } from '../test/samples';
import { chronology } from './chronology';

const at = (second: number) => `2026-01-05T01:00:${String(second).padStart(2, '0')}Z`;

it('tells the course of a contact, oldest first', () => {
  const entries = chronology(
    contact({
      offeredAt: at(0),
      queuedAt: at(10),
      answeredAt: at(20),
      endedAt: at(50),
      trail: [{ flow: 'm', version: 1, node: 'n', kind: 'menu', label: '主菜单', at: at(2), input: '0' }],
      legs: [
        { id: '1', kind: 'CALLER', device: 'trunk', startedAt: at(0), endedAt: at(50), cause: 'NORMAL' },
        { id: '2', kind: 'AGENT', device: '8001', startedAt: at(12), ringingAt: at(13), answeredAt: at(20) },
      ],
      wrapUp: { category: 'si', summary: '', resolved: true, by: '林晓', at: at(59) },
    }),
  );
  expect(entries.map((entry) => entry.kind)).toEqual([
    'offered',
    'leg.started',
    'menu',
    'queued',
    'leg.started',
    'leg.ringing',
    'leg.answered',
    'answered',
    'leg.ended',
    'ended',
    'wrapped',
  ]);
});
