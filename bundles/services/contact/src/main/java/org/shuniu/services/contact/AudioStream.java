// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** A file of audio as an HTTP answer, whole or in part (RFC 9110, one range). */
final class AudioStream {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private static final int BUFFER = 64 * 1024;

  private AudioStream() {}

  /** The answer to a request with this {@code Range} header. */
  static Response answer(String uri, @Nullable String range) {
    Path file = file(uri);
    long size;
    try {
      size = Files.size(file);
    } catch (IOException e) {
      throw HubException.notFound("contact.recording.unknown", String.valueOf(file.getFileName()));
    }
    Optional<long[]> part = part(range, size);
    if (part.isPresent() && part.get()[0] > part.get()[1]) {
      return Response.status(416).header("Content-Range", "bytes */" + size).build();
    }
    long first = part.map(p -> p[0]).orElse(0L);
    long last = part.map(p -> p[1]).orElse(size - 1);
    StreamingOutput body = out -> copy(file, first, last - first + 1, out);
    Response.ResponseBuilder answer =
        part.isPresent()
            ? Response.status(Response.Status.PARTIAL_CONTENT)
                .header("Content-Range", "bytes %d-%d/%d".formatted(first, last, size))
            : Response.ok();
    return answer
        .entity(body)
        .type("audio/wav")
        .header(HttpHeaders.CONTENT_LENGTH, last - first + 1)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .header("Accept-Ranges", "bytes")
        .build();
  }

  private static Path file(String uri) {
    URI where = URI.create(uri);
    if (!"file".equals(where.getScheme())) {
      throw HubException.external(
          "contact.recording.unreadable", Map.of("scheme", String.valueOf(where.getScheme())));
    }
    return Path.of(where);
  }

  /** First and last byte; first behind last if there is no such part; empty for the whole. */
  private static Optional<long[]> part(@Nullable String range, long size) {
    Matcher asked = RANGE.matcher(range == null ? "" : range.strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      // What is not understood is to be ignored.
      return Optional.empty();
    }
    if (asked.group(1).isEmpty()) {
      long suffix = Math.min(size, Long.parseLong(asked.group(2)));
      return Optional.of(new long[] {size - suffix, suffix == 0 ? -1 : size - 1});
    }
    long first = Long.parseLong(asked.group(1));
    long last = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (!asked.group(2).isEmpty() && last < first) {
      return Optional.empty();
    }
    return Optional.of(new long[] {first, Math.min(last, size - 1)});
  }

  private static void copy(Path file, long first, long length, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(first);
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException(file + " became shorter");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
