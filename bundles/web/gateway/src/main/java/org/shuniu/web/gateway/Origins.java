// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.HubException.Reason;
import org.shuniu.api.hub.Sessions;

/** Where a request comes from: which page made the browser send it, and which machine. */
final class Origins {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> trustedProxies;

  /**
   * @param trustedProxies addresses whose word is taken for whom they speak
   */
  Origins(Set<String> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** What changes something has to carry the token of its session. */
  void checkForgery(HttpServletRequest request, Sessions.Session session) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    String given = Optional.ofNullable(request.getHeader(Sessions.CSRF_HEADER)).orElse("");
    if (!MessageDigest.isEqual(bytes(given), bytes(session.csrfToken()))) {
      throw forged();
    }
  }

  /** No other site's page changes anything, also where there is no session yet, as at the login. */
  void checkSite(HttpServletRequest request) {
    if (!SAFE.contains(request.getMethod())
        && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      throw forged();
    }
  }

  /** The browser's address, or that of the nearest machine that is not trusted to tell it. */
  String address(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    String header = request.getHeader("X-Forwarded-For");
    if (header == null || !trustedProxies.contains(address)) {
      return address;
    }
    String[] hops = header.split(",");
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
        return address;
      }
      address = hop;
      if (!trustedProxies.contains(hop)) {
        return address;
      }
    }
    return address;
  }

  private static HubException forged() {
    return HubException.caller(Reason.FORBIDDEN, "security.csrf.invalid", Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
