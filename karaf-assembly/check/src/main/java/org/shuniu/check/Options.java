// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked for.
 *
 * @param root the checkout of the hub
 * @param guest the kit's own bundle
 * @param given bundles and modules
 * @param staticOnly without a hub
 * @param keep leaves the hub's home
 */
record Options(
    Path root,
    Path guest,
    List<Path> given,
    boolean json,
    Optional<Path> html,
    Optional<Path> junit,
    boolean staticOnly,
    int updates,
    OptionalInt offset,
    boolean keep) {
  static final String USAGE =
      """
      usage: hub connector check FILE.jar|DIR ... [--json] [--html FILE] [--junit FILE]
                 [--updates N] [--static] [--port-offset N] [--keep]
      A DIR is a Maven module that has been built. --static looks at the files only, without a hub.
      Exit status: 0 fit, 1 refused, 2 used wrongly, 3 the kit itself could not work.\
      """;

  /** Nobody can tell what is meant. */
  static final class Misuse extends Exception {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
      super(message);
    }
  }

  static Options of(List<String> arguments) throws Misuse {
    Path root = Path.of(property("shuniu.root"));
    Path guest = Path.of(property("shuniu.check.guest"));
    List<Path> given = new ArrayList<>();
    boolean json = false;
    boolean staticOnly = false;
    boolean keep = false;
    Optional<Path> html = Optional.empty();
    Optional<Path> junit = Optional.empty();
    int updates = 20;
    OptionalInt offset = OptionalInt.empty();
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--json" -> json = true;
        case "--static" -> staticOnly = true;
        case "--keep" -> keep = true;
        case "--html" -> html = Optional.of(Path.of(value(word, words)));
        case "--junit" -> junit = Optional.of(Path.of(value(word, words)));
        case "--updates" -> updates = number(word, words, 1, 1000);
        case "--port-offset" -> offset = OptionalInt.of(number(word, words, 0, 2500));
        default -> {
          if (word.startsWith("-")) {
            throw new Misuse("unknown option " + word);
          }
          given.add(Path.of(word));
        }
      }
    }
    if (given.isEmpty()) {
      throw new Misuse("which bundle?");
    }
    return new Options(root, guest, given, json, html, junit, staticOnly, updates, offset, keep);
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new CheckException("run it by 'hub connector check'");
    }
    return value;
  }

  private static String value(String option, Iterator<String> words) throws Misuse {
    if (!words.hasNext()) {
      throw new Misuse(option + " needs a value");
    }
    return words.next();
  }

  private static int number(String option, Iterator<String> words, int least, int most)
      throws Misuse {
    String text = value(option, words);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new Misuse(option + " needs a number from " + least + " to " + most);
  }
}
