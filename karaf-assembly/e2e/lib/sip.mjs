// SPDX-License-Identifier: Apache-2.0
// A caller for measurements: one socket, many calls, the moment of each INVITE on this process's own clock (RFC 3261).

import crypto from 'node:crypto';
import dgram from 'node:dgram';
import { parse } from './phone.mjs';

const TIMER_MS = 500;

/** Calls from one address. Calls that are answered are acknowledged and hear nothing. */
export class Dialler {
  #socket = dgram.createSocket('udp4');
  #calls = new Map();

  constructor(sip) {
    this.sip = sip;
  }

  async open() {
    this.#socket.on('message', data => this.#receive(parse(data.toString('utf8'))));
    await new Promise(resolve => this.#socket.bind(0, '127.0.0.1', resolve));
    this.port = this.#socket.address().port;
    return this;
  }

  /** Dials; `invitedAt` of the call is when its INVITE left. */
  dial(number, called) {
    const id = crypto.randomBytes(8).toString('hex');
    const call = { id, number, called, branch: `z9hG4bK${id}`, state: 'calling', to: `<sip:${called}@${this.sip.host}:${this.sip.port}>` };
    call.ended = new Promise(resolve => { call.end = resolve; });
    call.answered = new Promise(resolve => { call.answer = resolve; });
    this.#calls.set(id, call);
    const sdp = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', `m=audio ${this.port} RTP/AVP 0`, 'a=rtpmap:0 PCMU/8000', ''].join('\r\n');
    const invite = this.#request(call, 'INVITE', 1, call.branch, sdp);
    call.invitedAt = performance.now();
    this.#send(invite);
    call.again = setInterval(() => this.#send(invite), TIMER_MS);
    return call;
  }

  /** Takes the call back, or hangs up; `call.ended` tells when it is over. */
  hangUp(call) {
    if (call.state === 'ended') return call.ended;
    const bye = call.state === 'talking';
    const request = this.#request(call, bye ? 'BYE' : 'CANCEL', bye ? 2 : 1, bye ? `${call.branch}b` : call.branch);
    this.#send(request);
    clearInterval(call.again);
    call.again = setInterval(() => this.#send(request), TIMER_MS);
    return call.ended;
  }

  close() {
    for (const call of this.#calls.values()) clearInterval(call.again);
    this.#socket.close();
  }

  #receive(message) {
    const call = this.#calls.get(message.headers['call-id']);
    if (!call) return;
    if (!message.status) {
      this.#respond(message);
      if (message.method === 'BYE') this.#over(call);
      return;
    }
    const method = message.headers.cseq.split(' ')[1];
    if (method === 'INVITE' && message.status > 100) {
      // What rings is waited for; only an INVITE that nobody took is sent again.
      if (call.state === 'calling') clearInterval(call.again);
      if (message.status < 200) return;
      call.to = message.headers.to;
      this.#send(this.#request(call, 'ACK', 1, message.status < 300 ? `${call.branch}a` : call.branch));
      if (message.status >= 300) return this.#over(call);
      if (call.state === 'calling') {
        call.state = 'talking';
        call.answer();
      }
    } else if (method === 'BYE' || (method === 'CANCEL' && message.status === 481)) {
      this.#over(call);
    }
  }

  #over(call) {
    clearInterval(call.again);
    call.state = 'ended';
    this.#calls.delete(call.id);
    call.end();
  }

  #request(call, method, sequence, branch, sdp = '') {
    const here = `127.0.0.1:${this.port}`;
    return [
      `${method} sip:${call.called}@${this.sip.host}:${this.sip.port} SIP/2.0`, `Via: SIP/2.0/UDP ${here};branch=${branch};rport`, 'Max-Forwards: 70',
      `From: <sip:${call.number}@${here}>;tag=${call.id}`, `To: ${call.to}`, `Call-ID: ${call.id}`, `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${call.number}@${here}>`, ...(sdp ? ['Content-Type: application/sdp'] : []), `Content-Length: ${Buffer.byteLength(sdp)}`, '', sdp].join('\r\n');
  }

  #respond(request) {
    const h = request.headers;
    this.#send(['SIP/2.0 200 OK', ...request.vias.map(via => `Via: ${via}`), `From: ${h.from}`, `To: ${h.to}`, `Call-ID: ${h['call-id']}`,
      `CSeq: ${h.cseq}`, 'Content-Length: 0', '', ''].join('\r\n'));
  }

  #send(text) {
    this.#socket.send(text, this.sip.port, this.sip.host);
  }
}
