// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a configuration became otherwise.
 *
 * @param login of the user; absent when it was done by hand, in the file
 * @param kind FOUND, CREATED, SAVED, ROLLED_BACK, EDITED or DELETED
 * @param changes against the version before
 * @param sincePresent what rolling back to it would change now
 */
record SettingsVersion(
    int number,
    Instant at,
    Optional<String> login,
    VersionRow.Kind kind,
    List<SettingsChange> changes,
    List<SettingsChange> sincePresent) {
  /** A key before and after; absent where the default held. */
  record SettingsChange(String key, Optional<List<String>> before, Optional<List<String>> after) {}
}
