// SPDX-License-Identifier: Apache-2.0
// Complaints that go on while things break, and the reckoning afterwards: the hub, the department's system and the carrier
// must tell of the same matters.

import crypto from 'node:crypto';
import { until } from './hub.mjs';

const PAUSE_MS = 400;
let citizens = 0;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

export class Matters {
  #stopped = false;
  #done = false;
  #writing;
  #reviewing;
  #session;
  #world;
  #matter;
  opened = [];

  /** One complaint each `everyMs`, each by a citizen of its own; a person reviews what comes back and closes what got stuck. */
  constructor(world, matter, session, { everyMs = 1500 } = {}) {
    this.#world = world;
    this.#matter = matter;
    this.#session = session;
    this.#writing = this.#write(everyMs);
    this.#reviewing = this.#review();
    // Told by stop().
    for (const loop of [this.#writing, this.#reviewing]) loop.catch(() => {});
  }

  async #write(everyMs) {
    while (!this.#stopped) {
      const written = { id: crypto.randomUUID(), phone: `1380001${String(citizens++).padStart(4, '0')}` };
      // Said again under the same id until the hub has it, as a console does whose connection broke.
      while (!written.number) {
        const ticket = await this.#matter.complain(this.#session, { ...written, department: 'rsj' }).catch(away);
        if (ticket) written.number = ticket.number;
        else await pause(PAUSE_MS);
      }
      this.opened.push(written);
      await pause(everyMs);
    }
  }

  async #review() {
    while (!this.#done) {
      await pause(PAUSE_MS);
      for (const [state, wanted, body] of [
        ['RESOLVED', 'review', { outcome: 'accepted', reply: '您反映的问题已办结。' }],
        ['ATTENTION', 'decide', { outcome: 'close' }]]) {
        const page = await this.#session.get(`/tickets?state=${state}&limit=100`).catch(away);
        for (const { id } of page?.items ?? []) {
          const ticket = await this.#session.get(`/tickets/${id}`).catch(away);
          if (ticket?.allowed.includes(wanted)) {
            await this.#session.post(`/tickets/${id}/${wanted}`, { ...body, version: ticket.version }).catch(away);
          }
        }
      }
    }
  }

  /** No new ones; waits until each is closed. */
  async stop() {
    this.#stopped = true;
    try {
      await this.#writing;
      const open = new Set(this.opened.map(each => each.id));
      await until('every ticket is closed', async () => {
        for (const id of open) {
          const { state, number } = await this.#session.get(`/tickets/${id}`);
          if (state !== 'CLOSED') throw new Error(`${number} is ${state}, ${open.size} are left`);
          open.delete(id);
        }
        return true;
      }, 60_000, 500);
    } finally {
      this.#done = true;
    }
    await this.#reviewing;
  }

  /**
   * Compares: the department's system has each ticket once, under the id that the hub knows; each citizen got one message, or
   * none or one where the hub says that it does not know; the history has no gap. Gives the table and what does not agree.
   */
  async reconcile() {
    const there = grouped(await this.#matter.oa.control('tickets'), ticket => ticket.matter);
    const submits = grouped((await this.#matter.smsc.log())
      .filter(line => line.event === 'submit' && (line.part?.number ?? 1) === 1), line => line.to.slice(-11));
    const table = { tickets: this.opened.length, departments: 0, messages: 0, delivered: 0, uncertain: 0 };
    const problems = [];
    for (const { id, phone } of this.opened) {
      const ticket = await this.#session.get(`/tickets/${id}`);
      const notices = (await this.#session.get(`/notices?reference=${id}`)).items;
      const problem = text => problems.push(`${ticket.number}: ${text}`);
      const orders = there.get(id) ?? [];
      table.departments += orders.length;
      if (orders.length !== 1) problem(`the department has it ${orders.length} times`);
      else if (!ticket.exchanges.some(each => each.foreignId === orders[0].foreignId)) problem('known by another id in the department');
      const sent = (submits.get(phone) ?? []).length;
      table.messages += sent;
      if (notices.length !== 1) problem(`${notices.length} notices`);
      const state = notices[0]?.state;
      if (state === 'DELIVERED') table.delivered++;
      if (state === 'UNCERTAIN') table.uncertain++;
      if (!['DELIVERED', 'UNCERTAIN'].includes(state)) problem(`the notice is ${state}`);
      if (sent > 1 || (sent === 0 && state === 'DELIVERED')) problem(`${sent} messages, the notice is ${state}`);
      if (ticket.history.some((line, i) => line.sequence !== i + 1)) problem('a gap in the history');
    }
    return { table, problems };
  }
}

/** The hub is away, or somebody else was faster: tried again. */
function away(error) {
  if (error.status === undefined || error.status >= 500 || error.status === 409 || error.status === 429) return undefined;
  throw error;
}

function grouped(list, key) {
  const groups = new Map();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
