// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Asterisk, one for the JVM, started by karaf-assembly/asterisk/asterisk.sh. */
final class AsteriskServer {
  private static final Path SCRIPT =
      Path.of(
          System.getProperty("asterisk.script", "../../../karaf-assembly/asterisk/asterisk.sh"));
  private static final Path HOME =
      Path.of(System.getProperty("asterisk.home", "target/asterisk-home")).toAbsolutePath();
  private static final String OFFSET = System.getProperty("asterisk.port-offset", "210");

  private static AsteriskServer instance;

  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> phones = new HashMap<>();

  private AsteriskServer() {
    run("start", "--home", HOME.toString(), "--port-offset", OFFSET);
    try {
      for (String line : Files.readAllLines(HOME.resolve("asterisk/hub.cfg.env"))) {
        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
      for (String line : Files.readAllLines(Path.of(setting("PHONES_FILE")))) {
        phones.put(line.split(" ")[0], line.split(" ")[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run("stop", "--home", HOME.toString())));
  }

  /** The running one; started when there is none. */
  static synchronized AsteriskServer get() {
    if (instance == null) {
      instance = new AsteriskServer();
    }
    return instance;
  }

  String setting(String name) {
    return settings.get(name);
  }

  int port(String name) {
    return Integer.parseInt(setting(name));
  }

  String password(String phone) {
    return phones.get(phone);
  }

  /** Runs a command of the console and returns what it says. */
  String cli(String command) {
    return run("cli", "--home", HOME.toString(), command);
  }

  private static String run(String... arguments) {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = SCRIPT.toAbsolutePath().normalize().toString();
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      Path output = Files.createTempFile("asterisk", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      String said = Files.readString(output, StandardCharsets.ISO_8859_1);
      Files.delete(output);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
