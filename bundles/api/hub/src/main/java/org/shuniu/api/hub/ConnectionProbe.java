// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/**
 * Tries a configuration of a connector, saved or just typed, against its other side (P8). A
 * connector may offer one: a component factory with the name {@link #FACTORY} whose component takes
 * the same typed configuration as the connector itself. One is made for each try and thrown away
 * afterwards; what runs already is not touched.
 *
 * <pre>{@code
 * @Component(service = {}, factory = ConnectionProbe.FACTORY, configurationPolicy = IGNORE)
 * public final class MyProbe implements ConnectionProbe {
 *   @Activate public MyProbe(MyConfig config, @Reference Secrets secrets) { … }
 * }
 * }</pre>
 *
 * <p>The constructor keeps what it is given and does nothing else: what it throws would be logged
 * as a bug of the component.
 */
public interface ConnectionProbe {
  /** Name of the component factory. */
  String FACTORY = "org.shuniu.api.hub.ConnectionProbe";

  /**
   * Connects, logs in as far as that is possible without any effect, and leaves. Changes nothing
   * over there and nothing here, takes no work away from the connection that may exist already.
   *
   * <p>Called on a thread of its own, which is interrupted when the time is over. What is wrong is
   * told by a {@code HubException}: its code has a sentence for administrators, its arguments hold
   * no secret.
   *
   * @param limit it shall end within this time
   */
  Answer probe(Duration limit);

  /**
   * It works.
   *
   * @param peer how the other side calls itself, with its version if it tells one; may be empty
   * @param untried code of what could not be tried without an effect: {@code probe.login-untried}
   */
  record Answer(String peer, Optional<String> untried) {
    /** All was tried. */
    public static Answer of(String peer) {
      return new Answer(peer, Optional.empty());
    }
  }

  /**
   * A connection to somebody who listens there; the caller closes it. Throws {@code
   * probe.host-unknown}, {@code probe.refused}, {@code probe.silent} or {@code probe.unreachable},
   * with the arguments {@code host} and {@code port}.
   */
  static Socket connect(String host, int port, Duration limit) {
    Map<String, Object> where = Map.of("host", host, "port", port);
    Socket socket = new Socket();
    String code;
    try {
      InetAddress address = InetAddress.getByName(host);
      int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
      socket.connect(new InetSocketAddress(address, port), millis);
      socket.setSoTimeout(millis);
      return socket;
    } catch (UnknownHostException e) {
      code = "probe.host-unknown";
    } catch (SocketTimeoutException e) {
      code = "probe.silent";
    } catch (ConnectException e) {
      code = "probe.refused";
    } catch (IOException e) {
      code = "probe.unreachable";
    }
    try {
      socket.close();
    } catch (IOException e) {
      // It was never open.
    }
    throw HubException.external(code, where);
  }
}
