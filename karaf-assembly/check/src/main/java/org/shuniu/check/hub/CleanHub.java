// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.shuniu.check.CheckException;

/**
 * The distribution in a blank home, without any connector, with the kit's guest in it. Started and
 * stopped by the {@code hub} command, as everybody does.
 */
public final class CleanHub implements AutoCloseable {
  private static final String CONNECTOR = "shuniu-(pbx|channel|business|workflow|speech)-.*";
  private static final String FEATURES = "etc/org.apache.karaf.features.cfg";
  private static final Duration START = Duration.ofSeconds(240);
  private static final int HTTP_PORT = 8181;
  private static final int SSH_PORT = 8101;

  private final Path root;
  private final Path home;
  private final int offset;
  private final Door door;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Starts one.
   *
   * @param root the checkout with the built distribution
   * @param guest the kit's own bundle
   * @param home a folder that is not there yet
   * @param offset of its ports
   */
  public CleanHub(Path root, Path guest, Path home, int offset) {
    this.root = root;
    this.home = home;
    this.offset = offset;
    try {
      Files.createDirectories(home.resolve("etc"));
      prepareFeatures(guest);
      settle();
      door = new Door(home.resolve("door"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      hub(
          Map.of(
              "EXTRA_JAVA_OPTS",
              "-Dshuniu.check.door=" + home.resolve("door") + " -XX:SoftRefLRUPolicyMSPerMB=0"),
          "up",
          "--no-build",
          "--detach",
          "--pbx",
          "none",
          "--port-offset",
          String.valueOf(offset));
      door.await(Duration.ofSeconds(30));
      removeInstances();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** An offset of ports that nobody uses at present. */
  public static int freeOffset() {
    for (int offset = 700; offset < 2500; offset += 20) {
      if (free(HTTP_PORT + offset) && free(SSH_PORT + offset)) {
        return offset;
      }
    }
    throw new CheckException("no free ports: give --port-offset");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The boot features of the distribution without its connectors, and the guest. */
  private void prepareFeatures(Path guest) throws IOException {
    Path list = home.resolve("check-features.xml");
    Files.writeString(
        list,
        """
        <features name="check" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature name="check" version="1"><bundle start-level="90">%s</bundle></feature>
        </features>
        """
            .formatted(guest.toUri()));
    Properties features = new Properties();
    try (Reader in = Files.newBufferedReader(assembly().resolve(FEATURES))) {
      features.load(in);
    }
    String boot =
        Arrays.stream(features.getProperty("featuresBoot").split(","))
            .map(String::strip)
            .filter(feature -> !feature.matches(CONNECTOR))
            .collect(Collectors.joining(", "));
    features.setProperty("featuresBoot", boot + ", check/1");
    features.setProperty(
        "featuresRepositories", features.getProperty("featuresRepositories") + ", " + list.toUri());
    try (Writer out = Files.newBufferedWriter(home.resolve(FEATURES))) {
      features.store(out, null);
    }
  }

  /** Changed settings are seen soon. */
  private void settle() throws IOException {
    Path custom = home.resolve("etc/custom.properties");
    Files.copy(
        assembly().resolve("etc/custom.properties"), custom, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(custom, "\nfelix.fileinstall.poll = 100\n", StandardOpenOption.APPEND);
  }

  /** The distribution's own instances belong to connectors that are not here. */
  private void removeInstances() {
    try (var files = Files.list(home.resolve("etc"))) {
      for (Path file :
          files
              .filter(
                  f ->
                      f.getFileName()
                          .toString()
                          .matches("org\\.shuniu\\.(pbx|channel|business|workflow|speech)\\..*"))
              .toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path assembly() {
    return root.resolve("karaf-assembly/distribution/target/assembly");
  }

  /** Writes the settings of an instance, or takes them away where there are none. */
  public void configure(String pid, String instance, Map<String, String> settings) {
    String name = pid + "-" + instance + ".cfg";
    if (settings.isEmpty()) {
      removeFile(name);
      return;
    }
    writeFile(
        name,
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = " + setting.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  /** Writes a file below {@code etc}. */
  public void writeFile(String name, String text) {
    Path file = home.resolve("etc").resolve(name);
    try {
      Files.createDirectories(file.getParent());
      // Written elsewhere and moved: the hub reads no half of it.
      Path draft = home.resolve("draft");
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file below {@code etc} away, if it is there. */
  public void removeFile(String name) {
    try {
      Files.deleteIfExists(home.resolve("etc").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a secret to be named as {@code file:secrets/NAME}. */
  public void secret(String name, String value) {
    try {
      Files.writeString(home.resolve("secrets").resolve(name), value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the guest to do something. */
  public JsonNode ask(String deed, Map<String, ?> with, Duration limit)
      throws Door.Refusal, Door.Silence {
    return door.ask(deed, with, limit);
  }

  /** What /health answers. */
  public int health() {
    URI uri = URI.create(http() + "/health");
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  public Path home() {
    return home;
  }

  /** How far its ports are from the usual ones. */
  public int offset() {
    return offset;
  }

  /** Its web address. */
  public String http() {
    return "http://127.0.0.1:" + (HTTP_PORT + offset);
  }

  private void hub(Map<String, String> environment, String... words) {
    List<String> command = new java.util.ArrayList<>(List.of(root.resolve("hub").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--home", home.toString()));
    Path log = home.resolve("hub-command.log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new CheckException("'hub " + words[0] + "' failed:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      hub(Map.of(), "down");
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
