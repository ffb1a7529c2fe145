// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.hub.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What exists of a link between start and stop: the guard, the session behind it, and a look from
 * time to time whether a system that was away is there again. How the link stands is told to the
 * context.
 *
 * <p>Safe for use by many threads.
 */
public final class Line implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** How often a system that is away is looked for when nobody asks it. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /**
   * How a line behaves.
   *
   * @param replyMaxBytes a longer answer is given up
   * @param limits what the guard lets through
   */
  public record Settings(
      Duration connectTimeout, int replyMaxBytes, Guard.Limits limits, Tls tls) {}

  private final Guard guard;
  private final Session session;
  private final Function<Session, CompletableFuture<?>> look;
  private final ScheduledFuture<?> looking;

  /**
   * Opens the line; returns at once.
   *
   * @param look asks for anything that shows whether somebody is there; any answer does
   */
  public Line(
      BusinessContext context, Settings settings, Function<Session, CompletableFuture<?>> look) {
    String name = "shuniu-business-" + context.instance();
    this.look = look;
    this.guard =
        new Guard(name, settings.limits(), context.scheduler(), state -> told(context, state));
    this.session = new Session(name, settings);
    this.looking =
        context
            .scheduler()
            .scheduleWithFixedDelay(this::look, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void told(BusinessContext context, LinkState state) {
    LOG.info("{}: {} {}", context.instance(), state.status(), state.reason());
    context.link(state);
  }

  private void look() {
    if (!guard.wantsLook()) {
      return;
    }
    look.apply(session)
        .whenComplete(
            (answer, fault) -> {
              if (fault == null || Faults.answered(fault)) {
                guard.reachable();
              } else {
                guard.unreachable(Faults.of(fault));
              }
            });
  }

  /** As {@link Guard#pass}. */
  public <T> CompletableFuture<T> pass(Duration patience, Supplier<CompletableFuture<T>> work) {
    return guard.pass(patience, work);
  }

  /** For what is done when the guard has let it through. */
  public Session session() {
    return session;
  }

  /** Ends all requests and all threads within three seconds. */
  @Override
  public void close() {
    looking.cancel(false);
    guard.close();
    session.close();
  }
}
