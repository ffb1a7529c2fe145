// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.Map;

/**
 * Why a value cannot be.
 *
 * @param code number, integer, min, max, boolean, option, reference, count, empty, too-long,
 *     too-many, storable or unknown
 * @param args for the sentence of that code
 */
record SettingsProblem(String field, String code, Map<String, Object> args) {
  /** As arguments of an error. */
  Map<String, Object> facts() {
    return Map.of("field", field, "code", code, "args", args);
  }
}
