// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.services.contact.ContactLinked;
import org.shuniu.api.services.contact.ContactState;

/** What agents note about their contacts; it is stored when a method returns. */
final class WrapUps {
  private static final int LONGEST_SUMMARY = 1_000;
  private static final int LONGEST_ID = 64;

  private final Conductor conductor;
  private final Categories categories;

  WrapUps(Conductor conductor, Categories categories) {
    this.conductor = conductor;
    this.categories = categories;
  }

  void note(String id, Identity user, WrapUpRequest body) {
    if (!categories.leaf(body.category())) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE,
          "contact.category.unknown",
          Map.of("category", body.category().substring(0, Math.min(64, body.category().length()))));
    }
    if (body.summary().length() > LONGEST_SUMMARY) {
      throw HubException.invalid("contact.summary.too-long", Map.of("most", LONGEST_SUMMARY));
    }
    WrapUp wrapUp =
        new WrapUp(
            body.category(),
            body.summary().strip(),
            body.resolved(),
            user.userId(),
            user.name(),
            conductor.clock.instant());
    change(
        id,
        user,
        (call, out) -> {
          if (!call.served()) {
            throw HubException.conflict(
                "contact.wrap-up.not-allowed", Map.of("state", call.state.name()));
          }
          conductor.machine.wrappedUp(call, wrapUp, out);
        });
  }

  void link(String id, Identity user, CitizenLink body) {
    if (body.citizenId().isBlank() || body.citizenId().length() > LONGEST_ID) {
      throw HubException.invalid("contact.citizen.invalid", Map.of());
    }
    change(
        id,
        user,
        (call, out) -> {
          if (call.is(ContactState.OFFERED)) {
            throw HubException.conflict(
                "contact.citizen.not-allowed", Map.of("state", call.state.name()));
          }
          call.citizenId = body.citizenId();
          call.dirty = true;
          out.fact(call, new ContactLinked(id, body.citizenId(), user.userId(), out.now));
        });
  }

  private void change(String id, Identity user, Conductor.Decision decision) {
    boolean known =
        conductor.apply(
            id,
            (call, out) -> {
              if (call.agent == null || !call.agent.userId.equals(user.userId())) {
                throw HubException.caller(
                    HubException.Reason.FORBIDDEN, "contact.not-own", Map.of("id", id));
              }
              decision.on(call, out);
            });
    if (!known) {
      throw HubException.notFound("contact.unknown", id);
    }
    // While the database is away the change waits in memory; the agent is told so.
    if (conductor.look(id, Call::unsaved).orElse(false)) {
      throw HubException.capacity("store.unavailable", Map.of());
    }
  }
}
