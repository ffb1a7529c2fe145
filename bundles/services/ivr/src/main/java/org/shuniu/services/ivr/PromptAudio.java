// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** A prompt as an HTTP answer, whole or from a place on (RFC 9110): short enough for the memory. */
final class PromptAudio {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");

  private PromptAudio() {}

  static Response answer(String uri, @Nullable String range) {
    byte[] audio = read(uri);
    Matcher asked = RANGE.matcher(range == null ? "" : range.strip());
    if (!asked.matches()) {
      return headers(Response.ok(audio)).build();
    }
    int first = Integer.parseInt(asked.group(1));
    int last = asked.group(2).isEmpty() ? audio.length - 1 : Integer.parseInt(asked.group(2));
    int end = Math.min(last, audio.length - 1);
    if (first > end) {
      return Response.status(416).header("Content-Range", "bytes */" + audio.length).build();
    }
    return headers(
            Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(Arrays.copyOfRange(audio, first, end + 1)))
        .header("Content-Range", "bytes %d-%d/%d".formatted(first, end, audio.length))
        .build();
  }

  private static Response.ResponseBuilder headers(Response.ResponseBuilder answer) {
    return answer.type("audio/wav").header("Accept-Ranges", "bytes");
  }

  private static byte[] read(String uri) {
    try {
      return Files.readAllBytes(Path.of(URI.create(uri)));
    } catch (IOException | IllegalArgumentException e) {
      throw HubException.notFound("ivr.prompt.silent", uri.substring(uri.lastIndexOf('/') + 1));
    }
  }
}
