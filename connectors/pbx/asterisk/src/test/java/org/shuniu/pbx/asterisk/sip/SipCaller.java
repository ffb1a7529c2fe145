// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk.sip;

import java.util.Map;
import org.shuniu.api.testkit.pbx.PbxRig;

/** A citizen who calls once. */
public final class SipCaller extends SipParty implements PbxRig.Caller {
  private final SipMessage invite;
  private final String target;
  private final long dialled = System.nanoTime();
  private volatile SipMessage answer;
  private volatile boolean answered;
  private volatile boolean gaveUp;
  private volatile boolean provisional;
  private volatile long ringingNanos;
  private volatile long answeredNanos;

  /** Calls. */
  public SipCaller(int pbxPort, String from, String to, Map<String, String> headers) {
    super(pbxPort);
    openMedia();
    target = "sip:%s@127.0.0.1:%d".formatted(to, pbxPort);
    invite =
        new SipMessage("INVITE " + target + " SIP/2.0")
            .with("Via", via())
            .with("Max-Forwards", "70")
            .with("From", "<sip:%s@127.0.0.1>;tag=%s".formatted(from, token()))
            .with("To", "<" + target + ">")
            .with("Call-ID", token())
            .with("CSeq", "1 INVITE")
            .with("Contact", contact("caller"))
            .with("Content-Type", "application/sdp");
    headers.forEach(invite::with);
    invite.body = sdp();
    listen("caller");
    send(invite);
  }

  @Override
  void handle(SipMessage message) {
    if (message.request()) {
      if (message.method().equals("BYE")) {
        over();
      }
      if (!message.method().equals("ACK")) {
        send(response(message, "200 OK", token()));
      }
    } else if (message.method().equals("INVITE")) {
      progress(message);
    }
  }

  private synchronized void progress(SipMessage message) {
    if (message.status() < 200 && !provisional) {
      provisional = true;
      if (gaveUp) {
        cancel();
      }
    }
    if (message.status() == 180 || message.status() == 183) {
      ringingNanos = System.nanoTime() - dialled;
    } else if (message.status() >= 200 && message.status() < 300) {
      send(inDialog("ACK", message, "1"));
      if (!answered) {
        answeredNanos = System.nanoTime() - dialled;
        answer = message;
        answered = true;
        rtp.speak(message.audioPort());
      }
      if (gaveUp) {
        send(inDialog("BYE", message, "2"));
      }
    } else if (message.status() >= 300) {
      send(ack(message));
      over();
    }
  }

  /** The ACK of a refusal belongs to the INVITE's own transaction. */
  private SipMessage ack(SipMessage refusal) {
    return new SipMessage("ACK " + target + " SIP/2.0")
        .copy(invite, "Via")
        .with("Max-Forwards", "70")
        .copy(invite, "From")
        .copy(refusal, "To")
        .copy(invite, "Call-ID")
        .with("CSeq", "1 ACK");
  }

  private SipMessage inDialog(String method, SipMessage accepted, String sequence) {
    String contact = accepted.header("Contact");
    String uri = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    return new SipMessage(method + " " + uri + " SIP/2.0")
        .with("Via", via())
        .with("Max-Forwards", "70")
        .copy(invite, "From")
        .copy(accepted, "To")
        .copy(invite, "Call-ID")
        .with("CSeq", sequence + " " + method);
  }

  private void over() {
    ended = true;
    closeMedia();
  }

  @Override
  public void hangUp() {
    if (ended) {
      return;
    }
    if (answered) {
      send(inDialog("BYE", answer, "2"));
      over();
    } else {
      giveUp();
    }
  }

  /** A CANCEL may not overtake the INVITE: it waits for the first sign of life. */
  private synchronized void giveUp() {
    gaveUp = true;
    if (provisional) {
      cancel();
    }
  }

  private void cancel() {
    send(
        new SipMessage("CANCEL " + target + " SIP/2.0")
            .copy(invite, "Via")
            .with("Max-Forwards", "70")
            .copy(invite, "From")
            .copy(invite, "To")
            .copy(invite, "Call-ID")
            .with("CSeq", "1 CANCEL"));
  }

  @Override
  public boolean answered() {
    return answered;
  }

  /** From the INVITE to the first sign of ringing; 0 before it. */
  public long ringingNanos() {
    return ringingNanos;
  }

  /** From the INVITE to the answer; 0 before it. */
  public long answeredNanos() {
    return answeredNanos;
  }
}
