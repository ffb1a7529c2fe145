// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the hub. It carries a code, which screens translate, and arguments, which
 * are shown; it carries no sentence. Its kind decides HTTP status, retry and log level, in one
 * place each.
 */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who has to do something about it. */
  public enum Kind {
    /** The caller asked for something impossible or forbidden; the same again fails again. */
    CALLER,
    /** A foreign system failed; later it may work. */
    EXTERNAL,
    /** The hub has no room or no time now; later it may work. */
    CAPACITY,
    /** A bug of ours. */
    INTERNAL
  }

  /** What a caller did wrong, as finely as HTTP tells it. */
  public enum Reason {
    INVALID(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    UNPROCESSABLE(422),
    THROTTLED(429),
    UNAVAILABLE(503),
    BAD_GATEWAY(502),
    INTERNAL(500);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status that tells this reason. */
    public int status() {
      return status;
    }
  }

  private final String code;
  private final Kind kind;
  private final Reason reason;
  private final transient Map<String, Object> arguments;

  private HubException(
      String code, Kind kind, Reason reason, Map<String, ?> arguments, @Nullable Throwable cause) {
    // A fault that somebody else has to mend needs no stack trace of ours; a bug does.
    super(code + arguments, cause, false, kind == Kind.INTERNAL);
    this.code = code;
    this.kind = kind;
    this.reason = reason;
    this.arguments = Map.copyOf(new TreeMap<>(arguments));
  }

  /** The caller's fault. {@code code} is dotted and lower-case: {@code acd.state.not-allowed}. */
  public static HubException caller(Reason reason, String code, Map<String, ?> arguments) {
    return new HubException(code, Kind.CALLER, reason, arguments, null);
  }

  /** The caller gave something that has not the right form. */
  public static HubException invalid(String code, Map<String, ?> arguments) {
    return caller(Reason.INVALID, code, arguments);
  }

  /** There is no such thing, or the caller may not know of it. */
  public static HubException notFound(String code, String id) {
    return caller(Reason.NOT_FOUND, code, Map.of("id", id));
  }

  /** The thing is in a state that does not allow this now. */
  public static HubException conflict(String code, Map<String, ?> arguments) {
    return caller(Reason.CONFLICT, code, arguments);
  }

  /** A foreign system failed. */
  public static HubException external(String code, Map<String, ?> arguments) {
    return new HubException(code, Kind.EXTERNAL, Reason.BAD_GATEWAY, arguments, null);
  }

  /** A foreign system failed, and this is what the library said. */
  public static HubException external(String code, Map<String, ?> arguments, Throwable cause) {
    return new HubException(code, Kind.EXTERNAL, Reason.BAD_GATEWAY, arguments, cause);
  }

  /** No room or no time now. */
  public static HubException capacity(String code, Map<String, ?> arguments) {
    return new HubException(code, Kind.CAPACITY, Reason.UNAVAILABLE, arguments, null);
  }

  /** A bug. */
  public static HubException internal(String code, Throwable cause) {
    return new HubException(code, Kind.INTERNAL, Reason.INTERNAL, Map.of(), cause);
  }

  /** Dotted, lower-case, stable: screens translate it. */
  public String code() {
    return code;
  }

  /** Who has to act. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP view of it. */
  public Reason reason() {
    return reason;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return kind == Kind.EXTERNAL || kind == Kind.CAPACITY;
  }

  /** Values for the translated sentence; no personal data. */
  public Map<String, Object> arguments() {
    return arguments;
  }
}
