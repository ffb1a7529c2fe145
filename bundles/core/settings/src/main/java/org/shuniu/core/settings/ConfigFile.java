// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.felix.utils.properties.TypedProperties;
import org.shuniu.api.base.HubException;

/**
 * One file of {@code etc}. It is read and written by the code with which fileinstall does it, so
 * both understand it alike: comments and order stay, a list makes all values of the file quoted.
 */
final class ConfigFile {
  private static final String FIRST_LINE = "# Made in the console; may be edited by hand.\n";
  private static final long LARGEST = 256 * 1024;

  /**
   * What stands in the file.
   *
   * @param there whether there is a file
   * @param readable whether it could be understood; if not, no values are known
   * @param values by key, before placeholders are filled in
   */
  record Content(boolean there, boolean readable, Map<String, List<String>> values) {
    static final Content NONE = new Content(false, true, Map.of());

    String revision() {
      return there ? Values.revision(values) : "none";
    }
  }

  private final Path path;
  private final Charset charset;

  ConfigFile(Path path, Charset charset) {
    this.path = path;
    this.charset = charset;
  }

  Content read() {
    if (!Files.exists(path)) {
      return Content.NONE;
    }
    try {
      return new Content(true, true, values(load(text())));
    } catch (IOException | IllegalArgumentException e) {
      return new Content(true, false, Map.of());
    }
  }

  /**
   * Writes these values, an empty one removes its key; whole or not at all.
   *
   * @throws HubException {@code settings.file.not-writable}, {@code settings.invalid}
   */
  void write(Map<String, Optional<List<String>>> changes) {
    try {
      TypedProperties properties = load(Files.exists(path) ? text() : FIRST_LINE);
      Map<String, List<String>> wanted = new TreeMap<>(values(properties));
      changes.forEach(
          (key, value) -> {
            value.ifPresentOrElse(
                v -> properties.put(key, stored(v)), () -> properties.remove(key));
            value.ifPresentOrElse(v -> wanted.put(key, v), () -> wanted.remove(key));
          });
      StringWriter text = new StringWriter();
      properties.save(text);
      requireUnderstood(text.toString(), wanted, changes.keySet());
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.writeString(fresh, text.toString(), charset);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private HubException notWritable(IOException cause) {
    return HubException.external(
        "settings.file.not-writable", Map.of("file", path.getFileName().toString()), cause);
  }

  private String text() throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    String text = new String(Files.readAllBytes(path), charset);
    if (text.startsWith("<")) {
      throw new IOException("XML");
    }
    return text;
  }

  private static TypedProperties load(String text) throws IOException {
    TypedProperties properties = new TypedProperties(null, false);
    properties.load(new StringReader(text));
    return properties;
  }

  private static Map<String, List<String>> values(TypedProperties properties) {
    Map<String, List<String>> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(key, strings(value)));
    return values;
  }

  /** A value of a file or of Config Admin as texts. */
  static List<String> strings(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(String::valueOf).toList();
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }

  private static Object stored(List<String> value) {
    return value.size() == 1 ? value.get(0) : value.toArray(String[]::new);
  }

  /** A text in brackets may be read as something else; better refused than changed. */
  private static void requireUnderstood(
      String text, Map<String, List<String>> wanted, Set<String> changed) {
    if (understood(text).equals(wanted)) {
      return;
    }
    throw HubException.caller(
        HubException.Reason.UNPROCESSABLE,
        "settings.invalid",
        Map.of(
            "problems",
            changed.stream()
                .map(key -> new SettingsProblem(key, "storable", Map.of()).facts())
                .toList()));
  }

  private static Map<String, List<String>> understood(String text) {
    try {
      return values(load(text));
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
  }
}
