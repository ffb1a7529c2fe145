// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.time.Instant;
import java.util.Optional;

/**
 * The sessions of console users, for whoever takes requests from the network (P6). Sessions live in
 * the database: they outlive an update of any bundle and a restart. Safe for use by many threads.
 */
public interface Sessions {
  /** Name of the cookie that carries the token. */
  String COOKIE = "SHUNIU_SESSION";

  /** Name of the header that carries the anti-forgery token of a session. */
  String CSRF_HEADER = "X-CSRF-Token";

  /**
   * The session of a token; empty if there is none, or no more. Counts as a use, which puts off the
   * idle expiry. Answered from memory nearly always.
   */
  Optional<Session> find(String token);

  /**
   * Binds who asks, and from where, to the thread until the scope is closed. {@link Access} and
   * {@link Audit} answer from it.
   *
   * @param address of the browser, or of what stands for it
   */
  Scope enter(Optional<Session> session, String address);

  /**
   * A valid session.
   *
   * @param id tells sessions apart; worthless as a token
   * @param identity whose; without permissions while the user has to change the password first
   * @param csrfToken what {@link #CSRF_HEADER} has to carry
   * @param expiresAt ends at the latest then
   */
  record Session(String id, Identity identity, String csrfToken, Instant expiresAt) {}

  /** Unbinds when closed, on the same thread. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
