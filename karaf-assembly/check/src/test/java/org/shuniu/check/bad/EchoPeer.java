// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.bad;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A system that says back what it hears: {@code EchoPeer PORT CONTROL-PORT}. */
public final class EchoPeer {
  private static volatile long delayMs;

  private EchoPeer() {}

  public static void main(String[] ports) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer control =
        HttpServer.create(new InetSocketAddress(here, Integer.parseInt(ports[1])), 0);
    control.createContext(
        "/",
        exchange -> {
          delayMs = exchange.getRequestURI().getPath().equals("/slow") ? 2_500 : 0;
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    control.start();
    Thread parent = new Thread(EchoPeer::endWithParent);
    parent.setDaemon(true);
    parent.start();
    try (ServerSocket server = new ServerSocket(Integer.parseInt(ports[0]), 200, here)) {
      System.out.println("ready");
      while (true) {
        Socket caller = server.accept();
        new Thread(() -> serve(caller)).start();
      }
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said
      }
    } catch (IOException e) {
      // the parent is gone
    }
    System.exit(0);
  }

  private static void serve(Socket caller) {
    try (caller) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
      String text = in.readLine();
      Thread.sleep(delayMs);
      new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8).println(text);
    } catch (IOException e) {
      // the caller is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
