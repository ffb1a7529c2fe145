// SPDX-License-Identifier: Apache-2.0

export type LiveStatus = 'connecting' | 'open' | 'reconnecting' | 'offline';

export interface LiveEvents {
  /** The stream stands; what happened before must be read by REST. Called again after each gap. */
  onOpen(): void;
  /** One event of the hub, in the hub's order. */
  onEvent(name: string, data: unknown): void;
  onStatus(status: LiveStatus): void;
}

export const EVENT_NAMES = [
  'agent.state',
  'contact.offered',
  'contact.updated',
  'contact.ended',
  'queues',
  'break-requests',
  'ticket.changed',
  'notice.changed',
  'citizen.verified',
  'citizen.order',
  'wall.changed',
  'wall.message',
  'wall.message-read',
  'alarms.changed',
  'routes.changed',
  'resync',
] as const;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8_000;
const SLEEP_MS = 20_000;

/** What of EventSource is used; tests put their own in its place. */
export type SourceFactory = (address: string) => EventSource;

/**
 * Keeps one event stream to the hub alive. Short cuts are healed by EventSource itself, which resumes with
 * Last-Event-ID; when it gives up (an error status closes it for good) a new one is opened, with a growing pause, and
 * `onOpen` asks for a reload since the position is lost. A computer that slept counts as a gap too.
 */
export class LiveStream {
  private source?: EventSource;
  private retryMs = FIRST_RETRY_MS;
  private retryTimer?: ReturnType<typeof setTimeout>;
  private sleepTimer?: ReturnType<typeof setInterval>;
  private lastTick = Date.now();
  private fresh = true;

  constructor(
    private readonly address: string,
    private readonly events: LiveEvents,
    private readonly create: SourceFactory = (url) => new EventSource(url, { withCredentials: true }),
  ) {}

  start(): void {
    globalThis.addEventListener('online', this.restart);
    globalThis.addEventListener('offline', this.noticeOffline);
    this.sleepTimer = setInterval(this.noticeSleep, SLEEP_MS / 4);
    this.events.onStatus('connecting');
    this.open();
  }

  stop(): void {
    globalThis.removeEventListener('online', this.restart);
    globalThis.removeEventListener('offline', this.noticeOffline);
    clearInterval(this.sleepTimer);
    clearTimeout(this.retryTimer);
    this.source?.close();
    this.source = undefined;
  }

  /** Drops the stream and opens a new one at once. */
  readonly restart = (): void => {
    clearTimeout(this.retryTimer);
    this.retryMs = FIRST_RETRY_MS;
    this.source?.close();
    this.events.onStatus('reconnecting');
    this.open();
  };

  private open(): void {
    const source = this.create(this.address);
    this.source = source;
    this.fresh = true;
    source.onopen = () => {
      if (source !== this.source) return;
      this.retryMs = FIRST_RETRY_MS;
      this.events.onStatus('open');
      if (this.fresh) this.events.onOpen();
      this.fresh = false;
    };
    source.onerror = () => {
      if (source !== this.source) return;
      this.events.onStatus(navigator.onLine === false ? 'offline' : 'reconnecting');
      if (source.readyState === EventSource.CLOSED) this.openLater();
    };
    for (const name of EVENT_NAMES) {
      source.addEventListener(name, (event) => {
        if (source === this.source) this.receive(name, (event as MessageEvent<string>).data);
      });
    }
  }

  private receive(name: string, data: string): void {
    let value: unknown;
    try {
      value = data ? JSON.parse(data) : undefined;
    } catch {
      // A torn message is a gap like any other.
      this.events.onOpen();
      return;
    }
    this.events.onEvent(name, value);
  }

  private openLater(): void {
    clearTimeout(this.retryTimer);
    const pause = this.retryMs * (0.5 + Math.random());
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
    this.retryTimer = setTimeout(() => this.open(), pause);
  }

  private readonly noticeOffline = (): void => this.events.onStatus('offline');

  private readonly noticeSleep = (): void => {
    const slept = Date.now() - this.lastTick > SLEEP_MS;
    this.lastTick = Date.now();
    if (slept) this.restart();
  };
}
