// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which entries of the audit to look for; empty means any.
 *
 * @param from this moment or later
 * @param to before this moment
 * @param actor {@code KIND:id}
 * @param operation {@code domain:action}, or the domain alone
 * @param object {@code kind:id}, or the kind alone
 */
record AuditFilter(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> actor,
    Optional<String> operation,
    Optional<String> object) {
  static final AuditFilter ANY =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A condition on {@code a} with the values of its parameters. */
  record Condition(String text, Map<String, Object> values) {}

  Condition condition() {
    StringBuilder text = new StringBuilder("1 = 1");
    Map<String, Object> values = new TreeMap<>();
    from.ifPresent(moment -> add(text, values, "a.act.at >= :from", "from", moment));
    to.ifPresent(moment -> add(text, values, "a.act.at < :to", "to", moment));
    actor.ifPresent(who -> add(text, values, "a.act.actor = :actor", "actor", who));
    operation.ifPresent(what -> addNamed(text, values, "operation", what));
    object.ifPresent(what -> addNamed(text, values, "subject", what));
    return new Condition(text.toString(), values);
  }

  /** For the audit of who looked through the audit. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    from.ifPresent(moment -> facts.put("from", moment.toString()));
    to.ifPresent(moment -> facts.put("to", moment.toString()));
    actor.ifPresent(who -> facts.put("actor", who));
    operation.ifPresent(what -> facts.put("operation", what));
    object.ifPresent(what -> facts.put("object", what));
    return facts;
  }

  private static void addNamed(
      StringBuilder text, Map<String, Object> values, String name, String wanted) {
    if (wanted.indexOf(':') >= 0) {
      add(text, values, "a.act." + name + " = :" + name, name, wanted);
      return;
    }
    String escaped = wanted.replaceAll("([!%_])", "!$1");
    String where = "(a.act.%1$s = :%1$sWhole or a.act.%1$s like :%1$s escape '!')";
    add(text, values, where.formatted(name), name, escaped + ":%");
    values.put(name + "Whole", wanted);
  }

  private static void add(
      StringBuilder text, Map<String, Object> values, String where, String name, Object value) {
    text.append(" and ").append(where);
    values.put(name, value);
  }
}
