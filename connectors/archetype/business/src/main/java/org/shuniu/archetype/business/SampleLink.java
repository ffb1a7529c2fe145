// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one business system by HTTP and JSON, as the README says. Safe for use by many threads;
 * neither what is asked nor what is answered reaches a log.
 */
@Component(
    service = BusinessLink.class,
    configurationPid = "org.shuniu.archetype.business",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SampleConfig.class, factory = true)
public final class SampleLink implements BusinessLink {
  private static final Logger LOG = LoggerFactory.getLogger(SampleLink.class);

  /** How often a system that is away is looked for when nobody asks. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private static final Set<BusinessOperation> OPERATIONS = Operation.all();

  private final Settings settings;
  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(Gate gate, Wire wire, ScheduledFuture<?> look, Clock clock) {}

  /** Made by the component runtime. */
  @Activate
  public SampleLink(SampleConfig config, @Reference Secrets secrets) {
    this(Settings.of(config, secrets));
  }

  SampleLink(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized void start(BusinessContext context) {
    Gate gate = new Gate(settings, context.scheduler(), state -> told(context, state));
    Wire wire = new Wire("shuniu-business-" + context.instance(), settings);
    ScheduledFuture<?> look =
        context
            .scheduler()
            .scheduleWithFixedDelay(
                () -> look(gate, wire), 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    running = Optional.of(new Running(gate, wire, look, context.clock()));
  }

  private static void told(BusinessContext context, LinkState state) {
    LOG.info("{}: {} {}", context.instance(), state.status(), state.reason());
    context.link(state);
  }

  /** Any answer shows that somebody is there. */
  private void look(Gate gate, Wire wire) {
    if (gate.wantsLook()) {
      HttpRequest anything =
          HttpRequest.newBuilder(settings.base()).timeout(settings.longest()).build();
      wire.send(anything, HttpResponse::statusCode)
          .whenComplete(
              (status, fault) -> {
                if (fault == null || Faults.answered(fault)) {
                  gate.reachable();
                } else {
                  gate.unreachable(Faults.of(fault));
                }
              });
    }
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.look().cancel(false);
          now.gate().close();
          now.wire().close();
        });
    running = Optional.empty();
  }

  @Override
  public Set<BusinessOperation> operations() {
    return OPERATIONS;
  }

  @Override
  public CompletionStage<BusinessReply> execute(BusinessRequest request) {
    try {
      Running now = running.orElseThrow(() -> Faults.offline("stopped"));
      Operation operation = Operation.of(request.operation());
      HttpRequest asked = asked(operation, request);
      return now.gate()
          .pass(
              request.patience(),
              () -> now.wire().send(asked, answer -> read(operation, answer, now.clock())));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpRequest asked(Operation operation, BusinessRequest request) {
    return HttpRequest.newBuilder(URI.create(settings.base() + operation.path()))
        .POST(HttpRequest.BodyPublishers.ofByteArray(operation.body(request)))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + settings.token().get())
        // The same through all tries: an order is carried out once.
        .header("Idempotency-Key", request.id())
        .build();
  }

  private static BusinessReply read(Operation operation, HttpResponse<byte[]> answer, Clock clock) {
    Optional<ObjectNode> body = Json.object(answer.body());
    int status = answer.statusCode();
    if (status / 100 == 2) {
      ObjectNode object = body.orElseThrow(() -> Faults.invalidReply("json"));
      return new BusinessReply(operation.content(object), clock.instant());
    }
    throw switch (status) {
      case 401, 403 -> Faults.offline("login-refused");
      case 408, 425, 429, 503 -> Faults.busy();
      case 400, 404, 409, 410, 413, 415, 422 -> Faults.refused(reason(body));
      default -> status >= 500 ? Faults.fault() : Faults.invalidReply("status");
    };
  }

  /** The system's own code, if it looks like one: codes are shown, sentences are not. */
  private static String reason(Optional<ObjectNode> body) {
    return body.flatMap(error -> Json.text(error, "code", 40))
        .filter(code -> code.matches("[a-z0-9][a-z0-9.-]*"))
        .orElse("request-invalid");
  }
}
