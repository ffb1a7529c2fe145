// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStream, type LiveStatus } from './stream';

/** An event stream in the hands of the test. */
class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  /** The connection broke; the browser itself connects again. */
  stumble() {
    this.readyState = 0;
    this.onerror?.();
  }

  /** The server answered with an error; the browser gives up. */
  fail() {
    this.readyState = 2;
    this.onerror?.();
  }

  send(name: string, data: string) {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }

  close() {
    this.closed = true;
  }
}

let sources: FakeSource[];
let seen: { statuses: LiveStatus[]; opened: number; events: [string, unknown][] };
let stream: LiveStream;
const last = () => sources.at(-1) as FakeSource;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  seen = { statuses: [], opened: 0, events: [] };
  stream = new LiveStream(
    '/live',
    {
      onOpen: () => (seen.opened += 1),
      onEvent: (name, data) => seen.events.push([name, data]),
      onStatus: (status) => seen.statuses.push(status),
    },
    () => {
      sources.push(new FakeSource());
      return last() as unknown as EventSource;
    },
  );
  stream.start();
});

afterEach(() => {
  stream.stop();
  vi.useRealTimers();
});

describe('the live stream', () => {
  it('hands on events in order', () => {
    last().open();
    last().send('queues', '[1]');
    last().send('agent.state', '{"state":"READY"}');
    expect(seen.events).toEqual([
      ['queues', [1]],
      ['agent.state', { state: 'READY' }],
    ]);
  });

  it('lets the browser resume after a short cut, without a reload', () => {
    last().open();
    last().stumble();
    last().open();
    expect(sources).toHaveLength(1);
    expect(seen.opened).toBe(1);
    expect(seen.statuses).toEqual(['connecting', 'open', 'reconnecting', 'open']);
  });

  it('opens a new one after an error status, later each time, and asks for a reload', () => {
    last().open();
    last().fail();
    vi.advanceTimersByTime(1_000);
    expect(sources).toHaveLength(2);
    last().fail();
    vi.advanceTimersByTime(400);
    expect(sources).toHaveLength(2);
    vi.advanceTimersByTime(2_000);
    expect(sources).toHaveLength(3);
    last().open();
    expect(seen.opened).toBe(2);
    expect(seen.statuses.at(-1)).toBe('open');
  });

  it('takes a torn message for a gap', () => {
    last().open();
    last().send('queues', '[1');
    expect(seen.opened).toBe(2);
    expect(seen.events).toEqual([]);
  });

  it('starts again when the network is back or the computer slept', () => {
    last().open();
    globalThis.dispatchEvent(new Event('offline'));
    expect(seen.statuses.at(-1)).toBe('offline');
    globalThis.dispatchEvent(new Event('online'));
    expect(sources).toHaveLength(2);
    expect(sources[0]?.closed).toBe(true);
    last().open();
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(6_000);
    expect(sources).toHaveLength(3);
  });

  it('is deaf to a source that it replaced', () => {
    const old = last();
    stream.restart();
    old.send('queues', '[1]');
    old.fail();
    vi.advanceTimersByTime(20_000);
    expect(seen.events).toEqual([]);
    expect(sources.length).toBeLessThanOrEqual(3);
  });
});
