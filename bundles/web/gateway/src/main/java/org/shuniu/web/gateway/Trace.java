// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import org.shuniu.api.base.Ids;
import org.slf4j.MDC;

/** The id of a request, in the log's context and in the answer, so that both can be matched. */
final class Trace implements AutoCloseable {
  static final String ID = "trace";
  static final String METHOD = "method";
  static final String PATH = "path";
  static final String HEADER = "X-Trace-Id";

  private final String id = Ids.next();

  Trace(String method, String path) {
    MDC.put(ID, id);
    MDC.put(METHOD, method);
    MDC.put(PATH, printable(path));
  }

  String id() {
    return id;
  }

  @Override
  public void close() {
    MDC.remove(ID);
    MDC.remove(METHOD);
    MDC.remove(PATH);
  }

  private static String printable(String path) {
    String part = path.length() <= 200 ? path : path.substring(0, 200);
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
