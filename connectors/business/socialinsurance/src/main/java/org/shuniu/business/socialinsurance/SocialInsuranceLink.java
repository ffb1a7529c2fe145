// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.time.Duration;
import java.util.Map;
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
 * Asks one social insurance system by SOAP (L1, L3), as its WSDL says. Safe for use by many
 * threads; neither what is asked nor what is answered reaches a log.
 */
@Component(
    service = BusinessLink.class,
    configurationPid = "org.shuniu.business.socialinsurance",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SocialInsuranceConfig.class, factory = true)
public final class SocialInsuranceLink implements BusinessLink {
  private static final Logger LOG = LoggerFactory.getLogger(SocialInsuranceLink.class);

  /** How often a system that is away is looked for when nobody asks. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private static final Set<BusinessOperation> OPERATIONS = Operation.all();

  private final Settings settings;
  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(Guard guard, Session session, ScheduledFuture<?> look) {}

  /** Made by the component runtime. */
  @Activate
  public SocialInsuranceLink(SocialInsuranceConfig config, @Reference Secrets secrets) {
    this(Settings.of(config, secrets));
  }

  SocialInsuranceLink(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized void start(BusinessContext context) {
    String name = "shuniu-business-" + context.instance();
    Guard guard =
        new Guard(name, settings.limits(), context.scheduler(), state -> told(context, state));
    Session session = new Session(name, settings, context.clock());
    ScheduledFuture<?> look =
        context
            .scheduler()
            .scheduleWithFixedDelay(
                () -> look(guard, session), 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    running = Optional.of(new Running(guard, session, look));
  }

  private static void told(BusinessContext context, LinkState state) {
    LOG.info("{}: {} {}", context.instance(), state.status(), state.reason());
    context.link(state);
  }

  private static void look(Guard guard, Session session) {
    if (!guard.wantsLook()) {
      return;
    }
    session
        .look()
        .whenComplete(
            (answer, fault) -> {
              if (fault == null || Faults.answered(fault)) {
                guard.reachable();
              } else {
                guard.unreachable(Faults.of(fault));
              }
            });
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.look().cancel(false);
          now.guard().close();
          now.session().close();
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
      Operation operation =
          Operation.of(request.operation()).orElseThrow(() -> unknown(request.operation()));
      Object body = operation.request(request);
      return now.guard().pass(request.patience(), () -> ask(now.session(), operation, body));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<BusinessReply> ask(
      Session session, Operation operation, Object body) {
    CompletableFuture<?> call = session.call(operation.soap(), body, operation.answer());
    CompletableFuture<BusinessReply> reply = call.thenApply(operation::reply);
    reply.whenComplete((value, fault) -> call.cancel(true));
    return reply;
  }

  private static HubException unknown(String operation) {
    return HubException.invalid("business.operation.unknown", Map.of("operation", operation));
  }
}
