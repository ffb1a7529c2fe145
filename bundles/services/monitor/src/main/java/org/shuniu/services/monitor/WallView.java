// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The wall as it is.
 *
 * @param scope what it shows; the live event {@code wall.changed} names it so
 * @param sequence the next live event of this scope has the next number
 * @param day that "today" means
 * @param targetSeconds an answer within it is in time
 * @param figures by id of the metric dictionary; what cannot be said is left out
 * @param waiting who waits, longest first, 200 at most
 */
record WallView(
    String scope,
    long sequence,
    Instant at,
    LocalDate day,
    long targetSeconds,
    Map<String, Double> figures,
    List<WallRow> skills,
    List<WallRow> lines,
    List<WallRow> regions,
    List<WaitingView> waiting,
    List<SeatView> seats,
    List<WallThreshold> thresholds) {}
