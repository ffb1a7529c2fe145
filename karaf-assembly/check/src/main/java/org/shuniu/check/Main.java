// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code hub connector check}: see docs/connector-check.md. */
public final class Main {
  private static final int BAD = 1;
  private static final int WRONG_USE = 2;
  private static final int BROKEN = 3;

  private Main() {}

  /** Checks what the arguments name; the exit status tells how it went. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      Options options = Options.of(List.of(arguments));
      List<Report> reports;
      try (Inspection inspection = new Inspection(options)) {
        Thread rescue = new Thread(inspection::close);
        Runtime.getRuntime().addShutdownHook(rescue);
        reports = inspection.run();
        Runtime.getRuntime().removeShutdownHook(rescue);
      }
      System.out.print(options.json() ? Reports.json(reports) + "\n" : Reports.text(reports));
      if (options.html().isPresent()) {
        write(options.html().get(), Reports.html(reports));
      }
      if (options.junit().isPresent()) {
        write(options.junit().get(), Reports.junit(reports));
      }
      return reports.stream().allMatch(Report::good) ? 0 : BAD;
    } catch (Options.Misuse e) {
      System.err.println("hub connector check: " + e.getMessage() + "\n" + Options.USAGE);
      return WRONG_USE;
    } catch (CheckException | IOException e) {
      System.err.println("hub connector check: " + e.getMessage());
      return BROKEN;
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
