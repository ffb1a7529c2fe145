// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an archive says of itself: lines of text, the last of which is the digest of all before.
 *
 * @param version of the hub that wrote it
 * @param takenAt the moment of database and journal
 * @param home where that hub kept its files
 * @param database {@code h2} or {@code postgresql}
 * @param databaseFile of an embedded database, relative to the home; else empty
 * @param databaseBytes what the database took on its disk
 * @param rows of each table
 * @param files all other entries of the archive
 */
record Manifest(
    String version,
    Instant takenAt,
    Path home,
    String database,
    String databaseFile,
    long databaseBytes,
    SortedMap<String, Long> rows,
    List<Entry> files) {
  /** Its name in the archive. */
  static final String NAME = "MANIFEST";

  /** The database's name in the archive. */
  static final String DATABASE = "database";

  /** Before the names of the home's files. */
  static final String HOME = "home/";

  private static final String FORMAT = "1";

  /**
   * One file of the archive.
   *
   * @param digest SHA-256
   */
  record Entry(String name, long size, String digest) {
    /** Throws unless it is {@link #DATABASE} or a file that stays in the home. */
    Entry {
      boolean inHome =
          name.startsWith(HOME)
              && Path.of("/", name).normalize().toString().equals("/" + name)
              && name.chars().noneMatch(c -> c < ' ' || c == '\\');
      if (!inHome && !name.equals(DATABASE)) {
        throw new IllegalArgumentException("no file of a home: " + name);
      }
    }
  }

  /** The bytes of all files. */
  long bytes() {
    return files.stream().mapToLong(Entry::size).sum();
  }

  byte[] format() {
    StringBuilder text = new StringBuilder(200 * files.size() + 4096);
    line(text, "shuniu-backup", FORMAT);
    line(text, "version", version);
    line(text, "taken-at", takenAt.toString());
    line(text, "home", home.toString());
    line(text, "database", database);
    line(text, "database-file", databaseFile);
    line(text, "database-bytes", Long.toString(databaseBytes));
    rows.forEach((table, count) -> line(text, "rows", count + " " + table));
    files.forEach(f -> line(text, "file", f.digest() + " " + f.size() + " " + f.name()));
    line(text, "end", Digests.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder to, String word, String rest) {
    to.append(word).append(' ').append(rest).append('\n');
  }

  /** Throws with a sentence if this is no manifest, not whole, or of a later format. */
  static Manifest parse(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith("shuniu-backup ")) {
      throw new IOException("this is no backup of a hub");
    }
    int end = text.lastIndexOf("end ");
    String head = end < 0 ? "" : text.substring(0, end);
    if (end < 0
        || !text.substring(end + 4)
            .strip()
            .equals(Digests.of(head.getBytes(StandardCharsets.UTF_8)))) {
      throw new IOException("the manifest of the archive is damaged");
    }
    try {
      return read(head);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException("the manifest of the archive cannot be read: " + e.getMessage(), e);
    }
  }

  private static Manifest read(String head) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    SortedMap<String, Long> rows = new TreeMap<>();
    List<Entry> files = new ArrayList<>();
    for (String line : head.split("\n", -1)) {
      int space = line.indexOf(' ');
      String word = space < 0 ? "" : line.substring(0, space);
      String rest = line.substring(space + 1);
      if (word.equals("rows")) {
        String[] row = rest.split(" ", 2);
        rows.put(row[1], Long.parseLong(row[0]));
      } else if (word.equals("file")) {
        String[] file = rest.split(" ", 3);
        files.add(new Entry(file[2], Long.parseLong(file[1]), file[0]));
      } else if (!word.isEmpty()) {
        words.put(word, rest);
      }
    }
    if (!FORMAT.equals(words.get("shuniu-backup"))) {
      throw new IOException(
          "the archive has a format that this hub does not know; use a newer hub");
    }
    return new Manifest(
        need(words, "version"),
        Instant.parse(need(words, "taken-at")),
        Path.of(need(words, "home")),
        need(words, "database"),
        need(words, "database-file"),
        Long.parseLong(need(words, "database-bytes")),
        rows,
        files);
  }

  private static String need(Map<String, String> words, String word) {
    String value = words.get(word);
    if (value == null) {
      throw new IllegalArgumentException("it lacks " + word);
    }
    return value;
  }
}
