// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.shuniu.api.base.HubException;

/** What went wrong, in the words of the seam; never in the words of the foreign system. */
public final class Faults {
  private static final String OFFLINE = "business.link.offline";

  /** Reasons of an offline link that answers nevertheless. */
  private static final String ANSWERED = "fault";

  private Faults() {}

  public static HubException offline(String reason) {
    return HubException.external(OFFLINE, Map.of("reason", reason));
  }

  /** It answered that it cannot answer. */
  public static HubException fault() {
    return offline(ANSWERED);
  }

  public static HubException timeout() {
    return HubException.external("business.timeout", Map.of());
  }

  public static HubException invalidReply(String reason) {
    return HubException.external("business.reply.invalid", Map.of("reason", reason));
  }

  public static HubException refused(Map<String, ?> arguments) {
    return HubException.caller(HubException.Reason.UNPROCESSABLE, "business.refused", arguments);
  }

  public static HubException invalidContent(String field) {
    return HubException.invalid("business.content.invalid", Map.of("field", field));
  }

  /** Whether the system did not answer at all for lack of a connection. */
  public static boolean unreachable(HubException fault) {
    return fault.code().equals(OFFLINE) && !ANSWERED.equals(fault.arguments().get("reason"));
  }

  /** Whether somebody was there, though what came was not fit to be read. */
  public static boolean answered(Throwable fault) {
    return of(fault).code().equals("business.reply.invalid");
  }

  /** Of whatever a future ended with. */
  public static HubException of(Throwable fault) {
    if (fault instanceof CompletionException && fault.getCause() != null) {
      return of(fault.getCause());
    }
    if (fault instanceof HubException told) {
      return told;
    }
    if (fault instanceof TooLongException || fault.getCause() instanceof TooLongException) {
      return invalidReply("too-long");
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
