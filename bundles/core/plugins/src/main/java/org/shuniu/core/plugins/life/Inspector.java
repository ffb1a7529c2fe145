// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.shuniu.api.base.HubException;

/**
 * Looks into a file that somebody gave, a jar or a KAR, before anything of it is used. All of it is
 * unpacked once, into nowhere and within bounds, so what is broken or would burst shows here. The
 * jars of what is whole are in the store afterwards.
 */
final class Inspector {
  private static final int MOST_ENTRIES = 50_000;
  private static final String IN_KAR = "repository/";

  private final JarStore store;
  private final long unpackedLimit;
  private long unpacked;
  private int entries;

  /**
   * For one file.
   *
   * @param unpackedLimit in bytes, of all that is in the file together
   */
  Inspector(JarStore store, long unpackedLimit) {
    this.store = store;
    this.unpackedLimit = unpackedLimit;
  }

  /** The plugin of a jar, or the plugins of a KAR in its order. The file is used up. */
  List<PluginFile> inspect(Path file) {
    try {
      Optional<Map<String, String>> headers = look(file);
      if (headers.filter(h -> h.containsKey("Bundle-SymbolicName")).isPresent()) {
        return List.of(keep(file, headers.get()));
      }
      List<PluginFile> plugins = ofKar(file);
      if (plugins.isEmpty()) {
        throw HubException.invalid("plugins.file.no-plugin", Map.of());
      }
      return plugins;
    } catch (ZipException | IllegalArgumentException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    }
  }

  /** Reads all of a zip; gives the headers of its manifest. */
  private Optional<Map<String, String>> look(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        requireHarmless(entry);
        try (InputStream in = zip.getInputStream(entry)) {
          drain(in, entry, OutputStream.nullOutputStream());
        }
      }
      ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
      if (manifest == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(manifest)) {
        return Optional.of(headers(new Manifest(in)));
      }
    }
  }

  private static Map<String, String> headers(Manifest manifest) {
    Map<String, String> headers = new HashMap<>();
    manifest.getMainAttributes().forEach((k, v) -> headers.put(k.toString(), v.toString()));
    return headers;
  }

  private void requireHarmless(ZipEntry entry) {
    entries++;
    if (entries > MOST_ENTRIES || entry.getSize() > unpackedLimit) {
      throw bomb();
    }
    String name = entry.getName();
    if (name.startsWith("/") || name.contains("\\") || List.of(name.split("/")).contains("..")) {
      throw corrupt(name);
    }
  }

  private void drain(InputStream in, ZipEntry entry, OutputStream out) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[64 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      unpacked += n;
      if (unpacked > unpackedLimit) {
        throw bomb();
      }
      sum.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
      throw corrupt(entry.getName());
    }
  }

  private List<PluginFile> ofKar(Path file) throws IOException {
    List<PluginFile> plugins = new ArrayList<>();
    try (ZipFile kar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(kar.entries())) {
        if (entry.getName().startsWith(IN_KAR) && entry.getName().endsWith(".jar")) {
          plugins.add(unpack(kar, entry));
        }
      }
    }
    Files.delete(file);
    if (plugins.stream().map(PluginFile::name).distinct().count() < plugins.size()) {
      throw corrupt("repository: two jars of one name");
    }
    return plugins;
  }

  private PluginFile unpack(ZipFile kar, ZipEntry entry) throws IOException {
    Path jar = store.fresh();
    try (InputStream in = kar.getInputStream(entry);
        OutputStream out = Files.newOutputStream(jar)) {
      drain(in, entry, out);
    }
    return keep(jar, look(jar).orElse(Map.of()));
  }

  private PluginFile keep(Path jar, Map<String, String> headers) throws IOException {
    String sha256 = Digest.of(jar);
    PluginFile plugin = PluginFile.of(sha256, Files.size(jar), headers);
    store.keep(jar, sha256);
    return plugin;
  }

  private HubException bomb() {
    return HubException.caller(
        HubException.Reason.TOO_LARGE,
        "plugins.file.bomb",
        Map.of("maxMiB", unpackedLimit / (1024 * 1024)));
  }

  private static HubException corrupt(String what) {
    return HubException.invalid("plugins.file.corrupt", Map.of("what", what));
  }
}
