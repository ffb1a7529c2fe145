// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;

/**
 * A party of a ticket, masked.
 *
 * @param hidden the ticket is confidential and who asks may not know who this is (X10)
 */
public record PartyView(
    PartyRole role,
    Optional<String> name,
    Optional<String> phone,
    Optional<String> citizen,
    boolean hidden) {}
