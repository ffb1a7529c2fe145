// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the console by path. A request only ever looks up a name in this map, so no path,
 * however written, reaches anything else. Immutable.
 */
final class Assets {
  private static final String COMPRESSED = ".gz";
  private static final String START_PAGE = "index.html";

  private final Map<String, Asset> byPath;

  private Assets(Map<String, Asset> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /**
   * Reads files into memory; a {@code x.gz} becomes the compressed form of {@code x}.
   *
   * @param root part of each address before the path, for example {@code /console/}
   */
  static Assets read(Collection<URL> files, String root) {
    Map<String, byte[]> contents = new HashMap<>();
    for (URL file : files) {
      String address = file.getPath();
      if (!address.endsWith("/")) {
        contents.put(address.substring(address.indexOf(root) + root.length()), bytes(file));
      }
    }
    return of(contents);
  }

  static Assets of(Map<String, byte[]> contents) {
    Map<String, Asset> assets = new HashMap<>();
    contents.forEach(
        (path, content) -> {
          if (!path.endsWith(COMPRESSED)) {
            Optional<byte[]> gzip = Optional.ofNullable(contents.get(path + COMPRESSED));
            assets.put(path, Asset.of(path, content, gzip));
          }
        });
    return new Assets(assets);
  }

  int size() {
    return byPath.size();
  }

  /**
   * The file for a request. Addresses of screens ({@code /desktop}) have no file of their own and
   * give the start page; a missing file ({@code /assets/old.js}) gives nothing, or a browser would
   * run a page as a script.
   */
  Optional<Asset> find(String path) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    Asset asset = byPath.get(name.isEmpty() ? START_PAGE : name);
    if (asset != null) {
      return Optional.of(asset);
    }
    boolean screen =
        name.indexOf('.') < 0 && !name.startsWith("api/") && !name.startsWith("assets/");
    return screen ? Optional.ofNullable(byPath.get(START_PAGE)) : Optional.empty();
  }

  private static byte[] bytes(URL file) {
    try (InputStream in = file.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
