// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * The library of prompts, for administrators (I1, I3, T19): recorded, or a text that is spoken. A
 * new version is listened to first and then published; an older one is the way back.
 */
@Component(service = Object.class)
@RestResource
@Path("/ivr/prompts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ivr")
public class PromptResource {
  private static final String MANAGE = "ivr:manage";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_COMMENT = 400;

  private final IvrService ivr;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public PromptResource(
      @Reference IvrService ivr, @Reference Access access, @Reference Audit audit) {
    this.ivr = ivr;
    this.access = access;
    this.audit = audit;
  }

  /**
   * A prompt with its versions, newest first.
   *
   * @param usedBy {@code line:12345}, {@code flow:hotline}
   */
  public record PromptView(
      String name,
      String label,
      Optional<Integer> published,
      List<PromptVersionView> versions,
      List<String> usedBy) {}

  /**
   * One version.
   *
   * @param text what is spoken; absent: it is recorded
   * @param millis how long the recording lasts; 0 for a text
   */
  public record PromptVersionView(
      int version,
      String language,
      Optional<String> text,
      int millis,
      String comment,
      String createdBy,
      Instant createdAt,
      boolean published) {}

  /**
   * A new version: either a text or a recording.
   *
   * @param language BCP 47
   * @param text what shall be spoken
   * @param wav a WAV file in Base64: PCM, A-law or µ-law, 8 or 16 kHz, mono, two minutes at most
   */
  public record PromptInput(
      String label,
      String language,
      Optional<String> text,
      Optional<String> wav,
      Optional<String> comment) {}

  /** The number that a new version got. */
  public record PromptVersionAdded(int version) {}

  @GET
  @Needs(MANAGE)
  @Operation(operationId = "listPrompts", summary = "All prompts with their versions")
  public List<PromptView> list() {
    access.require(MANAGE);
    Map<String, Set<String>> flows = ivr.store().promptUsers();
    return ivr.prompts().list().stream().map(prompt -> view(prompt, flows)).toList();
  }

  @POST
  @Needs(MANAGE)
  @Path("/{name}")
  @Operation(
      operationId = "addPromptVersion",
      summary = "Adds a version, to be listened to before it is published")
  public PromptVersionAdded add(@PathParam("name") String name, PromptInput input) {
    access.require(MANAGE);
    check(NAME.matcher(name).matches(), "name");
    int version = ivr.prompts().add(name, draft(input));
    audit.record("ivr:add-prompt", "prompt:" + name, Map.of("version", version));
    return new PromptVersionAdded(version);
  }

  @POST
  @Needs(MANAGE)
  @Path("/{name}/{version}/publish")
  @Operation(operationId = "publishPrompt", summary = "Callers hear this version; also an older")
  public void publish(@PathParam("name") String name, @PathParam("version") int version) {
    access.require(MANAGE);
    ivr.prompts().publish(name, version);
    audit.record("ivr:publish-prompt", "prompt:" + name, Map.of("version", version));
    ivr.reload();
  }

  @DELETE
  @Needs(MANAGE)
  @Path("/{name}")
  @Operation(
      operationId = "removePrompt",
      summary = "Takes a prompt away; refused while a line or a flow speaks it")
  public void remove(@PathParam("name") String name) {
    access.require(MANAGE);
    List<String> users = users(name, ivr.store().promptUsers());
    if (!users.isEmpty()) {
      throw HubException.conflict("ivr.prompt.in-use", Map.of("users", String.join(", ", users)));
    }
    ivr.prompts().remove(name);
    audit.record("ivr:remove-prompt", "prompt:" + name, Map.of());
    ivr.reload();
  }

  @GET
  @Needs(MANAGE)
  @Path("/{name}/{version}/audio")
  @Produces({"audio/wav", MediaType.APPLICATION_JSON})
  @Operation(operationId = "listenToPrompt", summary = "A version as callers hear it")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "audio/wav", schema = @Schema(type = "string", format = "binary")))
  public Response audio(
      @PathParam("name") String name,
      @PathParam("version") int version,
      @HeaderParam("Range") @Nullable String range) {
    access.require(MANAGE);
    String uri =
        ivr.voice()
            .say(ivr.prompts().content(name, version))
            .toCompletableFuture()
            .join()
            .orElseThrow(() -> HubException.external("ivr.prompt.silent", Map.of("name", name)));
    return PromptAudio.answer(uri, range);
  }

  private PromptStore.Draft draft(PromptInput input) {
    String label = input.label().strip();
    String comment = given(input.comment()).orElse("");
    Optional<String> text = given(input.text());
    check(!label.isEmpty() && label.length() <= LONGEST_LABEL, "label");
    check(comment.length() <= LONGEST_COMMENT, "comment");
    check(LANGUAGE.matcher(input.language()).matches(), "language");
    check(text.isPresent() != input.wav().isPresent(), "text");
    check(text.filter(it -> it.length() > LONGEST_TEXT).isEmpty(), "text");
    return new PromptStore.Draft(
        label,
        input.language(),
        text,
        input.wav().map(PromptResource::recording),
        comment,
        access.current().name());
  }

  private static byte[] recording(String wav) {
    byte[] upload;
    try {
      upload = Base64.getDecoder().decode(wav);
    } catch (IllegalArgumentException e) {
      throw HubException.invalid("ivr.prompt.invalid", Map.of("field", "wav"));
    }
    return WavFile.telephone(upload);
  }

  private static Optional<String> given(Optional<String> text) {
    return text.map(String::strip).filter(it -> !it.isEmpty());
  }

  private static void check(boolean good, String field) {
    if (!good) {
      throw HubException.invalid("ivr.prompt.invalid", Map.of("field", field));
    }
  }

  private List<String> users(String name, Map<String, Set<String>> flows) {
    Stream<String> lines =
        ivr.lines().all().values().stream()
            .filter(line -> line.speaks(name))
            .map(line -> "line:" + line.called());
    Stream<String> byFlows =
        flows.getOrDefault(name, Set.of()).stream().map(flow -> "flow:" + flow);
    return Stream.concat(lines, byFlows).toList();
  }

  private PromptView view(PromptStore.Listed prompt, Map<String, Set<String>> flows) {
    return new PromptView(
        prompt.name(),
        prompt.label(),
        prompt.published(),
        prompt.versions().stream()
            .map(
                v ->
                    new PromptVersionView(
                        v.version(),
                        v.language(),
                        v.text(),
                        v.millis(),
                        v.note(),
                        v.createdBy(),
                        v.createdAt(),
                        prompt.published().filter(p -> p == v.version()).isPresent()))
            .toList(),
        users(prompt.name(), flows));
  }
}
