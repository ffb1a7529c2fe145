// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.hub.Access;

/**
 * Who changes a plugin.
 *
 * @param actor {@code KIND:id}
 * @param login what the user types, if it is a user
 * @param way {@code console}, {@code shell} or {@code deploy}
 */
record Doer(String actor, Optional<String> login, String way) {
  static final Doer SHELL = new Doer(Actor.HUB.toString(), Optional.empty(), "shell");
  static final Doer DEPLOY = new Doer(Actor.HUB.toString(), Optional.empty(), "deploy");

  /** The user on whose behalf this thread works. */
  static Doer of(Access access) {
    var user = access.current();
    return new Doer(Actor.user(user.userId()).toString(), Optional.of(user.login()), "console");
  }

  /** For people. */
  String shown() {
    return login.orElse(way);
  }
}
