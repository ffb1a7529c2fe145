// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who may import whom among the bundles of the hub. */
public final class ImportTable {
  /** The seams, which are also the kinds of connectors. */
  public static final List<String> SEAMS =
      List.of("pbx", "channel", "business", "workflow", "speech");

  private static final String OURS = "org.shuniu.";
  private static final String API = "org.shuniu.api";

  private ImportTable() {}

  /** Kinds of bundles by the start of their symbolic name. */
  private enum Kind {
    API_BASE("org\\.shuniu\\.api\\.base"),
    API("org\\.shuniu\\.api\\..*"),
    LIB("org\\.shuniu\\.lib\\..*"),
    INSIDE("org\\.shuniu\\.(core|services|web)\\..*"),
    CONNECTOR(".*");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    static Kind of(String bundle) {
      return Stream.of(values())
          .filter(kind -> bundle.matches(kind.pattern))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Whether the table has anything to say about a package. */
  public static boolean concerns(String imported) {
    return imported.startsWith(OURS);
  }

  /** Whether a bundle of the hub may import a package of the hub's bundles. */
  public static boolean mayImport(String bundle, String imported) {
    if (within(bundle, imported)) {
      return true;
    }
    return switch (Kind.of(bundle)) {
      case API_BASE, LIB -> false;
      case API ->
          within(API + ".base", imported)
              || (seamOf(bundle).isPresent() && within(API + ".hub", imported));
      case INSIDE -> within(API, imported);
      case CONNECTOR ->
          seamOf(bundle).map(seam -> connectorMayImport(bundle, seam, imported)).orElse(false);
    };
  }

  /**
   * Whether a connector of a seam, whatever its name, may import a package of the hub's bundles.
   */
  public static boolean connectorMayImport(String bundle, String seam, String imported) {
    return Stream.of(bundle, API + ".base", API + ".hub", API + "." + seam)
        .anyMatch(allowed -> within(allowed, imported));
  }

  /** Whether a bundle of the hub may export packages. */
  public static boolean mayExport(String bundle) {
    Kind kind = Kind.of(bundle);
    return kind == Kind.API_BASE || kind == Kind.API || kind == Kind.LIB;
  }

  /** Whether a bundle of the hub is a connector, by its name. */
  static boolean isConnector(String bundle) {
    return bundle.startsWith(OURS)
        && Kind.of(bundle) == Kind.CONNECTOR
        && seamOf(bundle).isPresent();
  }

  /** {@code org.shuniu.pbx.asterisk} and {@code org.shuniu.api.pbx} are of the seam pbx. */
  private static Optional<String> seamOf(String bundle) {
    Predicate<String> named =
        seam -> bundle.equals(API + "." + seam) || bundle.startsWith(OURS + seam + ".");
    return SEAMS.stream().filter(named).findFirst();
  }

  private static boolean within(String allowed, String imported) {
    return imported.equals(allowed) || imported.startsWith(allowed + ".");
  }
}
