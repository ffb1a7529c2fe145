// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A new archive, a ZIP file for its owner's eyes only. It has its final name once it is whole and
 * on the disk; closed before that it is gone.
 */
final class ArchiveWriter implements AutoCloseable {
  /** More would not fit into the memory of a hub that has calls to serve. */
  static final int MOST_FILES = 500_000;

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final List<Manifest.Entry> entries = new ArrayList<>();

  ArchiveWriter(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(target + " is there already");
    }
    this.target = target;
    part = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(part);
    channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18);
    zip = new ZipOutputStream(out);
    // Calls are served on the same processors.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Adds the first {@code size} bytes of a file; one that has become shorter, as it is. */
  void add(String name, Path file, long size) throws IOException {
    if (entries.size() == MOST_FILES) {
      throw new IOException(
          "there are more than "
              + MOST_FILES
              + " files; back up without recordings and copy these by themselves");
    }
    try (InputStream in = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      Digests.Copied copied = Digests.copy(in, zip, size);
      zip.closeEntry();
      entries.add(new Manifest.Entry(name, copied.bytes(), copied.digest()));
    }
  }

  /** Completes the archive and gives it its name. */
  Manifest finish(Function<List<Manifest.Entry>, Manifest> told) throws IOException {
    Manifest manifest = told.apply(List.copyOf(entries));
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(manifest.format());
    zip.closeEntry();
    zip.finish();
    zip.flush();
    channel.force(true);
    zip.close();
    try {
      // A link, where there can be one, does not replace what somebody else put there meanwhile.
      Files.createLink(target, part);
      Files.delete(part);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + " is there already", e);
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return manifest;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
