// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;

/** A business link that does what a test lets it do. */
final class FakeLink implements BusinessLink {
  /** Nobody wrote schemas for these: content is what a test likes. */
  static final String QUERY = "sample.query";

  /** One with a schema. */
  static final String WRITTEN_DOWN = "account.query";

  static final String ORDER = "money.pay";
  static final String IDEMPOTENT = "sample.order";

  final List<BusinessRequest> requests = new CopyOnWriteArrayList<>();
  volatile BusinessContext context;
  volatile Function<BusinessRequest, CompletionStage<BusinessReply>> answer = FakeLink::done;

  static CompletionStage<BusinessReply> done(BusinessRequest request) {
    return CompletableFuture.completedFuture(
        new BusinessReply(Map.of("foreignId", "F-" + request.id()), Instant.now()));
  }

  @Override
  public void start(BusinessContext begun) {
    context = begun;
    begun.link(LinkState.online());
  }

  @Override
  public void stop() {}

  @Override
  public Set<BusinessOperation> operations() {
    return Set.of(
        new BusinessOperation(QUERY, Kind.QUERY),
        new BusinessOperation(WRITTEN_DOWN, Kind.QUERY),
        new BusinessOperation(Reconciliation.LIST, Kind.QUERY),
        new BusinessOperation(ORDER, Kind.ORDER),
        new BusinessOperation(IDEMPOTENT, Kind.IDEMPOTENT_ORDER));
  }

  @Override
  public CompletionStage<BusinessReply> execute(BusinessRequest request) {
    requests.add(request);
    return answer.apply(request);
  }
}
