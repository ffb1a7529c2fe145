// SPDX-License-Identifier: Apache-2.0
import dayjs from 'dayjs';

/** From the first to the last moment of today where the browser is. */
export function dayRange(): { from: string; to: string } {
  const today = dayjs().startOf('day');
  return { from: today.toISOString(), to: today.add(1, 'day').toISOString() };
}
