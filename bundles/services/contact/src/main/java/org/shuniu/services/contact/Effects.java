// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.shuniu.api.base.Message;

/** What a decision of the {@link Machine} brings about, besides the change of the {@link Call}. */
final class Effects {
  /** Text to be spoken; the answer comes back with the request. */
  record Say(String request, String text) {}

  /** The call is shown to a user. */
  record Push(String userId, String event) {}

  /** Something is counted. */
  record Count(String name, List<String> tags) {}

  final Instant now;
  final List<Message> orders = new ArrayList<>();
  final List<Say> says = new ArrayList<>();
  final List<Push> pushes = new ArrayList<>();
  final List<Count> counts = new ArrayList<>();
  boolean save;

  Effects(Instant now) {
    this.now = now;
  }

  /** Told when, and only if, the row is written. */
  void fact(Call call, Message message) {
    call.facts.add(message);
    save = true;
  }

  /** Sent at once, after the facts. */
  void order(Message message) {
    orders.add(message);
  }

  void say(String request, String text) {
    says.add(new Say(request, text));
  }

  void push(String userId, String event) {
    pushes.add(new Push(userId, event));
  }

  void count(String name, String... tags) {
    counts.add(new Count(name, List.of(tags)));
  }
}
