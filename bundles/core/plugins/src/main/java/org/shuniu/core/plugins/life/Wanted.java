// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of a plugin shall run.
 *
 * @param run {@link Run}
 * @param version of the jar that was uploaded; empty where it is another
 * @param sha256 of that jar; empty where it is another
 * @param data the highest version of stored data that a version of it has told
 */
record Wanted(Run run, String version, String sha256, int data) {
  /** What shall run. */
  enum Run {
    /** What came with the distribution; nothing, if nothing came. */
    SHIPPED,
    /** A jar of the store. */
    STORED,
    NOTHING
  }

  /** What holds where no file says otherwise. */
  static final Wanted SHIPPED = new Wanted(Run.SHIPPED, "", "", 0);

  static Wanted of(Optional<Revision> revision, int data) {
    return revision
        .map(
            r ->
                r.shipped()
                    ? new Wanted(Run.SHIPPED, "", "", data)
                    : new Wanted(Run.STORED, r.version(), r.sha256(), data))
        .orElse(new Wanted(Run.NOTHING, "", "", data));
  }

  Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    keys.put("run", run.name().toLowerCase(Locale.ROOT));
    keys.put("data", Integer.toString(data));
    if (run == Run.STORED) {
      keys.put("version", version);
      keys.put("sha256", sha256);
    }
    return keys;
  }

  static Wanted of(Map<String, String> keys) {
    return new Wanted(
        Run.valueOf(keys.getOrDefault("run", "shipped").toUpperCase(Locale.ROOT)),
        keys.getOrDefault("version", ""),
        keys.getOrDefault("sha256", ""),
        Integer.parseInt(keys.getOrDefault("data", "0")));
  }
}
