// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.Map;
import java.util.Optional;

/**
 * What came of trying a configuration against the other side.
 *
 * @param works whether somebody is there who lets the connector in
 * @param peer how the other side calls itself; absent where it does not tell, or does not work
 * @param untried code of what could not be tried without an effect over there
 * @param code of what is wrong; absent when it works
 * @param args for the sentence of that code
 * @param millis how long it took
 */
record SettingsTrial(
    boolean works,
    Optional<String> peer,
    Optional<String> untried,
    Optional<String> code,
    Map<String, Object> args,
    long millis) {}
