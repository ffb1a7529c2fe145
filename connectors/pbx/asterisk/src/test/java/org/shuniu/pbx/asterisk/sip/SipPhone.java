// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk.sip;

import java.util.Map;
import java.util.Optional;
import org.shuniu.api.testkit.pbx.PbxRig;

/** An agent's telephone that registers. */
public final class SipPhone extends SipParty implements PbxRig.Phone {
  private final String device;
  private final String password;
  private final String tag = token();
  private final String registration = token();
  private int sequence;
  private volatile boolean registered;
  private volatile boolean wanted;
  private volatile PbxRig.Manner manner = PbxRig.Manner.ANSWERS;
  private volatile SipMessage ringing;
  private volatile SipMessage talking;
  private volatile long rungNanos;

  /** Not registered yet. */
  public SipPhone(int pbxPort, String device, String password) {
    super(pbxPort);
    this.device = device;
    this.password = password;
    listen(device);
  }

  /** Asks the switch; {@link #isRegistered} tells when it has agreed. */
  @Override
  public void registered(boolean on) {
    wanted = on;
    register(on ? 300 : 0, Optional.empty());
  }

  public boolean isRegistered() {
    return registered;
  }

  private void register(int seconds, Optional<Map.Entry<String, String>> proof) {
    String uri = "sip:127.0.0.1:" + pbxPort();
    SipMessage message =
        new SipMessage("REGISTER " + uri + " SIP/2.0")
            .with("Via", via())
            .with("Max-Forwards", "70")
            .with("From", "<sip:%s@127.0.0.1>;tag=%s".formatted(device, tag))
            .with("To", "<sip:%s@127.0.0.1>".formatted(device))
            .with("Call-ID", registration)
            .with("CSeq", ++sequence + " REGISTER")
            .with("Contact", contact(device) + ";expires=" + seconds)
            .with("Expires", Integer.toString(seconds));
    proof.ifPresent(header -> message.with(header.getKey(), header.getValue()));
    send(message);
  }

  @Override
  void handle(SipMessage message) {
    if (message.request()) {
      request(message);
    } else if (message.method().equals("REGISTER")) {
      if (message.status() == 401) {
        String uri = "sip:127.0.0.1:" + pbxPort();
        register(wanted ? 300 : 0, Optional.of(proof(message, "REGISTER", uri, device, password)));
      } else if (message.status() == 200) {
        registered = wanted;
      }
    }
  }

  private void request(SipMessage message) {
    switch (message.method()) {
      case "INVITE" -> invited(message);
      case "CANCEL" -> {
        send(response(message, "200 OK", tag));
        if (ringing != null) {
          send(response(ringing, "487 Request Terminated", tag));
          ringing = null;
          ended = true;
        }
      }
      case "BYE" -> {
        send(response(message, "200 OK", tag));
        over();
      }
      case "ACK" -> {}
      case "NOTIFY" -> {
        send(response(message, "200 OK", tag));
        notified(message);
      }
      default -> send(response(message, "200 OK", tag));
    }
  }

  /** The switch asks to pick up, as many makes of telephones understand it. */
  private void notified(SipMessage notify) {
    SipMessage invite = ringing;
    if (invite != null
        && notify.header("Event").equals("talk")
        && notify.header("Call-ID").equals(invite.header("Call-ID"))) {
      pickUp(invite);
    }
  }

  private void pickUp(SipMessage invite) {
    ringing = null;
    closeMedia();
    openMedia();
    accept(invite);
  }

  private void invited(SipMessage invite) {
    if (talking != null && invite.header("Call-ID").equals(talking.header("Call-ID"))) {
      accept(invite);
      return;
    }
    rungNanos = System.nanoTime();
    ended = false;
    switch (manner) {
      case BUSY -> send(response(invite, "486 Busy Here", tag));
      case DECLINES -> send(response(invite, "603 Decline", tag));
      case SILENT -> ring(invite);
      case ANSWERS -> {
        ring(invite);
        pickUp(invite);
      }
    }
  }

  private void ring(SipMessage invite) {
    ringing = invite;
    send(response(invite, "180 Ringing", tag).with("Contact", contact(device)));
  }

  private void accept(SipMessage invite) {
    talking = invite;
    SipMessage answer =
        response(invite, "200 OK", tag)
            .with("Contact", contact(device))
            .with("Content-Type", "application/sdp");
    answer.body = sdp();
    send(answer);
    rtp.speak(invite.audioPort());
  }

  private void over() {
    talking = null;
    ended = true;
    closeMedia();
  }

  @Override
  public void hangUp() {
    SipMessage invite = talking;
    if (invite != null) {
      String contact = invite.header("Contact");
      String uri = contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
      send(
          new SipMessage("BYE " + uri + " SIP/2.0")
              .with("Via", via())
              .with("Max-Forwards", "70")
              .with("From", invite.header("To") + ";tag=" + tag)
              .with("To", invite.header("From"))
              .copy(invite, "Call-ID")
              .with("CSeq", "100 BYE"));
      over();
    } else if (ringing != null) {
      send(response(ringing, "603 Decline", tag));
      ringing = null;
      ended = true;
    }
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public void manner(PbxRig.Manner next) {
    manner = next;
  }

  @Override
  public boolean ringing() {
    return ringing != null;
  }

  @Override
  public boolean talking() {
    return talking != null;
  }

  /** When it was called last, by {@link System#nanoTime}. */
  public long rungNanos() {
    return rungNanos;
  }
}
