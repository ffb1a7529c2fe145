// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.Map;
import java.util.Optional;

/**
 * The figures of one skill, line or region.
 *
 * @param key code of the skill, number of the line or code of the region
 * @param figures by id of the metric dictionary; what cannot be said is left out
 */
record WallRow(
    String key, Optional<String> labelZh, Optional<String> labelEn, Map<String, Double> figures) {}
