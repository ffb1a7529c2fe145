// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.core.plugins.Schemas.Side;

/**
 * Tries mappings for people who write them. What is asked of a foreign system for real is shown
 * masked, as it is in the log of exchanges; examples are shown as they stand in the mapping.
 *
 * <p>Safe for use by many threads; few may try at a time, each waits for the end.
 */
final class Trials {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String MATTER = "trial";

  private final Semaphore room = new Semaphore(4);

  /**
   * What shall be tried.
   *
   * @param content opened; not looked at with an example
   * @param confirmed the user knows that an order is carried out for real
   */
  record Wish(
      String text,
      String operation,
      Optional<String> example,
      Map<String, Object> content,
      boolean live,
      boolean confirmed) {}

  /**
   * How it came out.
   *
   * @param problem why the mapped reply, or the content, is not as the operation's schema says
   */
  record Came(MappingTrial trial, Optional<HubException> problem) {}

  /** Refuses an order that nobody has confirmed: {@code business.trial.unconfirmed}. */
  static void requireConfirmed(BusinessInstance link, Wish wish) {
    Kind kind = link.operations().get(wish.operation());
    if (wish.live() && kind != Kind.QUERY && !wish.confirmed()) {
      throw HubException.conflict(
          "business.trial.unconfirmed", Map.of("operation", wish.operation()));
    }
  }

  Came run(BusinessInstance link, Wish wish) {
    if (!room.tryAcquire()) {
      throw HubException.capacity("business.busy", Map.of("retryAfterSeconds", 1));
    }
    try {
      return tried(link, wish);
    } finally {
      room.release();
    }
  }

  private Came tried(BusinessInstance link, Wish wish) {
    Schemas schemas = Schemas.SHIPPED;
    Set<String> personal = new HashSet<>();
    schemas.seal(
        wish.operation(),
        Side.IN,
        wish.content(),
        value -> {
          personal.add(value);
          return value;
        });
    Optional<HubException> wrong =
        wish.example().isPresent()
            ? Optional.empty()
            : problem(() -> schemas.check(wish.operation(), Side.IN, wish.content()));
    if (wrong.isPresent() && wish.live()) {
      throw wrong.get();
    }
    MappingTry what =
        new MappingTry(
            wish.text(),
            new BusinessRequest(Ids.next(), MATTER, wish.operation(), wish.content(), PATIENCE),
            wish.example(),
            wish.live());
    MappingTrial trial = await(link, what);
    Optional<HubException> problem =
        wrong.or(
            () ->
                trial
                    .reply()
                    .filter(reply -> trial.outcome().equals("answered"))
                    .flatMap(
                        reply -> problem(() -> schemas.check(wish.operation(), Side.OUT, reply))));
    if (!wish.live()) {
      return new Came(trial, problem);
    }
    link.tried(what, personal, trial);
    return new Came(masked(trial, personal), problem);
  }

  private static MappingTrial await(BusinessInstance link, MappingTry what) {
    try {
      return link.tryOut(what, MATTER).join();
    } catch (CompletionException e) {
      throw Outcome.failure(e, "business.timeout", "business.link.failed");
    }
  }

  private static Optional<HubException> problem(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (HubException e) {
      return Optional.of(e);
    }
  }

  private static MappingTrial masked(MappingTrial trial, Set<String> personal) {
    return new MappingTrial(
        maskedMap(trial.content(), personal),
        trial.sent().map(text -> Masks.mask(text, personal)),
        trial.received().map(text -> Masks.mask(text, personal)),
        trial.reply().map(reply -> maskedMap(reply, personal)),
        trial.outcome(),
        trial.differences(),
        trial.faults(),
        trial.took());
  }

  private static Map<String, Object> maskedMap(Map<?, ?> content, Set<String> personal) {
    Map<String, Object> masked = new LinkedHashMap<>();
    content.forEach((name, value) -> masked.put(String.valueOf(name), masked(value, personal)));
    return masked;
  }

  private static @Nullable Object masked(@Nullable Object value, Set<String> personal) {
    if (value instanceof String text) {
      return Masks.mask(text, personal);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> masked(item, personal)).toList();
    }
    return value instanceof Map<?, ?> map ? maskedMap(map, personal) : value;
  }
}
