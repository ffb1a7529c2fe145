// SPDX-License-Identifier: Apache-2.0
// All that a hub knows, to be compared with what it knows later or elsewhere.

import crypto from 'node:crypto';

/** All items of a list that is given in pages; `where` ends with ? or &. */
export async function all(session, where) {
  const items = [];
  for (let cursor = ''; ;) {
    const page = await session.get(`${where}limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (Array.isArray(page)) return page;
    items.push(...page.items);
    if (!page.next) return items;
    cursor = page.next;
  }
}

const ids = list => list.map(item => item.id).sort();

/** Contacts that have ended, tickets, users, flows, and each recording by its digest. */
export async function look(session) {
  const contacts = (await all(session, '/contacts?')).filter(contact => contact.endReason);
  const recordings = {};
  for (const { id } of contacts) {
    const contact = await session.get(`/contacts/${id}`);
    for (const recording of contact.recordings.filter(each => each.bytes > 0)) {
      const reply = await session.raw('GET', `/contacts/${id}/recordings/${recording.id}`);
      if (reply.status !== 200) throw new Error(`recording ${recording.id}: ${reply.status}`);
      recordings[recording.id] = crypto.createHash('sha256').update(Buffer.from(await reply.arrayBuffer())).digest('hex');
    }
  }
  const flows = (await session.get('/ivr/flows')).map(({ name, published, versions }) => ({ name, published, versions: versions.length }));
  return {
    contacts: ids(contacts), tickets: ids(await all(session, '/tickets?')), users: ids(await all(session, '/users?')),
    flows, recordings, audit: await session.get('/audit/verification') };
}
