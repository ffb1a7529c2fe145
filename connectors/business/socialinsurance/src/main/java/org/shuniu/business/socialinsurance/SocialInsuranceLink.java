// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Line;
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

  private static final Set<BusinessOperation> OPERATIONS = Operation.all();

  private final Settings settings;
  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(Line line, SoapSession soap) {}

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
    SoapSession soap = new SoapSession(settings, context.clock());
    running = Optional.of(new Running(new Line(context, settings.line(), soap::look), soap));
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.line().close();
          now.soap().close();
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
      return now.line().pass(request.patience(), () -> ask(now, operation, body));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<BusinessReply> ask(
      Running now, Operation operation, Object body) {
    CompletableFuture<?> call =
        now.soap().call(now.line().session(), operation.soap(), body, operation.answer());
    CompletableFuture<BusinessReply> reply = call.thenApply(operation::reply);
    reply.whenComplete((value, fault) -> call.cancel(true));
    return reply;
  }

  private static HubException unknown(String operation) {
    return HubException.invalid("business.operation.unknown", Map.of("operation", operation));
  }
}
