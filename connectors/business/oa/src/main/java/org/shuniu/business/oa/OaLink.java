// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;
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
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Door;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Json;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.Signature;
import org.shuniu.business.kit.Whiteboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands tickets to one office automation system by REST and takes what it tells by a signed
 * callback (L1, L3, L6). Safe for use by many threads; neither what is ordered nor what is told
 * reaches a log.
 */
@Component(
    service = BusinessLink.class,
    configurationPid = "org.shuniu.business.oa",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OaConfig.class, factory = true)
public final class OaLink implements BusinessLink {
  private static final Logger LOG = LoggerFactory.getLogger(OaLink.class);

  private static final Set<BusinessOperation> OPERATIONS = Operation.all();

  private final Settings settings;
  private final Door door;
  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(Line line, Clock clock, AutoCloseable door) {}

  /** Made by the component runtime. */
  @Activate
  public OaLink(OaConfig config, @Reference Secrets secrets, BundleContext bundle) {
    this(Settings.of(config, secrets), new Whiteboard(bundle, "oa"));
  }

  OaLink(Settings settings, Door door) {
    this.settings = settings;
    this.door = door;
  }

  @Override
  public synchronized void start(BusinessContext context) {
    Line line = new Line(context, settings.line(), this::look);
    Callback callback = new Callback(context, settings.callback(), Notices::read);
    running =
        Optional.of(new Running(line, context.clock(), door.open(context.instance(), callback)));
  }

  private CompletableFuture<?> look(Session session) {
    return session.exchange(
        () ->
            HttpRequest.newBuilder(settings.base())
                .timeout(settings.line().limits().longest())
                .build(),
        HttpResponse::statusCode);
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          close(now.door());
          now.line().close();
        });
    running = Optional.empty();
  }

  private static void close(AutoCloseable door) {
    try {
      door.close();
    } catch (Exception e) {
      LOG.warn("The callback's door did not close: {}", e.toString());
    }
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
      byte[] body = operation.body(request);
      URI target = URI.create(settings.base() + operation.path(request));
      return now.line()
          .pass(
              request.patience(),
              () ->
                  now.line()
                      .session()
                      .exchange(
                          () -> signed(target, request.id(), body, now.clock()),
                          answer -> read(operation, answer, now.clock())));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpRequest signed(URI target, String id, byte[] body, Clock clock) {
    String path =
        target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    String nonce = UUID.randomUUID().toString();
    Callback.Key key = settings.outgoing();
    return HttpRequest.newBuilder(target)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Idempotency-Key", id)
        .header(Signature.KEY, key.id())
        .header(Signature.TIME, time)
        .header(Signature.NONCE, nonce)
        .header(Signature.VALUE, Signature.of(key.secret().get(), "POST", path, time, nonce, body))
        .build();
  }

  private static BusinessReply read(Operation operation, HttpResponse<byte[]> answer, Clock clock) {
    int status = answer.statusCode();
    Optional<ObjectNode> body = Json.object(answer.body());
    if (status / 100 == 2) {
      return new BusinessReply(
          operation.reply(body.orElseThrow(() -> Faults.invalidReply("json"))), clock.instant());
    }
    throw switch (status) {
      case 401, 403 -> Faults.offline("login-refused");
      case 408, 425, 429, 503 -> HubException.capacity("business.busy", Map.of());
      case 400, 404, 409, 410, 413, 415, 422 -> Faults.refused(Map.of("reason", reason(body)));
      default -> status >= 500 ? Faults.fault() : Faults.invalidReply("status");
    };
  }

  /** The system's own code, if it looks like one: codes are shown, sentences are not. */
  private static String reason(Optional<ObjectNode> body) {
    return body.flatMap(error -> Json.text(error, "code", 40))
        .filter(code -> code.matches("[a-z0-9][a-z0-9.-]*"))
        .orElse("request-invalid");
  }

  private static HubException unknown(String operation) {
    return HubException.invalid("business.operation.unknown", Map.of("operation", operation));
  }
}
