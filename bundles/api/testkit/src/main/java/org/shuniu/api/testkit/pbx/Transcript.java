// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded conversation with a switch: gzip of JSON lines, each one read or write of the socket
 * ({@code {"ms","dir":"c2s"|"s2c","b64"}}), byte by byte as it was.
 */
public final class Transcript {
  /**
   * One read or write.
   *
   * @param millis since the connection was made
   * @param fromSwitch whether the switch sent it
   */
  public record Chunk(long millis, boolean fromSwitch, byte[] bytes) {}

  /** One message of the protocol, without the blank line that ends it. */
  public record Block(long millis, boolean fromSwitch, String text) {}

  private final List<Chunk> chunks;

  private Transcript(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  /** Reads a recording; closes the stream. */
  public static Transcript read(InputStream gzip) {
    ObjectMapper json = new ObjectMapper();
    List<Chunk> chunks = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = json.readTree(line);
        chunks.add(
            new Chunk(
                node.get("ms").asLong(),
                node.get("dir").asText().equals("s2c"),
                Base64.getDecoder().decode(node.get("b64").asText())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Transcript(List.copyOf(chunks));
  }

  /** All reads and writes in their order. */
  public List<Chunk> chunks() {
    return chunks;
  }

  /**
   * All messages in the order in which they were complete, cut at blank lines that end with this
   * line end: {@code "\r\n"} for AMI, {@code "\n"} for ESL.
   */
  public List<Block> blocks(String lineEnd) {
    List<Block> blocks = new ArrayList<>();
    ByteArrayOutputStream[] pending = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    for (Chunk chunk : chunks) {
      ByteArrayOutputStream open = pending[chunk.fromSwitch() ? 1 : 0];
      open.writeBytes(chunk.bytes());
      String text = open.toString(StandardCharsets.ISO_8859_1);
      int from = 0;
      String blank = lineEnd + lineEnd;
      for (int end = text.indexOf(blank); end >= 0; end = text.indexOf(blank, from)) {
        blocks.add(new Block(chunk.millis(), chunk.fromSwitch(), utf8(text.substring(from, end))));
        from = end + blank.length();
      }
      open.reset();
      open.writeBytes(text.substring(from).getBytes(StandardCharsets.ISO_8859_1));
    }
    return blocks;
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
