// SPDX-License-Identifier: Apache-2.0
// Calls that go on while things break, and the reckoning afterwards: SIPp, switch and hub must tell the same calls.

import { until } from './hub.mjs';
import { longestSilence } from './tones.mjs';

export class Traffic {
  #timer;
  #running = new Set();
  callers = [];

  /** One call each `everyMs`; each asks for a human after a moment and leaves after `stayMs`. */
  constructor(world, { everyMs = 1500, stayMs = () => 12_000 + Math.random() * 15_000, most = 12 } = {}) {
    this.world = world;
    const next = () => {
      this.#timer = setTimeout(next, everyMs);
      if (this.#running.size >= most) return;
      const call = this.#call(stayMs()).finally(() => this.#running.delete(call));
      this.#running.add(call);
    };
    next();
  }

  async #call(stayMs) {
    const caller = await this.world.dial({ stayMs: Math.round(stayMs) });
    this.callers.push(caller);
    const keys = setInterval(() => caller.rtp.press('0'), 2500);
    caller.exit = await caller.ended();
    clearInterval(keys);
  }

  /** No new calls; waits for the last to end. */
  async stop() {
    clearTimeout(this.#timer);
    await Promise.all(this.#running);
  }
}

/**
 * Compares: every call that SIPp made is in the switch's records; every call that the switch gave to the hub is a contact
 * that has ended, with the same caller; every contact is a call of the switch. Gives the table and what does not agree.
 */
export async function reconcile(world, callers) {
  const answered = callers.filter(caller => caller.lines().some(line => line.startsWith('ANSWERED')));
  // The switch writes its records a moment after the call; one that is missing for good is told below.
  await until('the records are written', () => {
    const numbers = new Set(world.hub.cdr().map(line => line.src));
    return answered.every(caller => numbers.has(caller.number));
  }, 15_000, 250).catch(() => {});
  const lines = world.hub.cdr();
  const problems = [];
  const table = { calls: callers.length, records: 0, contacts: 0, fallback: 0, silent: 0 };
  const ended = {};
  for (const caller of callers) {
    const records = lines.filter(line => line.src === caller.number);
    if (records.length === 0) {
      // SIPp that was not answered before it gave up leaves no record in the switch only if the switch was away.
      if (caller.lines().some(line => line.startsWith('ANSWERED'))) problems.push(`${caller.number}: answered, but not in the switch's records`);
      continue;
    }
    table.records++;
    const ids = new Set(records.map(line => line.call).filter(Boolean));
    if (ids.size > 1) problems.push(`${caller.number}: several ids in the switch: ${[...ids]}`);
    const page = await world.admin.get(`/contacts?number=${caller.number}&limit=10`);
    if (page.items.length > 1) problems.push(`${caller.number}: ${page.items.length} contacts`);
    const [contact] = page.items;
    if (!contact) {
      if (records.every(line => line.userfield === 'fallback')) table.fallback++;
      else problems.push(`${caller.number}: the hub had it and knows nothing of it`);
    } else {
      table.contacts++;
      ended[contact.endReason] = (ended[contact.endReason] ?? 0) + 1;
      if (!ids.has(contact.id)) problems.push(`${caller.number}: contact ${contact.id}, switch ${[...ids]}`);
      if (!contact.endReason) problems.push(`${caller.number}: contact ${contact.id} is ${contact.state} after its call has ended`);
    }
    const silence = longestSilence(caller.rtp.heard());
    if (silence > 5) {
      table.silent++;
      problems.push(`${caller.number}: ${silence} s of silence`);
    }
  }
  return { table: { ...table, ...ended }, problems };
}
