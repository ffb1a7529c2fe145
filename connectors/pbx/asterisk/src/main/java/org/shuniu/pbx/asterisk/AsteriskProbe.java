// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.asteriskjava.manager.action.GetVarAction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;
import org.shuniu.api.hub.Secrets;

/**
 * Tries whether an Asterisk is there and lets the hub in: its greeting, a login, and the question
 * with which the driver begins as well; and whether the folder of recordings can be read. The
 * heart-beat is not touched.
 */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class AsteriskProbe implements ConnectionProbe {
  private static final String GREETING = "Asterisk Call Manager/";
  private static final int LONGEST_GREETING = 80;

  private final AsteriskConfig config;
  private final Secrets secrets;

  @Activate
  public AsteriskProbe(AsteriskConfig config, @Reference Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  @Override
  public Answer probe(Duration limit) {
    String greeting = greeting(limit.dividedBy(2));
    String secret = secrets.resolve(config.secret());
    Settings settings = Settings.of(config, () -> secret);
    AmiSession session = AmiSession.login("shuniu-probe", settings, event -> {}, () -> {});
    try {
      session.send(new GetVarAction("EPOCH")).join();
      settings.recordings().ifPresent(AsteriskProbe::check);
      return Answer.of(greeting);
    } catch (CompletionException e) {
      throw e.getCause() instanceof HubException fault ? fault : e;
    } finally {
      session.close();
    }
  }

  private static void check(Path recordings) {
    if (!Files.isDirectory(recordings) || !Files.isReadable(recordings)) {
      throw HubException.external(
          "pbx.recordings.unreadable", Map.of("folder", recordings.toString()));
    }
  }

  private String greeting(Duration limit) {
    try (Socket socket = ConnectionProbe.connect(config.host(), config.port(), limit)) {
      byte[] begin = socket.getInputStream().readNBytes(GREETING.length());
      String read = new String(begin, StandardCharsets.ISO_8859_1);
      if (!read.equals(GREETING)) {
        throw other();
      }
      StringBuilder greeting = new StringBuilder(read);
      for (int c = socket.getInputStream().read();
          c > ' ' && greeting.length() < LONGEST_GREETING;
          c = socket.getInputStream().read()) {
        greeting.append((char) c);
      }
      return Clean.text(greeting.toString());
    } catch (IOException e) {
      throw other();
    }
  }

  /** Somebody listens there who is no Asterisk, or does not talk with us. */
  private HubException other() {
    return HubException.external(
        "probe.not-understood", Map.of("host", config.host(), "port", config.port()));
  }
}
