// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link org.shuniu.api.pbx.spi.PbxDriver} does, before any switch. Extend it with a
 * {@link PbxRig}. Each check is a test with a name of its own; each starts a new driver.
 */
@Timeout(60)
public abstract class PbxDriverContract
    implements OfferChecks, MediaChecks, TypeAheadChecks, TalkChecks, LinkChecks {
  private Path directory;
  private final Deque<PbxStage> stages = new ArrayDeque<>();

  /** The switch; may be the same for all tests of a class. */
  protected abstract PbxRig rig();

  @BeforeEach
  void begin(@TempDir Path directory) {
    this.directory = directory;
    rig().reset();
    stages.push(new PbxStage(rig(), directory));
  }

  @AfterEach
  void end() {
    rig().restoreLink();
    rig().reset();
    while (!stages.isEmpty()) {
      stages.pop().close();
    }
  }

  @Override
  public PbxStage stage() {
    return stages.getLast();
  }

  @Override
  public PbxStage secondStage() {
    stages.push(new PbxStage(rig(), directory));
    return stages.getFirst();
  }
}
