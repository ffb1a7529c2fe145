// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class ConsoleServletTest {
  private final ConsoleServlet servlet =
      new ConsoleServlet(
          Assets.of(
              Map.of(
                  "index.html", "<html>".getBytes(UTF_8),
                  "assets/a-1.js", "plain".getBytes(UTF_8),
                  "assets/a-1.js.gz", "packed".getBytes(UTF_8))));

  @Test
  void theStartPageIsRevalidatedAndGuarded() throws Exception {
    Answer answer = get("/desktop", Map.of());
    assertThat(answer.body()).isEqualTo("<html>");
    assertThat(answer.headers)
        .containsEntry("Cache-Control", "no-cache")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(answer.headers.get("Content-Security-Policy"))
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void anUnchangedFileCostsNoBody() throws Exception {
    String etag = get("/", Map.of()).headers.get("ETag");
    Answer again = get("/", Map.of("If-None-Match", "\"other\", W/" + etag));
    assertThat(again.status).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void hashedFilesComeCompressedAndAreKept() throws Exception {
    Answer answer = get("/assets/a-1.js", Map.of("Accept-Encoding", "br, gzip"));
    assertThat(answer.body()).isEqualTo("packed");
    assertThat(answer.headers)
        .containsEntry("Content-Encoding", "gzip")
        .containsEntry("Vary", "Accept-Encoding")
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
  }

  @Test
  void gzipIsNotForcedOnAnybody() throws Exception {
    assertThat(get("/assets/a-1.js", Map.of("Accept-Encoding", "gzip;q=0, br")).body())
        .isEqualTo("plain");
    assertThat(get("/assets/a-1.js", Map.of()).body()).isEqualTo("plain");
  }

  @Test
  void aMissingFileIsNeverTheStartPage() throws Exception {
    Answer answer = get("/assets/gone.js", Map.of());
    assertThat(answer.status).isEqualTo(404);
    assertThat(answer.headers).containsEntry("Cache-Control", "no-store");
  }

  private Answer get(String path, Map<String, String> headers) throws IOException {
    Answer answer = new Answer();
    servlet.doGet(request(path, headers), answer.response());
    return answer;
  }

  private static HttpServletRequest request(String path, Map<String, String> headers) {
    return proxy(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getServletPath" -> "";
              case "getPathInfo" -> path;
              case "getHeader" -> headers.get((String) arguments[0]);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  /** What the servlet wrote. */
  private static final class Answer {
    final Map<String, String> headers = new HashMap<>();
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    int status = 200;

    String body() {
      return written.toString(UTF_8);
    }

    HttpServletResponse response() {
      return proxy(
          HttpServletResponse.class,
          (name, arguments) -> {
            switch (name) {
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
              case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
              case "setStatus", "sendError" -> status = (Integer) arguments[0];
              case "getOutputStream" -> {
                return stream();
              }
              default -> throw new UnsupportedOperationException(name);
            }
            return null;
          });
    }

    private ServletOutputStream stream() {
      return new ServletOutputStream() {
        @Override
        public void write(int value) {
          written.write(value);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  private interface Handler {
    Object call(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.call(method.getName(), arguments)));
  }
}
