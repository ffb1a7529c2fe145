// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/** One mapping in {@code etc/links}: the truth (decision 0016), also for who edits it by hand. */
final class MappingFile {
  /** In bytes. */
  static final int LARGEST = 512 * 1024;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");

  private final Path path;

  MappingFile(Path folder, String name) {
    if (!NAME.matcher(name).matches()) {
      throw HubException.invalid("business.mapping.name-invalid", Map.of("name", name));
    }
    this.path = folder.resolve(name + ".yaml");
  }

  /** What stands in it; empty where there is no file. */
  Optional<String> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (Files.size(path) > LARGEST) {
        throw unreadable("too-long");
      }
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw unreadable("not-utf8");
    } catch (IOException e) {
      throw unreadable("io");
    }
  }

  private HubException unreadable(String why) {
    return HubException.conflict(
        "business.mapping.unreadable", Map.of("file", path.getFileName().toString(), "why", why));
  }

  /** Whole or not at all. */
  void write(String text) {
    try {
      Files.createDirectories(path.getParent());
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw HubException.external(
          "business.mapping.not-writable", Map.of("file", path.getFileName().toString()), e);
    }
  }

  /** As links count versions. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
