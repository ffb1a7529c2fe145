// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.business.spi.Mapping;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.business.spi.MappingReading;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.api.hub.LinkState;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.mapping.Workshop.Product;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link that works by a mapping file (L6). A kind extends it with what it carries requests by.
 * Safe for use by many threads; neither what is asked nor what is answered reaches a log.
 *
 * <p>A text with a fault never gets in force: the one before stays, and a link that has had none is
 * OFFLINE as {@code business.mapping.invalid} until the file is right.
 */
public abstract class MappingLink<P> implements MappedLink {
  private static final Logger LOG = LoggerFactory.getLogger(MappingLink.class);
  private static final Duration LOOK_AT_FILE = Duration.ofSeconds(2);

  /**
   * What a link needs.
   *
   * @param base looked at to see whether anybody is there
   * @param ratePerSecond requests per second, at most; 0 for as many as come
   */
  public record Settings(URI base, MappingFile file, Line.Settings line, int ratePerSecond) {}

  private final Settings settings;
  private final Carrier<P> carrier;
  private final Workshop<P> workshop;
  private volatile Optional<Plan<P>> plan = Optional.empty();
  private volatile Optional<Desk<P>> desk = Optional.empty();
  private Optional<BusinessContext> running = Optional.empty();
  private Optional<ScheduledFuture<?>> watch = Optional.empty();
  private volatile String stamp = "";

  /** Reads the file; a fault in it shows when the link is started. */
  protected MappingLink(Settings settings, Carrier<P> carrier) {
    this.settings = settings;
    this.carrier = carrier;
    this.workshop =
        new Workshop<>("shuniu-link-" + settings.file().name(), carrier, Clock.systemUTC());
    load();
  }

  /** Holds no lock while it reads and compiles: a stop does not wait for that. */
  private void load() {
    stamp = settings.file().stamp();
    try {
      String text = settings.file().read();
      if (plan.filter(now -> now.mapping().text().equals(text)).isPresent()) {
        return;
      }
      Product<P> product = workshop.read(text, Workshop.PATIENT);
      if (product.plan().isPresent()) {
        put(product.plan().get());
      } else {
        product.reading().faults().forEach(fault -> LOG.warn("{}: {}", this, fault));
      }
    } catch (MappingError e) {
      LOG.warn("{}: {}", this, e.fault());
    }
  }

  private synchronized void put(Plan<P> next) {
    plan = Optional.of(next);
    LOG.info("{}: {} is in force", this, next.mapping());
    desk.ifPresentOrElse(open -> open.changed(), this::openDesk);
  }

  @Override
  public synchronized void start(BusinessContext context) {
    running = Optional.of(context);
    if (plan.isEmpty()) {
      context.link(LinkState.offline("business.mapping.invalid"));
    }
    openDesk();
    watch =
        Optional.of(
            context
                .scheduler()
                .scheduleWithFixedDelay(
                    this::lookAtFile,
                    LOOK_AT_FILE.toMillis(),
                    LOOK_AT_FILE.toMillis(),
                    TimeUnit.MILLISECONDS));
  }

  private void openDesk() {
    if (plan.isPresent() && desk.isEmpty()) {
      running.ifPresent(
          context -> {
            Line line = new Line(context, settings.line(), this::look);
            desk = Optional.of(new Desk<>(context, line, carrier, settings.ratePerSecond()));
            opened(context);
          });
    }
  }

  /** For what a kind opens besides. */
  protected void opened(BusinessContext context) {}

  /** For what a kind has opened besides. */
  protected void closed() {}

  private CompletableFuture<?> look(Session session) {
    return session.exchange(
        () ->
            HttpRequest.newBuilder(settings.base())
                .timeout(settings.line().limits().longest())
                .build(),
        HttpResponse::statusCode);
  }

  private void lookAtFile() {
    if (!settings.file().stamp().equals(stamp)) {
      // Compiling takes longer than the host's timers have.
      Thread reader = new Thread(this::load, "shuniu-link-" + settings.file().name() + "-file");
      reader.setDaemon(true);
      reader.start();
    }
  }

  @Override
  public synchronized void stop() {
    watch.ifPresent(look -> look.cancel(false));
    closed();
    desk.ifPresent(Desk::close);
    desk = Optional.empty();
    running = Optional.empty();
  }

  /** What the foreign system tells by itself, as values; for a kind that hears it. */
  protected final Optional<Map<String, Object>> told(Object value) {
    return plan.flatMap(Plan::notice)
        .map(expression -> open().apart(() -> expression.apply(value, Map.of())))
        .flatMap(Values::object);
  }

  @Override
  public Set<BusinessOperation> operations() {
    return plan.map(Plan::offered).orElse(Set.of());
  }

  @Override
  public CompletionStage<BusinessReply> execute(BusinessRequest request) {
    try {
      Desk<P> open = open();
      return open.execute(operation(plan.orElseThrow(), request.operation()), request);
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Desk<P> open() {
    return desk.orElseThrow(() -> Faults.offline(plan.isEmpty() ? "mapping-invalid" : "stopped"));
  }

  private static <P> OperationPlan<P> operation(Plan<P> plan, String name) {
    return Optional.ofNullable(plan.operations().get(name))
        .orElseThrow(
            () -> HubException.invalid("business.operation.unknown", Map.of("operation", name)));
  }

  @Override
  public String mappingName() {
    return settings.file().name();
  }

  @Override
  public Optional<Mapping> mapping() {
    return plan.map(Plan::mapping);
  }

  @Override
  public MappingReading read(String mappingText) {
    return workshop.read(mappingText, Workshop.SOON).reading();
  }

  @Override
  public Mapping use(String mappingText) {
    Product<P> product = workshop.read(mappingText, Workshop.SOON);
    List<MappingFault> faults = product.reading().faults();
    if (!faults.isEmpty()) {
      throw MappingError.invalid(faults.get(0));
    }
    put(product.plan().orElseThrow());
    return product.reading().mapping().orElseThrow();
  }

  @Override
  public CompletionStage<MappingTrial> tryOut(MappingTry what) {
    try {
      return open().tryOut(workshop, what);
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String toString() {
    return "links/" + settings.file().name();
  }
}
