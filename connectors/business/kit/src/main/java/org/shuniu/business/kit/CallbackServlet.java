// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The callback as HTTP: reads no more than it may, answers in JSON. */
public final class CallbackServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Callback callback;

  /** For one instance. */
  public CallbackServlet(Callback callback) {
    this.callback = callback;
  }

  @Override
  public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Callback.Answer answer = answer(request);
    byte[] body =
        Json.bytes(
            answer.code().isEmpty()
                ? Map.of("stored", true)
                : Map.of("code", answer.code(), "arguments", Map.of()));
    response.setStatus(answer.status());
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (answer.status() == Callback.UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    if (answer.status() == Callback.NOT_ALLOWED) {
      response.setHeader("Allow", "POST");
    }
    response.getOutputStream().write(body);
  }

  private Callback.Answer answer(HttpServletRequest request) throws IOException {
    if (!request.getMethod().equals("POST")) {
      return new Callback.Answer(Callback.NOT_ALLOWED, "business.callback.method");
    }
    byte[] body =
        request.getContentLengthLong() > callback.maxBytes()
            ? new byte[callback.maxBytes() + 1]
            : request.getInputStream().readNBytes(callback.maxBytes() + 1);
    if (body.length > callback.maxBytes()) {
      return new Callback.Answer(Callback.TOO_LARGE, "business.callback.too-large");
    }
    String query = request.getQueryString();
    return callback.take(
        request.getRequestURI() + (query == null ? "" : "?" + query),
        header -> Optional.ofNullable(request.getHeader(header)).orElse(""),
        body);
  }
}
