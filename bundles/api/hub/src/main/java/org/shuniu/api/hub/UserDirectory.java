// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.Collection;
import java.util.Map;
import org.shuniu.api.base.Region;

/**
 * Who the users are, for services that show colleagues or ask whether somebody leads them (P6). An
 * OSGi service; asks nobody's permission. Each call reads the database: {@code store.unavailable}
 * while it is lost.
 */
public interface UserDirectory {
  /** The regions of these users by id; one who is not known is left out. */
  Map<String, Region> regions(Collection<String> userIds);
}
