// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { pretty } from './pretty';

it('breaks JSON into lines, and alters no value', () => {
  expect(pretty('200\n{"no":520100199001010011,"a":{},"list":[1, "x, y: {z}"]}')).toBe(
    '200\n{\n  "no": 520100199001010011,\n  "a": {},\n  "list": [\n    1,\n    "x, y: {z}"\n  ]\n}',
  );
});

it('breaks XML into lines', () => {
  expect(pretty('<a><b x="1">t</b><c/><d><e>1</e></d></a>')).toBe('<a>\n  <b x="1">t</b>\n  <c/>\n  <d>\n    <e>1</e>\n  </d>\n</a>');
});

it('leaves what is neither as it is', () => {
  expect(pretty('503\n系统维护中 {')).toBe('503\n系统维护中 {');
  expect(pretty('{"cut":"of')).toBe('{"cut":"of');
});
