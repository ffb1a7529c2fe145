// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Session;

/**
 * How one kind of link carries mapped requests to its foreign system. Safe for use by many threads.
 *
 * @param <P> what a mapping says of an operation for this kind: path, method, action
 */
public interface Carrier<P> {
  /** In what the mappings of a kind are written. */
  enum Language {
    JSONATA,
    XSLT
  }

  /** In what its mappings are written. */
  Language language();

  /** Reads the field {@code send} of an operation. Fails with a {@link MappingError}. */
  P part(Section section);

  /**
   * Makes what is sent, without sending it.
   *
   * @param mapped what the request's expression gave
   * @throws org.shuniu.api.base.HubException {@code business.content.invalid}
   */
  Outgoing outgoing(P part, BusinessRequest request, Object mapped);

  /**
   * Sends it on a thread of the session and reads the answer as text. Fails with a {@code
   * HubException}; cancelling the future ends the exchange.
   */
  CompletableFuture<Incoming> exchange(Session session, Outgoing outgoing);

  /** An answer as of an example: a text, or a value as of JSON. */
  Incoming example(int status, Object raw);

  /** What the expressions get of an answer; empty where it cannot be read. */
  Optional<Object> readable(Incoming incoming);

  /**
   * Says what an answer means of which the mapping says nothing.
   *
   * @param value as of {@link #readable}
   * @throws org.shuniu.api.base.HubException where it is no success
   */
  void verdict(Incoming incoming, Optional<Object> value);

  /**
   * What is sent.
   *
   * @param method of HTTP
   * @param path below the address of the link, with its query
   * @param type of the content; empty without a body
   * @param body in the foreign system's charset
   * @param text the body for people
   * @param id of the request
   * @param action of SOAP; empty without one
   */
  record Outgoing(
      String method, String path, String type, byte[] body, String text, String id, String action) {
    /** For the test bench and the log of exchanges. */
    String shown() {
      return "%s %s%n%s".formatted(method, path, text);
    }
  }

  /** What came back. */
  record Incoming(int status, String text) {
    /** For the test bench and the log of exchanges. */
    String shown() {
      return status + "\n" + text;
    }
  }
}
