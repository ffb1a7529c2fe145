// SPDX-License-Identifier: Apache-2.0
// An agent's telephone: registers with digest authentication (RFC 3261, RFC 2617), rings, answers as its behaviour says.

import crypto from 'node:crypto';
import dgram from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { EVENT_TYPE, RtpEndpoint } from './rtp.mjs';
import { sine } from './tones.mjs';

const md5 = text => crypto.createHash('md5').update(text).digest('hex');

/** A phone asks for its place again long before it is over. */
const EXPIRES_S = 300;

/** Behaviours when it is called. */
export const Behaviour = {
  ANSWER: 'answer', // rings for `ringMs`, then answers
  RING: 'ring', // rings until answer() is called
  BUSY: 'busy', // 486
  DECLINE: 'decline', // 603
  SILENT: 'silent', // does not answer at all
};

/** A telephone without ears and mouth. */
const NO_MEDIA = { port: 9, play() {}, start() {}, hush() {}, close() {} };

/** Emits `ringing`, `answered`, `ended`. One call at a time. */
export class Phone extends EventEmitter {
  #socket = dgram.createSocket('udp4');
  #server;
  #sequence = 1;
  #refresh;
  #tag = md5(`${Math.random()}`).slice(0, 10);
  #call;
  #waiting = new Map();
  behaviour = Behaviour.ANSWER;
  ringMs = 200;
  /** Many at once: it takes calls, and neither hears nor speaks. */
  mute = false;
  /** What its user says from the beginning; a person is not silent. */
  voice = sine(450, 1, 2000);
  calls = [];

  constructor(number, password, server) {
    super();
    this.number = number;
    this.password = password;
    this.#server = server;
  }

  /** Registers; fails when the switch refuses. */
  async register() {
    if (!this.port) {
      this.#socket.on('message', data => this.#receive(data.toString('utf8')));
      await new Promise(resolve => this.#socket.bind(0, '127.0.0.1', resolve));
      this.port = this.#socket.address().port;
    }
    await this.#registration(EXPIRES_S);
    clearInterval(this.#refresh);
    // A switch that is away is asked again at the next turn.
    this.#refresh = setInterval(() => this.#registration(EXPIRES_S).catch(() => {}), EXPIRES_S * 1000 / 3);
  }

  /** Takes its registration back. */
  async unregister() {
    clearInterval(this.#refresh);
    await this.#registration(0);
  }

  /** What is heard and said in the present or last call. */
  get rtp() {
    return this.#call?.rtp;
  }

  get state() {
    return this.#call?.state ?? 'idle';
  }

  /** Takes the ringing call. */
  answer() {
    const call = this.#call;
    if (call?.state !== 'ringing') return;
    const sdp = [
      'v=0', `o=- ${Date.now()} 1 IN IP4 127.0.0.1`, 's=-', 'c=IN IP4 127.0.0.1', 't=0 0',
      `m=audio ${call.rtp.port} RTP/AVP 0 ${EVENT_TYPE}`, 'a=rtpmap:0 PCMU/8000',
      `a=rtpmap:${EVENT_TYPE} telephone-event/8000`, 'a=ptime:20', 'a=sendrecv', ''].join('\r\n');
    call.answer = sdp;
    this.#respond(call.invite, 200, 'OK', sdp);
    call.state = 'talking';
    call.rtp.play(this.voice);
    call.record.answeredAt = new Date();
    const media = /m=audio (\d+)/.exec(call.invite.body);
    if (media) call.rtp.start('127.0.0.1', Number(media[1]));
    call.announce = () => this.emit('answered', call);
  }

  /** Hangs up, or declines what rings. */
  hangUp() {
    const call = this.#call;
    if (!call) return;
    if (call.state === 'ringing') {
      this.#respond(call.invite, 603, 'Decline');
    } else if (call.state === 'talking') {
      const to = call.invite.headers.from;
      const from = `${call.invite.headers.to};tag=${this.#tag}`;
      this.#ask(this.#request('BYE', this.#contactOf(call.invite), from, to, call.invite.headers['call-id'], this.#sequence++))
        .catch(() => { /* The switch has forgotten the call. */ });
    }
    this.#end(call, 'phone');
  }

  close() {
    clearInterval(this.#refresh);
    if (this.#call) this.#call.rtp.close();
    this.#socket.close();
  }

  async #registration(expires) {
    const callId = md5(`${Math.random()}`);
    const uri = `sip:${this.#server.host}:${this.#server.port}`;
    const me = `<sip:${this.number}@${this.#server.host}>`;
    const extra = [`Contact: <sip:${this.number}@127.0.0.1:${this.port}>`, `Expires: ${expires}`];
    const ask = headers => this.#ask(
      this.#request('REGISTER', uri, `${me};tag=${this.#tag}`, me, callId, this.#sequence++, [...extra, ...headers]));
    let reply = await ask([]);
    // A nonce may be stale by the time it is used: then there is a fresh one.
    for (let attempt = 0; reply.status === 401 && attempt < 4; attempt++) {
      const challenge = reply.headers['www-authenticate'];
      const field = name => new RegExp(`${name}="?([^",]+)`).exec(challenge)?.[1];
      const nonce = field('nonce');
      const realm = field('realm');
      const ha1 = md5(`${this.number}:${realm}:${this.password}`);
      const ha2 = md5(`REGISTER:${uri}`);
      const cnonce = md5(`${Math.random()}`).slice(0, 16);
      const response = md5(`${ha1}:${nonce}:00000001:${cnonce}:auth:${ha2}`);
      reply = await ask([
        `Authorization: Digest username="${this.number}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
        `response="${response}", algorithm=MD5, cnonce="${cnonce}", qop=auth, nc=00000001` +
        (field('opaque') ? `, opaque="${field('opaque')}"` : '')]);
    }
    if (reply.status !== 200) throw new Error(`phone ${this.number}: registration answered ${reply.status}`);
  }

  #ask(text) {
    const branch = /branch=([^;\r]+)/.exec(text)[1];
    return new Promise((resolve, reject) => {
      const again = setInterval(() => this.#send(text), 500);
      const late = setTimeout(() => {
        clearInterval(again);
        this.#waiting.delete(branch);
        reject(new Error(`phone ${this.number}: the switch does not answer`));
      }, 5000);
      this.#waiting.set(branch, reply => {
        clearInterval(again);
        clearTimeout(late);
        resolve(reply);
      });
      this.#send(text);
    });
  }

  #request(method, uri, from, to, callId, sequence, extra = []) {
    return [
      `${method} ${uri} SIP/2.0`, `Via: SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bK${md5(`${Math.random()}`)};rport`,
      'Max-Forwards: 70', `From: ${from}`, `To: ${to}`, `Call-ID: ${callId}`, `CSeq: ${sequence} ${method}`, ...extra,
      'Content-Length: 0', '', ''].join('\r\n');
  }

  async #receive(text) {
    const message = parse(text);
    if (message.status) {
      const branch = /branch=([^;\r]+)/.exec(message.headers.via)?.[1];
      if (message.status >= 200 && this.#waiting.has(branch)) {
        this.#waiting.get(branch)(message);
        this.#waiting.delete(branch);
      }
      return;
    }
    const mine = this.#call && this.#call.invite.headers['call-id'] === message.headers['call-id'];
    if (this.behaviour === Behaviour.SILENT && !mine && message.method === 'INVITE') return;
    switch (message.method) {
      case 'INVITE': return mine ? this.#again(message) : this.#invited(message);
      case 'ACK':
        // Only now both sides know of each other.
        if (mine && this.#call.announce) {
          this.#call.announce();
          this.#call.announce = undefined;
        }
        return;
      case 'BYE':
      case 'CANCEL':
        this.#respond(message, 200, 'OK');
        if (mine) {
          if (message.method === 'CANCEL') this.#respond(this.#call.invite, 487, 'Request Terminated');
          this.#end(this.#call, 'switch');
        }
        return;
      case 'NOTIFY':
        this.#respond(message, 200, 'OK');
        // The switch asks to pick up, as many makes of telephones understand it.
        if (mine && message.headers.event === 'talk') this.answer();
        return;
      default: this.#respond(message, 200, 'OK');
    }
  }

  #again(message) {
    // A retransmission, or a re-INVITE that keeps the media where they are.
    if (message.headers.cseq === this.#call.invite.headers.cseq) {
      if (this.#call.state === 'ringing') this.#respond(message, 180, 'Ringing');
      else this.#respond(message, 200, 'OK', this.#call.answer);
      return;
    }
    this.#respond(message, 200, 'OK', this.#call.answer);
    const media = /m=audio (\d+)/.exec(message.body);
    if (media) this.#call.rtp.start('127.0.0.1', Number(media[1]));
  }

  async #invited(invite) {
    if (this.#call && this.#call.state !== 'ended') return this.#respond(invite, 486, 'Busy Here');
    const record = { at: new Date(), callId: invite.headers['call-id'], from: /sip:([^@>]*)/.exec(invite.headers.from)?.[1] };
    this.calls.push(record);
    if (this.behaviour === Behaviour.BUSY) return this.#respond(invite, 486, 'Busy Here');
    if (this.behaviour === Behaviour.DECLINE) return this.#respond(invite, 603, 'Decline');
    this.#call?.rtp.close();
    const call = { invite, state: 'ringing', record, rtp: null };
    this.#call = call;
    this.#respond(invite, 100, 'Trying');
    call.rtp = this.mute ? NO_MEDIA : await RtpEndpoint.open();
    if (call.state === 'ended') return;
    this.#respond(invite, 180, 'Ringing');
    this.emit('ringing', call);
    if (this.behaviour === Behaviour.ANSWER) setTimeout(() => this.#call === call && this.answer(), this.ringMs);
  }

  #end(call, by) {
    call.state = 'ended';
    call.record.endedAt = new Date();
    call.record.endedBy = by;
    call.rtp?.hush();
    this.emit('ended', call);
  }

  #contactOf(message) {
    return /<([^>]+)>/.exec(message.headers.contact ?? '')?.[1] ?? `sip:${this.#server.host}:${this.#server.port}`;
  }

  #respond(request, status, reason, sdp = '') {
    const h = request.headers;
    const to = status === 100 || /;tag=/.test(h.to) ? h.to : `${h.to};tag=${this.#tag}`;
    this.#send([
      `SIP/2.0 ${status} ${reason}`, ...request.vias.map(via => `Via: ${via}`), `From: ${h.from}`, `To: ${to}`,
      `Call-ID: ${h['call-id']}`, `CSeq: ${h.cseq}`, `Contact: <sip:${this.number}@127.0.0.1:${this.port}>`,
      'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY', 'Allow-Events: talk', ...(sdp ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(sdp)}`, '', sdp].join('\r\n'));
  }

  #send(text) {
    this.#socket.send(text, this.#server.port, this.#server.host);
  }

  /** Waits for an event, bounded. */
  async next(event, ms = 10_000) {
    const [value] = await once(this, event, { signal: AbortSignal.timeout(ms) });
    return value;
  }
}

/** A SIP message; header names in lower case, the first of each, Via all. */
export function parse(text) {
  const [head, body = ''] = text.split(/\r\n\r\n/, 2);
  const [first, ...lines] = head.split('\r\n');
  const headers = {};
  const vias = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const long = { v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', o: 'event' }[name] ?? name;
    if (long === 'via') vias.push(value);
    headers[long] ??= value;
  }
  const status = /^SIP\/2\.0 (\d+)/.exec(first)?.[1];
  return { status: status ? Number(status) : 0, method: first.split(' ')[0], headers, vias, body };
}
