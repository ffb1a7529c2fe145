// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A bundle as a file, read once and within bounds: what it says of its own size is not believed.
 * Entries of its libraries are known by name only.
 */
public final class BundleFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final long MAX_ENTRY_BYTES = 64L << 20;
  private static final int MAX_ENTRIES = 20_000;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Path path;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Set<String> packages = new TreeSet<>();
  private final Manifest manifest;
  private long bytes;
  private int count;

  private BundleFile(Path path) throws IOException {
    this.path = path;
    // The central directory and the entries as they lie are both looked at: readers differ.
    try (ZipFile zip = new ZipFile(path.toFile())) {
      bounded(zip.size());
    }
    try (InputStream in = Files.newInputStream(path);
        ZipInputStream zip = new ZipInputStream(in)) {
      readAll(zip);
    }
    if (entries.isEmpty()) {
      throw new ZipException("it is no zip file, or an empty one");
    }
    byte[] text = entries.getOrDefault(MANIFEST, new byte[0]);
    manifest = new Manifest(new ByteArrayInputStream(text));
    readLibraries();
  }

  /** Reads a file; an {@code IOException} tells in words what is wrong with it. */
  public static BundleFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("there is no such file");
    }
    try {
      return new BundleFile(path);
    } catch (IllegalArgumentException e) { // names that are no text
      throw new ZipException(String.valueOf(e.getMessage()));
    }
  }

  private void readAll(ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (name.startsWith("/") || List.of(name.split("[/\\\\]")).contains("..")) {
        throw new ZipException("an entry lies outside of the file: " + name);
      }
      bounded(++count);
      byte[] content = content(zip);
      if (!entry.isDirectory() && entries.put(name, content) != null) {
        throw new ZipException("an entry is there twice: " + name);
      }
      notePackage(name);
    }
  }

  private void bounded(int entryCount) throws ZipException {
    if (entryCount > MAX_ENTRIES) {
      throw new ZipException("more than " + MAX_ENTRIES + " entries");
    }
  }

  private byte[] content(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    unpack(in, out);
    return out.toByteArray();
  }

  private void unpack(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long own = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes += read;
      own += read;
      if (bytes > MAX_BYTES || own > MAX_ENTRY_BYTES) {
        throw new ZipException(
            "unpacked it is larger than %d MB, or one entry larger than %d MB"
                .formatted(MAX_BYTES >> 20, MAX_ENTRY_BYTES >> 20));
      }
      out.write(buffer, 0, read);
    }
  }

  private void notePackage(String entry) {
    if (entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
      packages.add(packageOf(entry));
    }
  }

  static String packageOf(String classEntry) {
    int slash = classEntry.lastIndexOf('/');
    return slash < 0 ? "" : classEntry.substring(0, slash).replace('/', '.');
  }

  private void readLibraries() throws IOException {
    for (String library : classPath()) {
      byte[] jar = entries.get(library);
      if (jar != null) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
          for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
            bounded(++count);
            notePackage(e.getName());
            unpack(zip, OutputStream.nullOutputStream());
          }
        }
      } else if (hasFolder(library)) {
        entries.keySet().stream()
            .filter(name -> name.startsWith(library + "/"))
            .forEach(name -> notePackage(name.substring(library.length() + 1)));
      }
    }
  }

  public Path path() {
    return path;
  }

  /** The symbolic name, without what may follow it. */
  public Optional<String> name() {
    return Clause.paths(header("Bundle-SymbolicName")).stream().findFirst();
  }

  /** The name, or what else to call it. */
  public String shownName() {
    return name().orElse(String.valueOf(path.getFileName()));
  }

  String header(String name) {
    return Optional.ofNullable(manifest.getMainAttributes().getValue(name)).orElse("");
  }

  /** Folders and libraries of the class path, without the root. */
  List<String> classPath() {
    return Clause.paths(header("Bundle-ClassPath")).stream()
        .filter(entry -> !entry.equals("."))
        .map(entry -> entry.startsWith("/") ? entry.substring(1) : entry)
        .toList();
  }

  boolean has(String entry) {
    return entries.containsKey(entry) || hasFolder(entry);
  }

  private boolean hasFolder(String name) {
    return entries.keySet().stream().anyMatch(entry -> entry.startsWith(name + "/"));
  }

  /** What an entry holds. */
  public Optional<byte[]> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Names of entries that fit a pattern. */
  List<String> entries(String pattern) {
    return entries.keySet().stream().filter(name -> name.matches(pattern)).toList();
  }

  /** Entries that a header names, whose last part may hold {@code *}. */
  List<String> named(String header) {
    List<String> found = new ArrayList<>();
    for (String name : Clause.paths(header(header))) {
      String pattern =
          Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*"));
      found.addAll(entries(pattern));
    }
    return found;
  }

  /** Packages with classes in the bundle and in the libraries that it carries. */
  Set<String> packages() {
    return packages;
  }

  /** Its own classes, not those of libraries. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    entries.forEach(
        (name, content) -> {
          if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
            classes.put(name, content);
          }
        });
    return classes;
  }
}
