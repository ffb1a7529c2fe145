// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Duration;

/**
 * What the rates go by.
 *
 * @param target an answer within it is in time (GB/T 33358: 15 s)
 * @param shortAbandon who goes within it has given up before anybody could have answered
 * @param shortCounts whether such a one counts in the service level
 */
record Rules(Duration target, Duration shortAbandon, boolean shortCounts) {}
