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
 * @param beside hashes by version, of what runs beside it for the instances that name the version
 */
record Wanted(Run run, String version, String sha256, int data, Map<String, String> beside) {
  private static final String BESIDE = "beside.";

  /** What shall run. */
  enum Run {
    /** What came with the distribution; nothing, if nothing came. */
    SHIPPED,
    /** A jar of the store. */
    STORED,
    NOTHING
  }

  /** What holds where no file says otherwise. */
  static final Wanted SHIPPED = new Wanted(Run.SHIPPED, "", "", 0, Map.of());

  /** As it is, but this shall run: a version, or nothing. */
  Wanted run(Optional<Revision> revision, int understood) {
    int newest = Math.max(data, understood);
    return revision
        .map(
            r ->
                r.shipped()
                    ? new Wanted(Run.SHIPPED, "", "", newest, beside)
                    : new Wanted(Run.STORED, r.version(), r.sha256(), newest, beside))
        .orElse(new Wanted(Run.NOTHING, "", "", newest, beside));
  }

  /** As it is, and this version runs beside. */
  Wanted with(Revision revision, int understood) {
    Map<String, String> more = new TreeMap<>(beside);
    more.put(revision.version(), revision.sha256());
    return new Wanted(run, version, sha256, Math.max(data, understood), more);
  }

  /** As it is, and this version runs beside no more. */
  Wanted without(Revision revision) {
    Map<String, String> less = new TreeMap<>(beside);
    less.remove(revision.version());
    return new Wanted(run, version, sha256, data, less);
  }

  Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    keys.put("run", run.name().toLowerCase(Locale.ROOT));
    keys.put("data", Integer.toString(data));
    if (run == Run.STORED) {
      keys.put("version", version);
      keys.put("sha256", sha256);
    }
    beside.forEach((other, hash) -> keys.put(BESIDE + other, hash));
    return keys;
  }

  static Wanted of(Map<String, String> keys) {
    Map<String, String> beside = new TreeMap<>();
    keys.forEach(
        (key, value) -> {
          if (key.startsWith(BESIDE)) {
            beside.put(key.substring(BESIDE.length()), value);
          }
        });
    return new Wanted(
        Run.valueOf(keys.getOrDefault("run", "shipped").toUpperCase(Locale.ROOT)),
        keys.getOrDefault("version", ""),
        keys.getOrDefault("sha256", ""),
        Integer.parseInt(keys.getOrDefault("data", "0")),
        beside);
  }
}
