// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.check.file.BundleFile;
import org.shuniu.check.file.ImportTable;

/**
 * What a connector's author tells about it so that it can be checked: {@code
 * OSGI-INF/shuniu/check.json}, see docs/connector-check.md. Texts may hold placeholders.
 *
 * @param seam {@code pbx} …, or {@code pack} for processes without code
 * @param libraries prefixes of the shared packages it imports
 * @param secrets texts by name of a file
 * @param files texts by name of a file below the hub's {@code etc}, in a folder of its own
 * @param configuration of an instance that works
 * @param reconfigured settings that are changed while it runs
 * @param wrong settings that cannot work
 * @param beside bundles of the distribution that run beside it
 * @param operations of a business link
 * @param texts of a channel or a speech engine
 * @param processes of a workflow engine or a pack
 * @param call how the peer makes a citizen call
 * @param tells how the peer tells something by itself
 * @param heapMb what an instance may hold at rest
 */
public record Profile(
    String seam,
    List<String> libraries,
    Map<String, String> secrets,
    Map<String, String> files,
    Map<String, String> configuration,
    Map<String, String> reconfigured,
    List<Wrong> wrong,
    Optional<Peer> peer,
    List<String> beside,
    List<Operation> operations,
    List<Text> texts,
    List<Process> processes,
    Optional<Request> call,
    Optional<Request> tells,
    Duration online,
    Duration offline,
    int heapMb) {
  /** Where it lies in the bundle. */
  public static final String ENTRY = "OSGI-INF/shuniu/check.json";

  /** The seam of a bundle that brings processes and no code. */
  public static final String PACK = "pack";

  /** Below a folder of {@code etc}: what lies in {@code etc} itself is the hub's. */
  private static final Pattern FILE = Pattern.compile("(\\w[\\w-]*/)+\\w[\\w.-]*");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Settings that cannot work, in a few words and as changes to the configuration. */
  public record Wrong(String what, Map<String, String> set) {}

  /**
   * The program that plays the foreign system.
   *
   * @param command arguments, no shell
   * @param control base address of its control port
   * @param prepare requests after each start
   * @param moods requests by mood
   */
  public record Peer(
      List<String> command,
      Optional<String> control,
      List<Request> prepare,
      Map<String, Request> moods) {}

  /** A request to the control port: POST of JSON. */
  public record Request(String post, JsonNode body) {}

  /**
   * Something to ask or to order.
   *
   * @param answer fields that the answer must have
   */
  public record Operation(String operation, JsonNode content, boolean order, JsonNode answer) {}

  /** A text to send or to say. */
  public record Text(String to, String text, String language) {}

  /** A process to start. */
  public record Process(String process, JsonNode variables) {}

  /** Reads the profile of a bundle; an {@code IOException} tells in words what is wrong with it. */
  public static Profile of(BundleFile file) throws IOException {
    byte[] content = file.entry(ENTRY).orElseThrow(() -> new IOException("there is no " + ENTRY));
    Raw raw = JSON.readValue(content, Raw.class);
    String seam = raw.seam == null ? "" : raw.seam;
    if (!seam.equals(PACK) && !ImportTable.SEAMS.contains(seam)) {
      throw new IOException("seam is one of " + ImportTable.SEAMS + " or " + PACK);
    }
    return raw.profile(seam, texts(file, map(raw.files)));
  }

  /** Each is given as a text, or as the name of an entry of the bundle. */
  private static Map<String, String> texts(BundleFile bundle, Map<String, JsonNode> given)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : given.entrySet()) {
      String name = file.getKey();
      if (!FILE.matcher(name).matches()) {
        throw new IOException("files are named like links/check.yaml, not " + name);
      }
      texts.put(name, text(bundle, name, file.getValue()));
    }
    return texts;
  }

  private static String text(BundleFile bundle, String name, JsonNode given) throws IOException {
    if (given.isTextual()) {
      return given.asText();
    }
    String entry = given.path("entry").asText();
    byte[] content =
        bundle
            .entry(entry)
            .orElseThrow(
                () ->
                    new IOException(
                        "the file " + name + " is a text, or names an entry of the bundle"));
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Whether it brings processes and no code. */
  public boolean pack() {
    return seam.equals(PACK);
  }

  /** The file's fields, any of which may be missing. */
  private record Raw(
      @Nullable String seam,
      @Nullable List<String> libraries,
      @Nullable Map<String, String> secrets,
      @Nullable Map<String, JsonNode> files,
      @Nullable Map<String, String> configuration,
      @Nullable Map<String, String> reconfigured,
      @Nullable List<Wrong> wrong,
      @Nullable RawPeer peer,
      @Nullable List<String> beside,
      @Nullable List<RawOperation> operations,
      @Nullable List<RawText> texts,
      @Nullable List<RawProcess> processes,
      @Nullable RawRequest call,
      @Nullable RawRequest tells,
      @Nullable Integer onlineWithinMs,
      @Nullable Integer offlineWithinMs,
      @Nullable Integer heapMb) {
    Profile profile(String known, Map<String, String> written) {
      return new Profile(
          known,
          list(libraries),
          map(secrets),
          written,
          map(configuration),
          map(reconfigured),
          list(wrong),
          Optional.ofNullable(peer).map(RawPeer::made),
          list(beside),
          list(operations).stream().map(RawOperation::made).toList(),
          list(texts).stream().map(RawText::made).toList(),
          list(processes).stream().map(RawProcess::made).toList(),
          Optional.ofNullable(call).map(RawRequest::made),
          Optional.ofNullable(tells).map(RawRequest::made),
          millis(onlineWithinMs),
          millis(offlineWithinMs),
          heapMb == null ? 64 : heapMb);
    }

    private static Duration millis(@Nullable Integer given) {
      return Duration.ofMillis(given == null ? 20_000 : given);
    }
  }

  private record RawPeer(
      @Nullable List<String> command,
      @Nullable String control,
      @Nullable List<RawRequest> prepare,
      @Nullable Map<String, RawRequest> moods) {
    Peer made() {
      Map<String, Request> known = new TreeMap<>();
      map(moods).forEach((mood, request) -> known.put(mood, request.made()));
      return new Peer(
          list(command),
          Optional.ofNullable(control),
          list(prepare).stream().map(RawRequest::made).toList(),
          known);
    }
  }

  private record RawRequest(@Nullable String post, @Nullable JsonNode body) {
    Request made() {
      return new Request(post == null ? "" : post, object(body));
    }
  }

  private record RawOperation(
      @Nullable String operation,
      @Nullable JsonNode content,
      boolean order,
      @Nullable JsonNode answer) {
    Operation made() {
      return new Operation(
          operation == null ? "" : operation, object(content), order, object(answer));
    }
  }

  private record RawText(@Nullable String to, @Nullable String text, @Nullable String language) {
    Text made() {
      return new Text(
          to == null ? "" : to, text == null ? "" : text, language == null ? "zh-CN" : language);
    }
  }

  private record RawProcess(@Nullable String process, @Nullable JsonNode variables) {
    Process made() {
      return new Process(process == null ? "" : process, object(variables));
    }
  }

  private static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  private static <V> Map<String, V> map(@Nullable Map<String, V> given) {
    return given == null ? Map.of() : new LinkedHashMap<>(given);
  }

  private static JsonNode object(@Nullable JsonNode given) {
    return given == null ? JSON.createObjectNode() : given;
  }
}
