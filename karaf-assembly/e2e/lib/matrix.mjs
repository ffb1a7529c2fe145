// SPDX-License-Identifier: Apache-2.0
// Who may do what, asked of a running hub: every operation of its OpenAPI document, by every role, about matters of the own
// and of a foreign region. What is expected stands in the document (x-permission, x-foreign-region) and in GET /roles, and
// nowhere else.

import { pool, Session } from './hub.mjs';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
/** A body that no operation takes: it is looked at only after the permission. */
const NONSENSE = { 'no such field': true };

/**
 * What cannot be told from the document: about which matter of a region an operation is asked, and a body that would change
 * nothing even if the operation went through. `place` has the ids of a region's user, seat and ticket.
 */
const MATTERS = {
  createUser: { body: region => ({ login: '!', password: '!', name: '!', roles: [], region }) },
  changeUser: { id: place => place.user, body: (region, place) => ({ id: 'another', name: place.userName, roles: [], region, enabled: true }) },
  resetPassword: { id: place => place.user, body: () => ({ newPassword: '!' }) },
  resetSecondFactor: { id: place => place.user },
  listUserSessions: { user: place => place.user },
  endUserSession: { user: place => place.user },
  endUserSessions: { user: place => place.user },
  getWall: { query: region => ({ region }) },
  listWaiting: { query: region => ({ region }) },
  setSeatState: { id: place => place.seat, body: () => ({ state: 'LOGGED_OUT' }) },
  sendSeatMessage: { id: place => place.seat, body: () => ({ text: ' ' }) },
  getTicket: { id: place => place.ticket },
  operateTicket: { id: place => place.ticket, body: () => ({ version: -1, outcome: 'none' }) },
};

/** Ends what everything else needs: asked last, each time with a session of its own. */
const ENDING = new Set(['closeSession']);

/** Every operation of the document; one whose permission depends on a value of the path counts once for each value. */
export function operations(document) {
  const all = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS.filter(each => methods[each])) {
      const operation = methods[method];
      const entry = { id: operation.operationId, name: operation.operationId, method: method.toUpperCase(), path, operation, foreign: operation['x-foreign-region'] };
      const declared = operation['x-permission'];
      const by = operation['x-permission-by'];
      if (!by) all.push({ ...entry, needs: declared });
      else for (const [value, permission] of Object.entries(declared)) all.push({ ...entry, name: `${entry.id} ${value}`, needs: [permission], fixed: { [by]: value } });
    }
  }
  return all;
}

/** What is tried: { what, entry, actor, region, expected }; `untested` has what nobody has declared. */
export function attempts(entries, actors, places) {
  const tried = [];
  const untested = [];
  for (const entry of entries) {
    if (!entry.needs?.length || !entry.foreign) untested.push(`${entry.name}: no @Needs`);
    else if (entry.foreign !== 'same' && !MATTERS[entry.id]) untested.push(`${entry.name}: no matter of a foreign region`);
    else for (const actor of actors) for (const where of ['own', 'foreign']) tried.push({ entry, actor, where, place: places[where], expected: expected(entry, actor, where) });
  }
  return { tried, untested };
}

function expected(entry, actor, where) {
  if (entry.needs.includes('nothing')) return 'allowed';
  if (!actor.session) return '401';
  if (!entry.needs.includes('session') && !entry.needs.some(permission => actor.permissions.has(permission))) return '403';
  if (where === 'own' || entry.foreign === 'same') return entry.foreign === 'hidden' ? 'seen' : 'allowed';
  return entry.foreign === 'refused' ? '403' : '404';
}

/** The permission is there, and what is missing is the proof of a citizen: there is no such citizen to be proved. */
const UNPROVED = 'citizen.verification.needed';
/** It was let in, and too many were inside: thousands ask here within a minute. */
const busy = (status, text) => status === 503 && /"code":"[a-z.]+\.busy"/.test(text);
const FITS = {
  allowed: (status, text) => status !== 401 && (status !== 403 || text.includes(UNPROVED)) && (status < 500 || busy(status, text)),
  seen: status => ![401, 403, 404].includes(status) && status < 500,
  401: status => status === 401,
  403: status => status === 403,
  404: status => status === 404,
};

/** Asks; gives what came out otherwise than expected, as sentences. */
export async function run(tried, base, again) {
  const wrong = [];
  const ask = async attempt => {
    const session = ENDING.has(attempt.entry.id) && attempt.actor.session ? await again(attempt.actor) : attempt.actor.session;
    const reply = await (session ?? new Session(base)).raw(attempt.entry.method, address(attempt), body(attempt));
    const text = await reply.text();
    if (!FITS[attempt.expected](reply.status, text)) {
      wrong.push(`${attempt.entry.name} by ${attempt.actor.name}, ${attempt.where} region: ${attempt.expected} expected, ${reply.status} ${text.slice(0, 120)}`);
    }
  };
  await pool(tried.filter(({ entry }) => !ENDING.has(entry.id)), 8, ask);
  for (const attempt of tried.filter(({ entry }) => ENDING.has(entry.id))) await ask(attempt);
  return wrong;
}

function address({ entry, place }) {
  const matter = MATTERS[entry.id] ?? {};
  const parameters = Object.fromEntries((entry.operation.parameters ?? []).map(each => [each.name, each]));
  const filled = entry.path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(entry.fixed?.[name] ?? matter[name]?.(place) ?? sample(parameters[name]?.schema)));
  const query = new URLSearchParams(matter.query?.(place.region) ?? {});
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Something that fits, and that there is not. */
function sample(schema = {}) {
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'integer') return '999999';
  const alternatives = schema.pattern?.match(/^[a-z-]+(\|[a-z-]+)+$/);
  return alternatives ? schema.pattern.split('|')[0] : UNKNOWN;
}

function body({ entry, place }) {
  const make = MATTERS[entry.id]?.body;
  if (make) return make(place.region, place);
  return entry.operation.requestBody ? NONSENSE : undefined;
}
