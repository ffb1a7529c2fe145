// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { offset, partOf } from './sequence';

it('names bundles and their consumers by the same module', () => {
  for (const name of ['org.shuniu.services.contact', 'services.contact', 'services.contact.trail']) expect(partOf(name)).toBe('services.contact');
  expect(partOf('core.plugins.pbx')).toBe('core.plugins');
});

it('tells moments as they are read beside each other', () => {
  expect([12, 11_200, 125_000, 3_661_000].map(offset)).toEqual(['+0.012 s', '+11 s', '+2:05', '+1:01:01']);
});
