// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/**
 * A response that tells a browser that went away apart from every other failure: a page that is
 * left in the middle of an answer, or of a recording, is no bug.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
  /** Nobody is there any more to take the answer. */
  static final class BrowserGone extends IOException {
    private static final long serialVersionUID = 1L;

    BrowserGone(IOException cause) {
      super(cause);
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  GuardedResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Guarded(super.getOutputStream());
  }

  @Override
  public void flushBuffer() throws IOException {
    guard(super::flushBuffer);
  }

  private static void guard(Write write) throws BrowserGone {
    try {
      write.run();
    } catch (IOException e) {
      throw new BrowserGone(e);
    }
  }

  private static final class Guarded extends ServletOutputStream {
    private final ServletOutputStream out;

    Guarded(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      guard(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      guard(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
      guard(out::flush);
    }

    @Override
    public void close() throws IOException {
      guard(out::close);
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
