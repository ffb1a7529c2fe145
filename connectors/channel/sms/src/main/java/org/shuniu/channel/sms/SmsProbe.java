// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.jsmpp.SMPPConstant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;
import org.shuniu.api.hub.Secrets;

/**
 * Tries whether a message centre is there and lets the account in. It binds as a transmitter, to
 * which a carrier gives nothing: no text is taken away from the connection that may exist already.
 */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SmsProbe implements ConnectionProbe {
  private final SmsConfig config;
  private final Secrets secrets;

  @Activate
  public SmsProbe(SmsConfig config, @Reference Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  @Override
  public Answer probe(Duration limit) {
    reach(limit.dividedBy(2));
    String password = secrets.resolve(config.password());
    try {
      Session.open(
              "shuniu-probe",
              Settings.of(config, () -> password),
              SMPPConstant.CID_BIND_TRANSMITTER,
              new Nobody())
          .unbind();
      return Answer.of("SMPP 3.4");
    } catch (HubException e) {
      return verdict(e);
    }
  }

  private void reach(Duration limit) {
    try (Socket socket = ConnectionProbe.connect(config.host(), config.port(), limit)) {
      socket.setSoLinger(true, 0); // says at once that nothing will come
    } catch (IOException e) {
      // It was there.
    }
  }

  /** An account that is bound already, by the running instance mostly, is known and let in. */
  private static Answer verdict(HubException refusal) {
    String reason = String.valueOf(refusal.arguments().get("reason"));
    String status = String.valueOf(refusal.arguments().getOrDefault("status", ""));
    if (status.equals("0x%08x".formatted(SMPPConstant.STAT_ESME_RALYBND))) {
      return Answer.of("SMPP 3.4");
    }
    throw HubException.external(
        reason.equals("channel.bind.refused") ? "probe.bind-refused" : reason,
        Map.of("status", status));
  }

  /** Hears nothing: a transmitter is told nothing. */
  private static final class Nobody implements Session.Owner {
    @Override
    public void delivered(Session session, Frame deliver) {
      // Left to the carrier, who gives it to the receiver.
    }

    @Override
    public void lost(Session session, String reason) {
      // Whoever waits for the bind learns of it.
    }
  }
}
