// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive that somebody brings: nothing in it is believed before it is checked. */
final class ArchiveReader implements AutoCloseable {
  private static final int MOST_MANIFEST_BYTES = 256 * 1024 * 1024;

  private final ZipFile zip;
  private final Manifest manifest;

  /** Opens it and compares its entries with its manifest; their contents are not read yet. */
  ArchiveReader(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new IOException(file + " is no backup of a hub, or was cut: " + e.getMessage(), e);
    }
    try {
      manifest = readManifest();
      compare();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Reads all of it; throws at the first entry that is not what the manifest says. */
  void verify(Progress progress) throws IOException {
    for (Manifest.Entry entry : manifest.files()) {
      read(entry, OutputStream.nullOutputStream());
      progress.file("checked", entry.size());
    }
  }

  /** Writes one entry to a new file, for its owner only. */
  void extract(Manifest.Entry entry, Path to) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
      read(entry, out);
    }
  }

  private void read(Manifest.Entry entry, OutputStream to) throws IOException {
    try (InputStream in = open(entry.name())) {
      // One byte more than it may have: a bomb is cut short, and told from the real thing.
      Digests.Copied copied = Digests.copy(in, to, entry.size() + 1);
      if (copied.bytes() != entry.size() || !copied.digest().equals(entry.digest())) {
        throw new IOException("the archive is damaged: " + entry.name() + " has another digest");
      }
    } catch (ZipException e) {
      throw new IOException("the archive is damaged: " + entry.name() + ": " + e.getMessage(), e);
    }
  }

  private Manifest readManifest() throws IOException {
    if (zip.getEntry(Manifest.NAME) == null) {
      throw new IOException("this is no backup of a hub: it has no manifest");
    }
    try (InputStream in = open(Manifest.NAME)) {
      byte[] bytes = in.readNBytes(MOST_MANIFEST_BYTES + 1);
      if (bytes.length > MOST_MANIFEST_BYTES) {
        throw new IOException("the manifest of the archive is too large");
      }
      return Manifest.parse(bytes);
    }
  }

  private InputStream open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("the archive is damaged: it lacks " + name);
    }
    return zip.getInputStream(entry);
  }

  private void compare() throws IOException {
    Map<String, Manifest.Entry> told = new HashMap<>();
    for (Manifest.Entry entry : manifest.files()) {
      if (entry.size() < 0 || told.put(entry.name(), entry) != null) {
        throw new IOException("the manifest of the archive tells twice of " + entry.name());
      }
    }
    if (told.size() > ArchiveWriter.MOST_FILES) {
      throw new IOException("the archive has too many files");
    }
    Set<String> there = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!there.add(entry.getName())
          || (!told.containsKey(entry.getName()) && !entry.getName().equals(Manifest.NAME))) {
        throw new IOException(
            "the archive holds what its manifest does not tell of: " + entry.getName());
      }
    }
    if (there.size() != told.size() + 1 || !told.containsKey(Manifest.DATABASE)) {
      throw new IOException("the archive lacks files that its manifest tells of");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
