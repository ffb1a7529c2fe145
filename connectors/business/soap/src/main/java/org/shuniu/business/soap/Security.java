// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuniu.business.kit.PasswordDigest;

/**
 * The header of the OASIS Web Services Security UsernameToken Profile 1.0 with a password digest,
 * and a time stamp. The password is asked for at each request and never sent.
 */
record Security(Optional<String> user, Supplier<String> password, Clock clock) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final int NONCE_BYTES = 16;
  private static final String HEADER =
      "<wsse:Security xmlns:wsse=\"%1$swssecurity-secext-1.0.xsd\""
          + " xmlns:wsu=\"%1$swssecurity-utility-1.0.xsd\" xmlns:s=\"%2$s\" s:mustUnderstand=\"1\">"
          + "<wsu:Timestamp><wsu:Created>%3$s</wsu:Created><wsu:Expires>%4$s</wsu:Expires>"
          + "</wsu:Timestamp><wsse:UsernameToken><wsse:Username>%5$s</wsse:Username>"
          + "<wsse:Password Type=\"%1$susername-token-profile-1.0#PasswordDigest\">%6$s"
          + "</wsse:Password>"
          + "<wsse:Nonce EncodingType=\"%1$ssoap-message-security-1.0#Base64Binary\">%7$s"
          + "</wsse:Nonce><wsu:Created>%3$s</wsu:Created></wsse:UsernameToken></wsse:Security>";

  /** Empty without a user. */
  String header(SoapVersion version) {
    if (user.isEmpty()) {
      return "";
    }
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return HEADER.formatted(
        OASIS,
        version.namespace(),
        now,
        now.plus(VALID),
        escaped(user.get()),
        PasswordDigest.of(nonce, now.toString(), password.get()),
        Base64.getEncoder().encodeToString(nonce));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
