// SPDX-License-Identifier: Apache-2.0
// A busy connector is updated again and again while a floor works: each of its messages is handled once, whichever version was
// there, nobody else is refreshed, and none waits long. Connector and feeder are bundles made here; all is reconciled by id.

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../lib/bundle.mjs';
import { quantile, round } from '../lib/figures.mjs';
import { until } from '../lib/hub.mjs';
import { all } from '../lib/look.mjs';
import { World } from '../lib/world.mjs';
import { CFG, SIMULATOR, staff } from './floor.mjs';

const OFFSET = 800;
const AGENTS = 900;
const CALLS = 200;
const MESSAGES = 500;
const UPDATES = 12;
const EVERY_MS = 4_000;
const WARM_UP_MS = 30_000;
/** How long the hub watches each new version: part of the update, and no pause. */
const WATCH_MS = 1_500;
/** Messages published so long after an update began are those that it may have held up. */
const TOUCHED_MS = 1_000;
const LINK = 'bench.link';
const FEEDER = 'bench.feeder';
const IMPORTS = ['org.osgi.framework', 'org.shuniu.api.base', 'org.shuniu.api.hub'];

export async function measure() {
  const world = World.prepare({ offset: OFFSET, pbx: 'simulator' });
  try {
    world.setting(CFG, SIMULATOR);
    world.setting('org.shuniu.services.acd.cfg', { breakByRule: false });
    world.setting('org.shuniu.core.plugins.life.cfg', { watchMs: WATCH_MS });
    await world.up({ agents: 0 });
    await staff(world, AGENTS);
    return await swap(world);
  } finally {
    await world.stop().catch(() => {});
  }
}

async function swap(world) {
  const folder = path.join(world.folder, 'swap');
  mkdirSync(folder, { recursive: true });
  const versions = await Promise.all(['1.0.0', '1.0.1'].map(version => link(folder, version)));
  await world.shell(`shuniu:plugin-install ${versions[0]}`);
  await world.shell(`shuniu:plugin-install ${await feeder(folder)}`);
  world.setting(CFG, { callsPerSecond: CALLS });
  await until('calls come', async () => (await world.admin.get('/contacts?limit=1')).items.length > 0, 60_000, 100);
  await elapsed(WARM_UP_MS);

  const began = new Date();
  const updates = [];
  for (let i = 1; i <= UPDATES; i++) {
    const start = Date.now();
    const told = await world.shell(`shuniu:plugin-update ${versions[i % 2]}`);
    if (!told.includes('DONE')) throw new Error(told);
    updates.push({ start, end: Date.now() });
    await elapsed(Math.max(0, EVERY_MS - (Date.now() - start)));
  }
  const ended = new Date();
  const seconds = (ended - began) / 1000;
  await world.shell(`bundle:stop ${FEEDER}`);
  world.setting(CFG, { callsPerSecond: 0 });
  const calls = (await all(world.admin, `/contacts?from=${began.toISOString()}&to=${ended.toISOString()}&`)).length;

  const published = lines(folder, 'published').map(([id, at]) => ({ id, at: Number(at) }));
  const handled = await until('all that was published is handled', () => {
    const all = lines(folder, 'handled').map(([id, at, version]) => ({ id, at: Number(at), version }));
    return new Set(all.map(each => each.id)).size >= published.length && all;
  }, 30_000, 250).catch(() => lines(folder, 'handled').map(([id, at, version]) => ({ id, at: Number(at), version })));
  const refreshed = lines(folder, 'events').filter(([at, name]) => Number(at) >= began && name !== LINK && name !== FEEDER).map(([, name, what]) => `${name} ${what}`);

  const when = new Map(handled.map(each => [each.id, each.at]));
  const lost = published.filter(each => !when.has(each.id)).length;
  const doubled = handled.length - when.size;
  const pauses = published
    .filter(each => when.has(each.id) && updates.some(({ start, end }) => each.at >= start && each.at <= end + TOUCHED_MS))
    .map(each => when.get(each.id) - each.at);
  const rate = published.filter(each => each.at >= began && each.at <= ended).length / seconds;
  const p99 = round(quantile(pauses, 0.99));
  const byVersion = versions.map((_, i) => handled.filter(each => each.version === `1.0.${i}`).length);
  const busy = rate >= MESSAGES * 0.95 && calls / seconds >= CALLS * 0.95;
  const proof = `${UPDATES} updates at ${round(rate)} messages/s and ${round(calls / seconds)} calls/s; ${published.length} published, ${handled.length} handled `
    + `(${byVersion.join(' by the one version, ')} by the other), ${lost} lost, ${doubled} doubled; refreshed: ${refreshed.join(', ') || 'nobody'}; `
    + `p50 ${round(quantile(pauses, 0.5))} ms, longest ${Math.max(...pauses)} ms`;
  return [{ name: 'update of a busy connector, p99 pause', value: p99, unit: 'ms', n: pauses.length, aim: 300,
    met: busy && p99 < 300 && lost === 0 && doubled === 0 && refreshed.length === 0 && byVersion.every(n => n > 0), proof }];
}

const lines = (folder, name) => readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean).map(line => line.split(' '));
const elapsed = ms => new Promise(resolve => setTimeout(resolve, ms));

const MESSAGE = `
  @MessageType(value = "bench.fact", durable = true)
  public record Fact(String key, long at) implements Event {}
  static PrintWriter file(String name) throws IOException {
    return new PrintWriter(new FileWriter("FOLDER/" + name, true), true);
  }
`;

/** The connector: notes which message was handled when, and by which version. */
const link = (folder, version) => bundle({ folder, name: LINK, version, activator: 'Link', imports: IMPORTS, source: `
import java.io.*;
import java.util.List;
import org.osgi.framework.*;
import org.shuniu.api.base.*;
import org.shuniu.api.hub.*;
public class Link implements BundleActivator, BusConsumer {
  ${MESSAGE.replace('FOLDER', folder)}
  private PrintWriter out;
  private ServiceRegistration<BusConsumer> registration;
  public void start(BundleContext context) throws IOException {
    out = file("handled");
    registration = context.registerService(BusConsumer.class, this, null);
  }
  public void stop(BundleContext context) {
    registration.unregister();
    out.close();
  }
  public String name() { return "${LINK}"; }
  public List<Subscription<?>> subscriptions() { return List.of(Subscription.of(Fact.class, this::handle)); }
  private synchronized void handle(Envelope<Fact> message) {
    out.println(message.id() + " " + System.currentTimeMillis() + " ${version}");
  }
}
` });

/** Publishes evenly, notes what it published when, and which bundles are stopped, unresolved or refreshed meanwhile. */
const feeder = folder => bundle({ folder, name: FEEDER, activator: 'Feeder', imports: IMPORTS, source: `
import java.io.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.*;
import org.shuniu.api.base.*;
import org.shuniu.api.hub.*;
public class Feeder implements BundleActivator, BundleListener, FrameworkListener {
  ${MESSAGE.replace('FOLDER', folder)}
  private static final int THREADS = 16;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS);
  private final AtomicLong number = new AtomicLong();
  private PrintWriter published;
  private PrintWriter events;
  public void start(BundleContext context) throws IOException {
    published = file("published");
    events = file("events");
    context.addBundleListener(this);
    context.addFrameworkListener(this);
    Bus bus = context.getService(context.getServiceReference(Bus.class));
    for (int i = 0; i < THREADS; i++) {
      timer.scheduleAtFixedRate(() -> publish(bus), i, 1_000_000L * THREADS / ${MESSAGES}, TimeUnit.MICROSECONDS);
    }
  }
  private void publish(Bus bus) {
    long at = System.currentTimeMillis();
    String id = bus.publish(new Fact("k" + number.incrementAndGet() % 97, at));
    synchronized (this) {
      published.println(id + " " + at);
    }
  }
  public void stop(BundleContext context) throws InterruptedException {
    timer.shutdown();
    timer.awaitTermination(10, TimeUnit.SECONDS);
    published.close();
    events.close();
  }
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNRESOLVED) {
      note(event.getBundle(), event.getType() == BundleEvent.STOPPED ? "stopped" : "unresolved");
    }
  }
  public void frameworkEvent(FrameworkEvent event) {
    // That packages were wired anew is always told of the framework itself; who was is seen by its stop.
    if (event.getType() == FrameworkEvent.ERROR) {
      note(event.getBundle(), "failed");
    }
  }
  private synchronized void note(Bundle bundle, String what) {
    events.println(System.currentTimeMillis() + " " + bundle.getSymbolicName() + " " + what);
  }
}
` });
