// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A link whose operations are written down as a mapping, a text that people change while it runs.
 * The text lives in a file of {@code etc} (decision 0016); the link reads it by itself, also when
 * it changes. Register it as a {@link BusinessLink}. All methods may be called by any thread.
 */
public interface MappedLink extends BusinessLink {
  /**
   * The name of its file: {@code guizhou} for {@code etc/links/guizhou.yaml}. Constant. Several
   * links may share one.
   */
  String mappingName();

  /** The mapping in force; empty while the link has not had one without a fault. */
  Optional<Mapping> mapping();

  /**
   * Reads a text, compiles all of it and runs its examples, within two seconds. Changes nothing. An
   * example that comes out other than it says is a fault.
   */
  MappingReading read(String mappingText);

  /**
   * Tries a text. Never blocks; a live try goes through the same limits as a request does. The
   * stage fails only where {@code execute} would without having come to the mapping ({@code
   * business.operation.unknown}, {@code business.busy}); all else is in the trial. Live tries tell
   * no {@link BusinessContext#exchanged}: who tries notes it.
   */
  CompletionStage<MappingTrial> tryOut(MappingTry what);

  /**
   * Puts a text in force, for the requests that come after; those in work end with the one before.
   * The file is not touched: who calls writes it.
   *
   * @throws org.shuniu.api.base.HubException {@code business.mapping.invalid} of kind CALLER, with
   *     {@code line}, {@code fault} and {@code detail} of the first fault; nothing has changed then
   */
  Mapping use(String mappingText);
}
