// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.pbx.spi.PbxDriver;

/** A driver that does what a test lets it do. */
class FakeDriver implements PbxDriver {
  final List<PbxCommand> orders = new CopyOnWriteArrayList<>();
  final List<String> life = new CopyOnWriteArrayList<>();
  volatile PbxContext context;
  volatile CompletionStage<Void> answer = CompletableFuture.completedFuture(null);

  @Override
  public void start(PbxContext begun) {
    life.add("start");
    context = begun;
    begun.link(LinkState.online());
  }

  @Override
  public void stop() {
    life.add("stop");
  }

  @Override
  public Set<PbxCapability> capabilities() {
    return Set.of(PbxCapability.HOLD, PbxCapability.MUTE);
  }

  @Override
  public CompletionStage<Void> execute(PbxCommand command) {
    // Who sees the order may change the answer to the next one.
    CompletionStage<Void> reply = answer;
    orders.add(command);
    return reply;
  }

  @Override
  public CompletionStage<PbxSnapshot> snapshot() {
    return CompletableFuture.completedFuture(
        new PbxSnapshot(context.instance(), List.of(), Map.of(), Instant.now()));
  }

  /** Blocks whoever enters, uninterruptibly as broken native code would, until opened. */
  static final class Wall {
    private final CountDownLatch open = new CountDownLatch(1);

    void enter() {
      boolean done = false;
      while (!done) {
        try {
          open.await();
          done = true;
        } catch (InterruptedException e) {
          // stays
        }
      }
    }

    void open() {
      open.countDown();
    }
  }
}
