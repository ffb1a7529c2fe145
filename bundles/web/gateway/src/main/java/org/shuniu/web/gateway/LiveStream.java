// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.shuniu.api.hub.Sessions;

/**
 * The stream to one console. Nobody ever waits for it: frames go into a bounded queue, and whoever
 * has put one there, or the container when the browser can take more, writes what fits. A console
 * whose queue is full is cut off; it comes back and resumes.
 */
final class LiveStream implements WriteListener {
  private final AsyncContext async;
  private final ServletOutputStream out;
  private final int maxBytes;
  private final Consumer<LiveStream> ended;
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private volatile Sessions.Session session;
  private int bytes;
  private boolean writable;
  private boolean unflushed;
  private boolean closed;

  /**
   * @param ended called once, without any lock held
   */
  LiveStream(AsyncContext async, Sessions.Session session, int maxBytes, Consumer<LiveStream> ended)
      throws IOException {
    this.async = async;
    this.out = async.getResponse().getOutputStream();
    this.session = session;
    this.maxBytes = maxBytes;
    this.ended = ended;
  }

  /** Lets the container begin; from here on frames flow. */
  void start() {
    out.setWriteListener(this);
  }

  Sessions.Session session() {
    return session;
  }

  void session(Sessions.Session current) {
    session = current;
  }

  /** Whether this console is meant. */
  boolean hears(String audience) {
    Sessions.Session now = session;
    if (audience.startsWith("user:")) {
      return audience.startsWith(now.identity().userId(), 5)
          && audience.length() == 5 + now.identity().userId().length();
    }
    if (audience.startsWith("permission:")) {
      return now.identity().permissions().contains(audience.substring(11))
          || now.identity().permissions().contains("*");
    }
    return audience.equals("all");
  }

  /** Puts a frame into the queue; false when there is no room and the stream has to end. */
  synchronized boolean offer(byte[] frame) {
    if (closed) {
      return true;
    }
    if (bytes + frame.length > maxBytes && !queue.isEmpty()) {
      return false;
    }
    queue.add(frame);
    bytes += frame.length;
    return true;
  }

  /** Writes what the browser takes now; never waits. */
  void pump() {
    if (!write()) {
      close();
    }
  }

  private synchronized boolean write() {
    if (closed || !writable) {
      return true;
    }
    try {
      while (true) {
        if (!out.isReady()) {
          writable = false;
          return true;
        }
        byte[] frame = queue.poll();
        if (frame != null) {
          bytes -= frame.length;
          unflushed = true;
          out.write(frame);
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          return true;
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The browser is gone.
      return false;
    }
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      writable = true;
    }
    pump();
  }

  @Override
  public void onError(Throwable fault) {
    close();
  }

  /** Ends the stream; again does nothing. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
    }
    try {
      async.complete();
    } catch (IllegalStateException e) {
      // The container was faster.
    }
    ended.accept(this);
  }
}
