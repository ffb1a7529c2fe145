// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.util.Map;
import org.shuniu.api.hub.ConnectorContext;

/** What a business link gets from its host. */
public interface BusinessContext extends ConnectorContext {
  /**
   * Tells the hub what the foreign system told by itself. Returns when it is stored for good: only
   * then acknowledge to the foreign system. Fails with a {@code HubException} of kind CAPACITY when
   * it cannot be stored now; let the foreign system tell it again. Fails with {@code
   * business.content.invalid} of kind CALLER where the content is not as the operation's schema
   * says: told again it fails again.
   *
   * @param notice the foreign system's id of this notice
   * @param matter contact or ticket
   */
  void tell(String notice, String matter, String operation, Map<String, Object> content);

  /**
   * Tells what went over the wire, for the log of exchanges (L1). Tell it before the stage of its
   * request ends: of a request that has ended nobody knows any more what is personal, and its texts
   * are dropped. Never blocks and never fails; where too much is told, some is lost.
   */
  void exchanged(Exchange exchange);
}
