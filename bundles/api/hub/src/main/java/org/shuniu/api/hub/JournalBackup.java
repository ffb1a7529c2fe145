// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.io.IOException;
import java.nio.file.Path;

/** Copies the broker's journal while messages flow (P10). */
public interface JournalBackup {
  /** Where the journal lies. */
  Path directory();

  /**
   * Stops the journal, runs {@code moment}, copies the files and lets the journal go on: nothing
   * enters or leaves it from before {@code moment} until the copy is whole. A message that the
   * database, as {@code moment} sees it, neither holds in its outbox nor remembers as handled is
   * therefore in the copy. Messages that are not durable flow all the while; durable ones wait.
   *
   * @param into made here; laid out like {@link #directory()}
   * @param moment fixes the moment of the database; quick
   * @throws IOException with a sentence for the administrator
   */
  void copy(Path into, Moment moment) throws IOException;

  /** What happens while the journal stands still. */
  @FunctionalInterface
  interface Moment {
    /** Called once. */
    void now() throws IOException;
  }
}
