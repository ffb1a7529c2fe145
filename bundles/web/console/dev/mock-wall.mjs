// SPDX-License-Identifier: Apache-2.0
// The wall of the mock back end: seats that change, figures that move. Used by mock-server.mjs.
const STATES = ['READY', 'BUSY', 'BUSY', 'AFTER_CALL_WORK', 'BREAK', 'NOT_READY', 'LOGGED_OUT', 'RESERVED'];
const NAMES = ['何静', '赵敏', '孙悦', '吴昊', '郑丽', '冯涛', '陈洁', '卫平'];
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

/** Routes of the wall, and a clock that tells what changed. */
export function routes({ send, empty = false }) {
  const seats = empty ? [] : Array.from({ length: 44 }, (_, index) => seat(index));
  let sequence = 0;
  let waiting = empty ? [] : [1, 2, 3].map((place) => waiter(place));
  const messages = [];

  function seat(index) {
    const state = STATES[index % STATES.length];
    return {
      agentId: `a${index + 2}`, number: String(8002 + index), name: NAMES[index % NAMES.length], region: index % 3 ? '440300000000' : '440100000000',
      skills: [index % 2 ? 'general' : 'social-insurance'], state, reason: state === 'BREAK' ? 'meal' : undefined, since: ago(13 * index + 5),
      contact: state === 'BUSY' ? { id: `k${index}`, caller: '138****5678', line: '12333', skill: 'general', answeredAt: ago(13 * index + 5) } : undefined,
    };
  }
  function waiter(place) {
    return { contactId: `w${place}`, caller: '139****0000', line: place % 2 ? '12333' : '12345', region: '440300000000', skill: 'general', since: ago(70 - place * 20), place };
  }
  function figures() {
    if (empty) return { waiting: 0, longestWait: 0, expectedWait: 0, offered: 0 };
    const count = (state) => seats.filter((each) => each.state === state).length;
    return {
      waiting: waiting.length, longestWait: waiting.length ? 50 : 0, expectedWait: 24, inMenu: 9, talking: count('BUSY'), offered: 1284, selfServed: 312, queued: 930,
      answered: 884, abandoned: 43, abandonedShort: 11, connectRate: 95.1, serviceLevel: 88.4, speedOfAnswer: 11, averageTalk: 187, queued15: 41, answered15: 37, abandoned15: 4,
      connectRate15: 90.2, serviceLevel15: 76.5, serviceLevel24H: 91.2, agentsLoggedIn: seats.length - count('LOGGED_OUT'), agentsReady: count('READY'), agentsReserved: count('RESERVED'),
      agentsBusy: count('BUSY'), agentsAfterCallWork: count('AFTER_CALL_WORK'), agentsBreak: count('BREAK'), agentsNotReady: count('NOT_READY'), averageAfterCallWork: 34, occupancy: 81,
    };
  }
  const row = (key, labelZh, labelEn) => ({ key, labelZh, labelEn, figures: figures() });
  const wall = () => ({
    scope: 'mock', sequence, at: ago(0), day: ago(0).slice(0, 10), targetSeconds: 15, figures: figures(), waiting, seats,
    skills: empty ? [] : [row('general'), row('social-insurance')],
    lines: empty ? [] : [row('12333', '人社热线', 'Social security'), row('12345', '政务热线', 'Government')],
    regions: empty ? [] : [row('440100000000'), row('440300000000')],
    thresholds: [
      { metric: 'serviceLevel', below: true, warn: 95, alarm: 80 }, { metric: 'serviceLevel15', below: true, warn: 95, alarm: 80 }, { metric: 'connectRate', below: true, warn: 95, alarm: 85 },
      { metric: 'connectRate15', below: true, warn: 95, alarm: 85 }, { metric: 'waiting', below: false, warn: 5, alarm: 20 }, { metric: 'longestWait', below: false, warn: 15, alarm: 60 },
      { metric: 'expectedWait', below: false, warn: 15, alarm: 60 }, { metric: 'occupancy', below: false, warn: 85, alarm: 95 },
    ],
  });
  function change(part) {
    sequence += 1;
    send('wall.changed', { scope: 'mock', sequence, at: ago(0), reset: false, skills: [], lines: [], regions: [], seats: [], ...part });
  }
  if (!empty) {
    setInterval(() => {
      const one = seats[sequence % seats.length];
      Object.assign(one, { state: STATES[(STATES.indexOf(one.state) + 1) % STATES.length], since: ago(0), contact: undefined });
      waiting = sequence % 7 ? waiting : [1, 2, 3, 4].map(waiter);
      change({ seats: [one], figures: figures(), waiting });
    }, 1000);
  }
  return [
    ['GET', /^\/wall$/, () => [200, wall()]],
    ['GET', /^\/wall\/messages$/, () => [200, messages]],
    ['POST', /^\/wall\/messages\/(.+)\/acknowledgement$/, ({ match }) => { messages.splice(messages.findIndex((each) => each.id === match[1]), 1); return [204]; }],
    ['POST', /^\/wall\/agents\/(.+)\/state$/, ({ match, body }) => {
      const one = seats.find((each) => each.agentId === match[1]);
      Object.assign(one, { state: body.state, reason: body.reason, since: ago(0) });
      change({ seats: [one] });
      return [204];
    }],
    ['POST', /^\/wall\/agents\/(.+)\/message$/, ({ match, body, user }) => {
      const message = { id: `m${Date.now()}`, agentId: match[1], from: user.name, text: body.text, sentAt: ago(0) };
      messages.push(message);
      send('wall.message', message);
      return [200, message];
    }],
  ];
}
