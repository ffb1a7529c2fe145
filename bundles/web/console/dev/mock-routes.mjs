// SPDX-License-Identifier: Apache-2.0
// The route map of the mock back end: messages that flow, one consumer that is behind. Used by mock-server.mjs.
const OWN = 'org.shuniu.';
const FLOWS = [
  ['core.plugins', 'pbx.call-offered', ['services.contact'], 4],
  ['core.plugins', 'pbx.leg-answered', ['services.contact'], 6],
  ['core.plugins', 'workflow.work-requested', ['services.ticket'], 1],
  ['core.plugins', 'business.told', ['services.ticket', 'services.citizen'], 1],
  ['services.contact', 'pbx.ring-device', ['core.plugins'], 4],
  ['services.contact', 'pbx.play-prompt', ['core.plugins'], 7],
  ['services.contact', 'contact.offered', ['services.monitor', 'services.acd'], 4],
  ['services.contact', 'contact.ended', ['services.monitor', 'services.acd', 'services.citizen'], 4],
  ['services.contact', 'acd.enqueue-contact', ['services.acd'], 3],
  ['services.contact', 'ivr.start-flow', ['services.ivr'], 4],
  ['services.ivr', 'ivr.flow-ended', ['services.contact'], 4],
  ['services.acd', 'acd.agent-reserved', ['services.contact', 'services.monitor'], 3],
  ['services.ticket', 'ticket.opened', ['services.citizen'], 1],
  ['services.ticket', 'business.order', ['core.plugins'], 1],
  ['services.ticket', 'outreach.send-notice', ['services.outreach'], 1],
  ['services.outreach', 'channel.send-text', ['core.plugins'], 1],
  ['services.monitor', 'hub.live-update', ['web.gateway'], 2],
  ['services.contact', 'hub.live-update', ['web.gateway'], 9],
];
const SEAMS = [
  ['pbx.simulator', 'pbx', 'demo', [['tells', 'pbx.call-offered', 4], ['tells', 'pbx.leg-answered', 6], ['asked', 'pbx.ring-device', 4]]],
  ['business.oa', 'business', 'oa', [['asked', 'business.order', 1], ['tells', 'business.told', 1]]],
  ['channel.sms', 'channel', 'sms', [['asked', 'channel.send-text', 1]]],
];
const KIND = { core: 'CORE', services: 'SERVICE', web: 'WEB' };

export function routes({ send, empty = false }) {
  const flows = empty ? [] : FLOWS;
  const seams = empty ? [] : SEAMS.flatMap(([bundle, seam, instance, all]) => all.map(([way, type, rate]) => ({ bundle: OWN + bundle, seam, instance, asked: way === 'asked', type, rate })));
  const begun = Date.now();
  const consumers = [...new Set(flows.flatMap(([, , to]) => to))].sort();
  const subscriptions = consumers.flatMap((consumer) => [...new Set(flows.filter(([, , to]) => to.includes(consumer)).map(([, type]) => type))].map((type) => ({ consumer, type: `${type}/1` })));
  const bundles = [...new Set([...flows.flatMap(([from, , to]) => [from, ...to]), ...seams.map((each) => each.bundle.slice(OWN.length))])].sort();
  const so = (rate) => Math.round((rate * (Date.now() - begun)) / 1000);
  const rateOf = ({ type }) => flows.filter(([, each]) => `${each}/1` === type).reduce((sum, [, , , rate]) => sum + rate, 0);
  const figures = () => ({
    at: new Date().toISOString(), revision: 1,
    published: flows.map(([, , , rate]) => so(rate)),
    handled: subscriptions.map((each) => so(rateOf(each))),
    failed: subscriptions.map(({ consumer, type }) => (consumer === 'core.plugins' && type.startsWith('business.') ? so(0.3) : 0)),
    dead: subscriptions.map(() => 0),
    lag: consumers.map((each) => (each === 'services.citizen' ? 12 : 0)),
    letters: consumers.map((each) => (each === 'core.plugins' ? 2 : 0)),
    passed: seams.map(({ rate }) => so(rate)),
    refused: seams.map(() => 0),
  });
  const map = () => ({
    since: new Date(begun).toISOString(), revision: 1, host: `${OWN}core.plugins`,
    nodes: bundles.map((name) => ({
      bundle: OWN + name, kind: KIND[name.split('.')[0]] ?? 'CONNECTOR', versions: ['0.1.0'], active: true, routes: [],
      instances: SEAMS.filter(([bundle]) => bundle === name).map(([, seam, instance]) => ({ seam, instance, state: instance === 'sms' ? 'OFFLINE' : 'ONLINE', reason: instance === 'sms' ? 'channel.link.offline' : undefined, since: new Date(begun).toISOString() })),
    })),
    publications: flows.map(([from, type]) => ({ bundle: OWN + from, type: `${type}/1`, kind: /^(pbx\.(ring|play)|acd\.enq|ivr\.start|business\.order$|outreach|channel)/.test(type) ? 'COMMAND' : 'EVENT', durable: !type.startsWith('pbx') })),
    consumers: consumers.map((name) => ({ name, bundle: OWN + name, fed: true })),
    subscriptions,
    seams: seams.map(({ rate, ...seam }) => seam),
    figures: figures(),
  });
  let told = 0;
  setInterval(() => told-- > 0 && send('routes.changed', figures()), 1000).unref();
  return [
    ['GET', /^\/routes$/, () => {
      told = 90;
      return [200, map()];
    }],
  ];
}
