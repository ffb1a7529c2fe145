// SPDX-License-Identifier: Apache-2.0
// What is reckoned from measurements.

/** The value that a share of them does not exceed. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export const round = (value, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

/** The hub's own figures at /metrics: name with tags to value. */
export async function scrape(base) {
  const text = await (await fetch(`${base}/metrics`)).text();
  return new Map(text.split('\n').filter(line => line && !line.startsWith('#')).map(line => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}

/** Of what a timer has counted between two looks: how many, and the bound that a share of them does not exceed, in ms. */
export function timed(before, after, name, share) {
  const bound = key => Number(/le="([^"]+)"/.exec(key)[1].replace('+Inf', 'Infinity'));
  const buckets = [...after.keys()].filter(key => key.startsWith(`${name}_seconds_bucket{`)).sort((a, b) => bound(a) - bound(b));
  const count = key => (after.get(key) ?? 0) - (before.get(key) ?? 0);
  const n = buckets.length > 0 ? count(buckets.at(-1)) : 0;
  const reached = buckets.find(key => count(key) >= n * share);
  return { n, ms: reached ? bound(reached) * 1000 : undefined };
}
