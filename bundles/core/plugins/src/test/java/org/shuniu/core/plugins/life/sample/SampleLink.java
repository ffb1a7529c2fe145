// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life.sample;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;

/** A business link that does what its manifest says, in the jars of tests. */
final class SampleLink implements BusinessLink {
  private final String version;
  private final String does;

  SampleLink(String version, String does) {
    this.version = version;
    this.does = does;
  }

  @Override
  public void start(BusinessContext context) {
    context.link(
        does.equals("stay-offline") ? LinkState.offline("sample.away") : LinkState.online());
  }

  @Override
  public void stop() {}

  @Override
  public Set<BusinessOperation> operations() {
    return Set.of();
  }

  @Override
  public CompletionStage<BusinessReply> execute(BusinessRequest request) {
    if (does.equals("break-messages")) {
      throw new IllegalStateException("a bug in " + version);
    }
    return CompletableFuture.completedFuture(
        new BusinessReply(Map.of("version", version), Instant.now()));
  }
}
