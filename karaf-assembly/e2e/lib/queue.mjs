// SPDX-License-Identifier: Apache-2.0
// Asterisk's own app_queue on the switch of a hub: the peer of what the hub does with a call.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publishStraight } from './flows.mjs';

/** Who dials this comes to the hub's agents, without a word before. */
export const HOTLINE = '96190';
/** Who dials this comes to the members of app_queue. */
export const QUEUE = '96199';

/** Before the switch starts: a queue of its own with these telephones as members. */
export function prepareQueue(world, members) {
  local(world, 'extensions.local.conf', `[trunk](+)
exten => ${QUEUE},1,Set(CDR(userfield)=peer)
 same => n,Queue(peer,r)
 same => n,Hangup()
`);
  local(world, 'queues.local.conf', `[peer]
strategy = leastrecent
timeout = 30
retry = 1
ringinuse = no
${members.map(member => `member => PJSIP/${member}`).join('\n')}
`);
}

/** When the hub runs: the hotline leads straight to its agents. */
export async function openHotline(world) {
  await publishStraight(world.admin);
  await world.admin.put(`/ivr/lines/${HOTLINE}`, { labelZh: '测量', labelEn: 'Measured', flow: 'straight', skill: 'general', enabled: true });
}

function local(world, file, text) {
  const folder = path.join(world.hub.home, 'asterisk', 'conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
