// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.shuniu.api.base.HubException;

/** What went wrong, in the words of the seam; never in the words of the gateway. */
final class Faults {
  private Faults() {}

  /** Nothing was given; later it may work. */
  static HubException offline(String reason) {
    return HubException.external("channel.link.offline", Map.of("reason", reason));
  }

  /** Nothing was given: there is no room now. */
  static HubException throttled() {
    return HubException.capacity("channel.throttled", Map.of());
  }

  /** It was given, and nobody knows what became of it. */
  static HubException uncertain(String reason) {
    return HubException.external("channel.uncertain", Map.of("reason", reason));
  }

  static HubException refused(String reason) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "channel.refused", Map.of("reason", reason));
  }

  static HubException invalidAddress() {
    return HubException.invalid("channel.address.invalid", Map.of("reason", "form"));
  }

  static HubException invalidText() {
    return HubException.invalid("channel.text.invalid", Map.of("reason", "empty"));
  }

  /** Code of the link's state, which screens translate. */
  static String state(Throwable fault) {
    return switch (String.valueOf(of(fault).arguments().get("reason"))) {
      case "connect" -> "channel.connection.refused";
      case "login-refused" -> "channel.bind.refused";
      default -> "channel.link.offline";
    };
  }

  /** Of whatever an exchange ended with: only without a connection was surely nothing given. */
  static HubException of(Throwable fault) {
    if (fault instanceof CompletionException && fault.getCause() != null) {
      return of(fault.getCause());
    }
    if (fault instanceof HubException told) {
      return told;
    }
    if (fault instanceof HttpConnectTimeoutException || fault instanceof ConnectException) {
      return offline("connect");
    }
    return fault instanceof SSLException ? offline("tls") : uncertain("broken");
  }
}
