// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.shuniu.api.testkit.pbx.PbxRig;
import org.shuniu.pbx.asterisk.sip.SipCaller;
import org.shuniu.pbx.asterisk.sip.SipPhone;

/** A real Asterisk, SIP callers and SIP telephones, and a wire to the AMI that can be cut. */
final class AsteriskRig implements PbxRig {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final AsteriskServer server = AsteriskServer.get();
  private final TcpRelay relay = new TcpRelay(server.port("AMI_PORT"));
  private final List<SipPhone> phones;
  private final List<SipCaller> callers = new CopyOnWriteArrayList<>();

  AsteriskRig() {
    phones =
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  String device = Integer.toString(1001 + i);
                  return new SipPhone(server.port("SIP_PORT"), device, server.password(device));
                })
            .toList();
  }

  AsteriskServer server() {
    return server;
  }

  TcpRelay relay() {
    return relay;
  }

  @Override
  public PbxDriver newDriver() {
    return new AsteriskDriver(settings());
  }

  Settings settings() {
    return new Settings(
        "127.0.0.1",
        relay.port(),
        server.setting("AMI_USER"),
        this::secret,
        500,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(4),
        Duration.ofSeconds(1),
        Set.of("trunk"),
        Optional.of(Path.of(server.setting("RECORDINGS_DIR"))),
        Optional.empty(),
        Duration.ofMillis(400),
        true);
  }

  private String secret() {
    try {
      return Files.readString(Path.of(server.setting("AMI_SECRET_FILE"))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SipCaller dial(String from, String to, Map<String, String> headers) {
    SipCaller caller = new SipCaller(server.port("SIP_PORT"), from, to, headers);
    callers.add(caller);
    return caller;
  }

  @Override
  public SipPhone phone(int index) {
    return phones.get(index);
  }

  @Override
  public String unregisteredDevice() {
    return "1020";
  }

  @Override
  public void cutLink() {
    relay.cut();
  }

  @Override
  public void restoreLink() {
    relay.restore();
  }

  @Override
  public void reset() {
    callers.forEach(SipCaller::hangUp);
    phones.forEach(SipPhone::hangUp);
    if (server.cli("core show channels concise").contains("PJSIP/")) {
      server.cli("channel request hangup all");
      await()
          .atMost(PATIENCE)
          .until(() -> !server.cli("core show channels concise").contains("PJSIP/"));
    }
    callers.forEach(SipCaller::close);
    callers.clear();
    for (SipPhone phone : phones) {
      phone.manner(Manner.ANSWERS);
      if (!phone.isRegistered()) {
        phone.registered(true);
      }
      await().atMost(PATIENCE).until(phone::isRegistered);
    }
    await().atMost(PATIENCE).until(this::allIdle);
  }

  private boolean allIdle() {
    String endpoints = server.cli("pjsip show endpoints");
    return phones.stream()
        .allMatch(
            phone ->
                endpoints
                    .lines()
                    .anyMatch(
                        line ->
                            line.contains(" " + phone.device() + "/")
                                && line.contains("Not in use")));
  }
}
