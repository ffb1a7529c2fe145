// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.shuniu.api.testkit.pbx.PbxRig;

/**
 * A SIP user agent of one call at a time, scripted by a test. It retransmits only INVITE and
 * REGISTER: on loopback nothing is lost but what comes before the switch listens.
 */
abstract class SipParty implements PbxRig.Party, AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress pbx;
  private volatile boolean closed;

  /** The media of the present call. */
  volatile RtpStream rtp;

  volatile boolean ended;

  SipParty(int pbxPort) {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), pbxPort);
  }

  /** Begins to listen; subclasses call it when they are complete. */
  final void listen(String name) {
    Thread thread = new Thread(this::receive, "sip-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    byte[] buffer = new byte[65536];
    while (!closed) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        if (packet.getLength() > 8) {
          handle(SipMessage.parse(buffer, packet.getLength()));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  abstract void handle(SipMessage message) throws IOException;

  void send(SipMessage message) {
    byte[] bytes = message.bytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, pbx));
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  int pbxPort() {
    return pbx.getPort();
  }

  String via() {
    return "SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s;rport".formatted(port(), token());
  }

  String contact(String user) {
    return "<sip:%s@127.0.0.1:%d>".formatted(user, port());
  }

  static String token() {
    return UUID.randomUUID().toString().substring(0, 13);
  }

  /** A response to a request, with the dialog's tag. */
  SipMessage response(SipMessage request, String status, String tag) {
    SipMessage response = new SipMessage("SIP/2.0 " + status);
    response.copy(request, "Via").copy(request, "Record-Route").copy(request, "From");
    String to = request.header("To");
    response.with("To", to.contains(";tag=") ? to : to + ";tag=" + tag);
    return response.copy(request, "Call-ID").copy(request, "CSeq");
  }

  void openMedia() {
    try {
      rtp = new RtpStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void closeMedia() {
    if (rtp != null) {
      rtp.close();
    }
  }

  String sdp() {
    return """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio %d RTP/AVP 0 101\r
        a=rtpmap:0 PCMU/8000\r
        a=rtpmap:101 telephone-event/8000\r
        a=fmtp:101 0-16\r
        """
        .formatted(rtp.port());
  }

  /** The header that proves the password (RFC 2617, with qop). */
  static Map.Entry<String, String> proof(
      SipMessage challenge, String method, String uri, String user, String password) {
    String realm = challenge.parameter("WWW-Authenticate", "realm").orElse("");
    String nonce = challenge.parameter("WWW-Authenticate", "nonce").orElse("");
    String cnonce = token();
    String secret = md5(user + ":" + realm + ":" + password);
    String what = md5(method + ":" + uri);
    String answer = md5(secret + ":" + nonce + ":00000001:" + cnonce + ":auth:" + what);
    String opaque = challenge.parameter("WWW-Authenticate", "opaque").orElse("");
    return Map.entry(
        "Authorization",
        ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
                + " algorithm=MD5, cnonce=\"%s\", qop=auth, nc=00000001, opaque=\"%s\"")
            .formatted(user, realm, nonce, uri, answer, cnonce, opaque));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void press(String digits) {
    rtp.press(digits);
    while (!rtp.pressed() && !ended) {
      Thread.onSpinWait();
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public boolean hears() {
    return rtp != null && rtp.hears();
  }

  @Override
  public void close() {
    closed = true;
    closeMedia();
    socket.close();
  }
}
