// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;

/**
 * Who handles tickets (承办单位).
 *
 * @param link instance of the business link to it; without one people tell what it does
 */
record Department(
    String code,
    String labelZh,
    String labelEn,
    Optional<String> link,
    Optional<String> phone,
    boolean enabled) {}
