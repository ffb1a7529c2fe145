// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.shuniu.api.base.HubException;

/** What went wrong, in the words of the seam; never in the words of the foreign system. */
final class Faults {
  private static final String OFFLINE = "business.link.offline";

  /** The one reason of an offline link that answers nevertheless. */
  private static final String ANSWERED = "fault";

  private Faults() {}

  static HubException offline(String reason) {
    return HubException.external(OFFLINE, Map.of("reason", reason));
  }

  /** It answered that it cannot answer. */
  static HubException fault() {
    return offline(ANSWERED);
  }

  static HubException timeout() {
    return HubException.external("business.timeout", Map.of());
  }

  static HubException busy() {
    return HubException.capacity("business.busy", Map.of());
  }

  static HubException invalidReply(String reason) {
    return HubException.external("business.reply.invalid", Map.of("reason", reason));
  }

  static HubException refused(String reason) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "business.refused", Map.of("reason", reason));
  }

  static HubException invalidContent(String field) {
    return HubException.invalid("business.content.invalid", Map.of("field", field));
  }

  /** Whether nobody is there, as against somebody who does not answer as agreed. */
  static boolean unreachable(HubException fault) {
    return fault.code().equals(OFFLINE) && !ANSWERED.equals(fault.arguments().get("reason"));
  }

  /** Whether somebody was there, though what came was not fit to be read. */
  static boolean answered(Throwable fault) {
    return of(fault).code().equals("business.reply.invalid");
  }

  /** Of whatever a future ended with. */
  static HubException of(Throwable fault) {
    if (fault instanceof CompletionException && fault.getCause() != null) {
      return of(fault.getCause());
    }
    if (fault instanceof HubException told) {
      return told;
    }
    if (fault.getCause() instanceof HubException told) {
      return told;
    }
    if (fault instanceof HttpConnectTimeoutException || fault instanceof ConnectException) {
      return offline("connect");
    }
    if (fault instanceof HttpTimeoutException) {
      return timeout();
    }
    if (fault instanceof SSLException) {
      return offline("tls");
    }
    if (fault instanceof IOException) {
      return offline("broken");
    }
    return HubException.internal("business.link.failed", fault);
  }
}
