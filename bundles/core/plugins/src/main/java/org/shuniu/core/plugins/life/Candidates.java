// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.base.HubException;

/**
 * Files that were looked at and wait for somebody to say yes: a few, for a while.
 *
 * <p>Safe for use by many threads.
 */
final class Candidates {
  private static final int MOST = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Clock clock;
  private final Deque<Candidate> waiting = new ArrayDeque<>();

  Candidates(Clock clock) {
    this.clock = clock;
  }

  /**
   * One file.
   *
   * @param fileName as it was called where it came from
   * @param plugins one of a jar, several of a KAR
   * @param signer name of the key by which the file is signed
   */
  record Candidate(
      String id,
      String fileName,
      List<PluginFile> plugins,
      Optional<String> signer,
      Instant looked) {}

  synchronized void add(Candidate candidate) {
    prune();
    waiting.addLast(candidate);
    if (waiting.size() > MOST) {
      waiting.removeFirst();
    }
  }

  synchronized Candidate get(String id) {
    prune();
    return waiting.stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(() -> HubException.notFound("plugins.upload.unknown", id));
  }

  synchronized void remove(String id) {
    waiting.removeIf(candidate -> candidate.id().equals(id));
  }

  /** Hashes of the jars that are not to be deleted. */
  synchronized Set<String> jars() {
    prune();
    Set<String> all = new HashSet<>();
    waiting.forEach(candidate -> candidate.plugins().forEach(file -> all.add(file.sha256())));
    return all;
  }

  private void prune() {
    Instant oldest = clock.instant().minus(PATIENCE);
    waiting.removeIf(candidate -> candidate.looked().isBefore(oldest));
  }
}
