// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorded prompts as files of the hub's home, which the switch reads and backups hold. A file has
 * the name of its content: it is written once and never changed.
 */
@Component(service = PromptFiles.class)
public final class PromptFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PromptFiles.class);
  private static final String FOLDER = "data/prompts";

  private final Path folder;

  /** Made by the component runtime. */
  @Activate
  public PromptFiles(BundleContext context) {
    this(home(context).resolve(FOLDER).toAbsolutePath().normalize());
  }

  PromptFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home(BundleContext context) {
    String home = context.getProperty("shuniu.home");
    if (home == null || home.isBlank()) {
      home = context.getProperty("karaf.base");
    }
    return Path.of(home == null ? "." : home);
  }

  /** Writes the file if it is not there yet. Gives its name. */
  String keep(byte[] audio) {
    String name = HexFormat.of().formatHex(digest(audio));
    Path file = file(name);
    if (!Files.exists(file)) {
      try {
        Path draft = Files.createTempFile(folder, name, ".tmp");
        Files.write(draft, audio);
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
          // The switch runs under another user.
          Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return name;
  }

  /** Where the switch finds it. */
  String uri(String name) {
    return file(name).toUri().toString();
  }

  /** Takes away what nobody refers to any more. */
  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", file(name), e.toString());
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".wav");
  }

  private static byte[] digest(byte[] audio) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(audio);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
