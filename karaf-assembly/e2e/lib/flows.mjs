// SPDX-License-Identifier: Apache-2.0

/** Publishes a flow that brings each caller straight to an agent. */
export async function publishStraight(admin) {
  const { version } = await admin.post('/ivr/flows/straight', {
    labelZh: '直接转人工', labelEn: 'Straight to an agent', language: 'zh-CN', start: 'human', fallbackSkill: 'general',
    nodes: { human: { kind: 'queue', skill: 'general' } } });
  await admin.post(`/ivr/flows/straight/${version}/publish`, {});
}
