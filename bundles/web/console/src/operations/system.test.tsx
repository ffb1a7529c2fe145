// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { beforeEach, expect, it } from 'vitest';
import type { SystemItem } from '../api/operations';
import { usePreferences } from '../app/preferences';
import SystemPage from '../pages/SystemPage';
import { fakeHub } from '../test/samples';
import { bytes, groupsOf, points, valueText } from './system';

const item = (change: Partial<SystemItem>): SystemItem => ({
  name: 'jvm.heap.percent',
  of: '',
  metric: 'hub_jvm_heap_percent',
  value: 42,
  unit: 'percent',
  level: 'OK',
  note: '',
  line: [40, 42],
  ...change,
});

const ITEMS = [
  item({ name: 'link.down', of: 'pbx/main', value: 1, unit: 'level', level: 'CRITICAL', note: 'OFFLINE pbx.link.lost' }),
  item({ warn: 85, critical: 95 }),
  item({ name: 'disk.free.bytes', of: 'home', value: 1536 * 2 ** 20, unit: 'bytes' }),
];

beforeEach(() => usePreferences.getState().setLanguage('zh'));

it('shows each reading with level, words and line, and only the bad ones on request', async () => {
  fakeHub({
    'GET /system': () => ({
      body: { at: '2026-01-05T01:00:00Z', version: '0.1.0', java: 'J', machine: 'L', startedAt: '2026-01-01T01:00:00Z', level: 'CRITICAL', ports: [8181], items: ITEMS },
    }),
  });
  render(
    <App>
      <SystemPage />
    </App>,
  );
  const link = await screen.findByTestId('item-link.down-pbx/main');
  expect(link).toHaveTextContent('pbx/main');
  expect(link).toHaveTextContent('中断 严重');
  expect(link).toHaveTextContent('OFFLINE pbx.link.lost');
  expect(screen.getByTestId('item-jvm.heap.percent')).toHaveTextContent('42 %');
  expect(screen.getByTestId('item-disk.free.bytes-home')).toHaveTextContent('剩余 · 安装目录1.5 GB');
  expect(screen.getByTestId('system-head')).toHaveTextContent('8181');
  await userEvent.click(screen.getByTestId('system-bad-only'));
  expect(screen.queryByTestId('item-jvm.heap.percent')).toBeNull();
  expect(screen.getByTestId('item-link.down-pbx/main')).toBeVisible();
});

it('keeps its groups in one order, with the worst level of each', () => {
  const groups = groupsOf([item({ name: 'new.thing' }), ...ITEMS]);
  expect(groups.map((group) => group.name)).toEqual(['jvm', 'disk', 'link', 'new']);
  expect(groups[2]?.level).toBe('CRITICAL');
});

it('writes values as they are read', () => {
  expect(bytes(0)).toBe('0 B');
  expect(bytes(1536)).toBe('1.5 KB');
  expect(valueText({ value: 3.14159, unit: 'count' })).toBe('3.14');
  expect(valueText({ value: 72, unit: 'hours' })).toBe('3 d');
  expect(points([1, 1], 10, 4)).toBe('0.0,2.0 10.0,2.0');
  expect(points([0, 2], 10, 4)).toBe('0.0,4.0 10.0,0.0');
});
