// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.List;
import java.util.Optional;

/**
 * One configuration, to be looked at and changed.
 *
 * @param id name of the file without {@code .cfg}
 * @param instance of a factory
 * @param revision to be given back with a change
 * @param file whether there is a file; without one all is default
 * @param readable whether the file could be understood
 * @param inForce whether the bundle was given what the file says
 * @param testable whether it can be tried against its other side
 * @param unknown what the file says and the bundle does not know
 */
record SettingsForm(
    String id,
    String pid,
    boolean factory,
    Optional<String> instance,
    String bundle,
    String version,
    String name,
    String help,
    String revision,
    boolean file,
    boolean readable,
    boolean inForce,
    boolean testable,
    List<SettingsField> fields,
    List<SettingsUnknown> unknown) {
  /** A key that the bundle does not know; it is kept until somebody removes it. */
  record SettingsUnknown(String key, List<String> values) {}
}
