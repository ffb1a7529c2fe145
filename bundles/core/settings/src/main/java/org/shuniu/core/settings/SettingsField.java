// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One key with its value.
 *
 * @param type TEXT, INTEGER, DECIMAL or BOOLEAN
 * @param defaults what holds when the file says nothing
 * @param set whether the file says something
 * @param values what holds; a secret that stands in the file itself is masked
 * @param secretFound for references to secrets: whether there is one
 * @param problem what is wrong with what the file says
 */
record SettingsField(
    String id,
    String name,
    String help,
    Attribute.Type type,
    boolean list,
    boolean secret,
    List<String> defaults,
    List<SettingsOption> options,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    boolean set,
    List<String> values,
    Optional<Boolean> secretFound,
    Optional<SettingsProblem> problem) {}
