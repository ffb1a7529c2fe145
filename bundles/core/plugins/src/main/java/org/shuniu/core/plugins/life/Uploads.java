// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.core.plugins.life.Candidates.Candidate;

/**
 * Files that come in parts, since the hub reads no long request. A few at a time; what does not go
 * on for a while is forgotten.
 *
 * <p>Safe for use by many threads.
 */
@Component(service = Uploads.class)
public final class Uploads {
  private static final int MOST = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PluginLife life;
  private final Map<String, Upload> open = new HashMap<>();

  private static final class Upload {
    final Path file;
    final String fileName;
    final long size;
    final Optional<String> signature;
    long received;
    int parts;
    Instant touched = Instant.now();

    Upload(Path file, String fileName, long size, Optional<String> signature) {
      this.file = file;
      this.fileName = fileName;
      this.size = size;
      this.signature = signature;
    }
  }

  @Activate
  public Uploads(@Reference PluginLife life) {
    this.life = life;
  }

  /**
   * Opens one; returns its id.
   *
   * @param size in bytes, of the whole file
   * @param signature of the whole file, in Base64
   */
  synchronized String open(String fileName, long size, Optional<String> signature) {
    forget();
    if (size < 1 || size > life.fileLimit()) {
      throw life.tooLarge();
    }
    if (open.size() >= MOST) {
      throw HubException.capacity("plugins.upload.too-many", Map.of("most", MOST));
    }
    String id = Ids.next();
    open.put(id, new Upload(life.fleet().store().fresh(), fileName, size, signature));
    return id;
  }

  /** Adds a part; they come in order, counted from 0. */
  synchronized void add(String id, int part, byte[] content) {
    Upload upload = find(id);
    if (part != upload.parts || upload.received + content.length > upload.size) {
      throw HubException.conflict(
          "plugins.upload.part", Map.of("expected", upload.parts, "part", part));
    }
    try {
      Files.write(upload.file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    }
    upload.parts++;
    upload.received += content.length;
    upload.touched = Instant.now();
  }

  /** It is whole: looks into it. */
  Candidate finish(String id) {
    Upload upload;
    synchronized (this) {
      upload = find(id);
      if (upload.received != upload.size) {
        throw HubException.conflict(
            "plugins.upload.incomplete", Map.of("size", upload.size, "received", upload.received));
      }
      open.remove(id);
    }
    return life.look(upload.file, upload.fileName, upload.signature);
  }

  private Upload find(String id) {
    Upload upload = open.get(id);
    if (upload == null) {
      throw HubException.notFound("plugins.upload.unknown", id);
    }
    return upload;
  }

  private void forget() {
    Instant oldest = Instant.now().minus(PATIENCE);
    for (Iterator<Upload> all = open.values().iterator(); all.hasNext(); ) {
      Upload upload = all.next();
      if (upload.touched.isBefore(oldest)) {
        all.remove();
        PluginLife.discard(upload.file);
      }
    }
  }
}
