// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser's end of a live stream, down to the socket, so that it can also stop to read. */
final class Console implements AutoCloseable {
  final List<String> lines = new CopyOnWriteArrayList<>();
  volatile boolean ended;
  private final Socket socket = new Socket();

  Console(int port, String user, String lastEventId) throws IOException {
    socket.setReceiveBufferSize(8_192);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/live HTTP/1.1\r\nHost: x\r\nCookie: SHUNIU_SESSION="
                    + user
                    + "\r\n"
                    + resume
                    + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads until the end, on a thread of its own. */
  Console reading() {
    Thread thread = new Thread(this::read, "console");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void read() {
    StringBuilder text = new StringBuilder();
    byte[] bytes = new byte[4_096];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        text.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
        for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
          lines.add(text.substring(0, end).strip());
          text.delete(0, end + 1);
        }
        if (lines.contains("0")) {
          // The last chunk.
          break;
        }
      }
    } catch (IOException e) {
      // As good as an end.
    }
    ended = true;
  }

  List<String> data() {
    return lines.stream()
        .filter(line -> line.startsWith("data: "))
        .map(l -> l.substring(6))
        .toList();
  }

  String lastId() {
    return lines.stream()
        .filter(line -> line.startsWith("id: "))
        .reduce((a, b) -> b)
        .map(line -> line.substring(4))
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
