// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers and log lines. */
final class Errors implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String RETRY_AFTER = "Retry-After";
  private static final Map<Integer, String> CODES =
      Map.of(
          400, "rest.request.invalid",
          404, "rest.path.unknown",
          405, "rest.method.not-allowed",
          406, "rest.accept.unsupported",
          413, "rest.body.too-large",
          415, "rest.body.type-unsupported");
  private static final ObjectMapper JSON = Json.mapper(Errors.class.getClassLoader());

  /** The body of every answer that is no success. */
  record ErrorBody(String code, Map<String, Object> args, String traceId) {}

  private record Answer(int status, ErrorBody body) {}

  @Override
  public Response toResponse(Throwable fault) {
    if (browserGone(fault)) {
      LOG.debug("{}: the browser went away", Trace.current().orElse(null));
      return Response.status(HttpServletResponse.SC_SERVICE_UNAVAILABLE).build();
    }
    Answer answer = answer(fault);
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(answer.body());
    retryAfter(answer).ifPresent(seconds -> response.header(RETRY_AFTER, seconds));
    return response.build();
  }

  /** For failures outside of a resource. Nothing can be told any more once bytes have left. */
  static void write(HttpServletResponse response, Throwable fault) throws IOException {
    Answer answer = answer(fault);
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(answer.status());
    retryAfter(answer).ifPresent(seconds -> response.setHeader(RETRY_AFTER, seconds));
    response.setContentType(MediaType.APPLICATION_JSON);
    response.getOutputStream().write(JSON.writeValueAsBytes(answer.body()));
  }

  private static Answer answer(Throwable fault) {
    Throwable known = known(fault);
    if (known instanceof HubException refusal && refusal.kind() != HubException.Kind.INTERNAL) {
      // While a bundle is away consoles ask again and again; that is no news each time.
      if (refusal.retryable() && !refusal.code().startsWith("rest.")) {
        LOG.warn("{}: {}", Trace.current().orElse(null), refusal.getMessage());
      }
      return new Answer(refusal.reason().status(), body(refusal.code(), refusal.arguments()));
    }
    if (known instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      int status = web.getResponse().getStatus();
      return new Answer(status, body(CODES.getOrDefault(status, "rest.request.invalid"), Map.of()));
    }
    LOG.error("{} failed, trace {}", Trace.current().orElse(null), traceId(), fault);
    return new Answer(500, body("hub.internal", Map.of()));
  }

  private static boolean browserGone(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof GuardedResponse.BrowserGone) {
        return true;
      }
    }
    return false;
  }

  /** What a library may have wrapped. */
  private static Throwable known(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof HubException) {
        return cause;
      }
    }
    return fault;
  }

  private static ErrorBody body(String code, Map<String, Object> arguments) {
    return new ErrorBody(code, arguments, traceId());
  }

  private static String traceId() {
    return Trace.current().map(Trace::id).orElse("");
  }

  private static Optional<String> retryAfter(Answer answer) {
    Object seconds = answer.body().args().get("retryAfterSeconds");
    return Optional.ofNullable(seconds).map(Object::toString);
  }
}
