// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the parcels of one consumer end. */
interface Sink {
  /** What it takes. */
  Set<String> tags();

  /**
   * Handles one parcel; an exception means that it was not handled. The log's context may be left
   * as it is then: whoever feeds the sink clears it ({@link Subject#leave}).
   *
   * @param letter of which this is the redelivery
   * @param delete how to delete that letter within a transaction of the handling; it is deleted in
   *     any case afterwards
   */
  void handle(Parcel parcel, Optional<String> letter, Consumer<String> delete) throws Exception;
}
