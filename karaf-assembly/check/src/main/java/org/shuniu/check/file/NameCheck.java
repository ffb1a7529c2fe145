// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.shuniu.check.Verdict;

/** Whether a bundle goes by its own name. */
final class NameCheck {
  private static final String ID = "name.own";

  private final Floor floor;

  NameCheck(Floor floor) {
    this.floor = floor;
  }

  Verdict check(BundleFile file) {
    String name = file.shownName();
    if (floor.bundle(name).isPresent() && !ImportTable.isConnector(name)) {
      return Verdict.failed(
          ID,
          name + " is the name of a bundle of the hub, which it would replace",
          "Give it a symbolic name of its own, for example the reverse of your domain.");
    }
    try {
      List<String> strangers = strangers(file, name);
      return strangers.isEmpty()
          ? Verdict.passed(ID, "classes and PIDs begin with " + name)
          : Verdict.failed(
              ID,
              "not below " + name + ": " + String.join(", ", strangers),
              "Let symbolic name, root package and PID be the same; it may be another's name that"
                  + " this bundle goes by.");
    } catch (IOException e) {
      return Verdict.failed(ID, String.valueOf(e.getMessage()), "Build the bundle again.");
    }
  }

  private static List<String> strangers(BundleFile file, String name) throws IOException {
    List<String> strangers = new ArrayList<>();
    for (Declarations.Component component : Declarations.components(file)) {
      if (!component.implementation().startsWith(name + ".")) {
        strangers.add("class " + component.implementation());
      }
    }
    for (Declarations.Settings settings : Declarations.settings(file)) {
      if (!settings.pid().equals(name) && !settings.pid().startsWith(name + ".")) {
        strangers.add("PID " + settings.pid());
      }
    }
    return strangers;
  }
}
