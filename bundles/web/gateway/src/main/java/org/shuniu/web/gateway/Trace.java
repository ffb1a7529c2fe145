// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuniu.api.base.Ids;
import org.slf4j.MDC;

/**
 * The id of a request, in the log's context and in the answer, so that both can be matched. A
 * request about one contact or ticket has that id in the context as well.
 */
final class Trace implements AutoCloseable {
  static final String HEADER = "X-Trace-Id";
  private static final String CONTEXT = "trace";
  private static final Map<String, String> SUBJECTS =
      Map.of("contacts", "contact", "tickets", "ticket");
  private static final Pattern SUBJECT =
      Pattern.compile("/(contacts|tickets)/([0-9a-f-]{36})(?:/.*)?");
  private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

  private final String id = Ids.next();
  private final String request;

  Trace(String method, String path) {
    request = printable(method) + " " + printable(path);
    MDC.put(CONTEXT, id);
    Matcher subject = SUBJECT.matcher(path);
    if (subject.matches()) {
      MDC.put(SUBJECTS.get(subject.group(1)), subject.group(2));
    }
    CURRENT.set(this);
  }

  /** That of the request on this thread. */
  static Optional<Trace> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  String id() {
    return id;
  }

  /** Method and path. */
  @Override
  public String toString() {
    return request;
  }

  @Override
  public void close() {
    MDC.remove(CONTEXT);
    SUBJECTS.values().forEach(MDC::remove);
    CURRENT.remove();
  }

  private static String printable(String path) {
    String part = path.length() <= 200 ? path : path.substring(0, 200);
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
