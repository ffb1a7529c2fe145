// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Archives that nobody should trust. */
final class Archives {
  private Archives() {}

  static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  static void write(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** The same archive with another manifest, whose own digest is right. */
  static void rewrite(Path from, Path to, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = read(from);
    entries.put(Manifest.NAME, seal(change.apply(head(entries))));
    write(to, entries);
  }

  /** What a manifest says, without its end. */
  static String head(Map<String, byte[]> entries) {
    byte[] manifest = entries.getOrDefault(Manifest.NAME, new byte[0]);
    String text = new String(manifest, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf("end "));
  }

  static byte[] seal(String head) {
    String digest = Digests.of(head.getBytes(StandardCharsets.UTF_8));
    return (head + "end " + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
