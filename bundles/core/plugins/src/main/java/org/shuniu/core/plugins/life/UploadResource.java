// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.core.plugins.life.Candidates.Candidate;
import org.shuniu.core.plugins.life.PluginViews.PluginChange;
import org.shuniu.core.plugins.life.PluginViews.PluginPreview;
import org.shuniu.core.plugins.life.PluginViews.PluginVerdict;

/** Plugins come in: in parts, with a preview before anything happens. */
@Component(service = Object.class)
@RestResource
@Path("/plugins/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class UploadResource {
  static final String MANAGE = "plugin:manage";
  private static final int LONGEST_NAME = 200;

  private final Access access;
  private final Audit audit;
  private final PluginLife life;
  private final Uploads uploads;

  /**
   * A file that will come.
   *
   * @param size of the whole file in bytes
   * @param signature of the whole file by Ed25519, in Base64
   */
  record NewPluginUpload(String fileName, long size, Optional<String> signature) {}

  /** Where its parts go. */
  record PluginUpload(String id) {}

  /**
   * A part of a file.
   *
   * @param content in Base64, at most 700,000 characters
   */
  record PluginUploadPart(String content) {}

  /**
   * A yes.
   *
   * @param revision of the preview
   * @param beside it runs beside the version that serves everybody, for the instances whose
   *     configuration names its version; absent: it takes its place
   */
  record PluginDecision(String revision, Optional<Boolean> beside) {}

  @Activate
  public UploadResource(
      @Reference Access access,
      @Reference Audit audit,
      @Reference PluginLife life,
      @Reference Uploads uploads) {
    this.access = access;
    this.audit = audit;
    this.life = life;
    this.uploads = uploads;
  }

  @POST
  @Needs(MANAGE)
  @Operation(operationId = "openPluginUpload", summary = "Begin to send a jar or a KAR")
  public PluginUpload open(NewPluginUpload upload) {
    access.require(MANAGE);
    String name = upload.fileName().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw HubException.invalid("rest.parameter.invalid", Map.of("name", "fileName"));
    }
    return new PluginUpload(uploads.open(name, upload.size(), upload.signature()));
  }

  /**
   * @param number counts from 0
   */
  @PUT
  @Needs(MANAGE)
  @Path("/{id}/parts/{number}")
  @Operation(operationId = "addPluginUploadPart", summary = "Send the next part")
  public void add(
      @PathParam("id") String id, @PathParam("number") int number, PluginUploadPart part) {
    access.require(MANAGE);
    try {
      uploads.add(id, number, Base64.getDecoder().decode(part.content()));
    } catch (IllegalArgumentException e) {
      throw HubException.invalid("rest.parameter.invalid", Map.of("name", "content"));
    }
  }

  @POST
  @Needs(MANAGE)
  @Path("/{id}/preview")
  @Operation(
      operationId = "previewPluginUpload",
      summary = "All parts are there: what would be new, updated, refreshed, missing")
  public PluginPreview preview(@PathParam("id") String id) {
    access.require(MANAGE);
    Candidate candidate = uploads.finish(id);
    candidate
        .plugins()
        .forEach(
            file ->
                audit.record(
                    "plugin:upload",
                    "plugin:" + file.name(),
                    Map.of("version", file.version(), "sha256", file.sha256())));
    List<PluginVerdict> verdicts = life.preview(candidate).stream().map(PluginVerdict::of).toList();
    List<String> names = candidate.plugins().stream().map(PluginFile::name).toList();
    return new PluginPreview(
        candidate.id(),
        candidate.fileName(),
        candidate.signer(),
        life.versions().seen(names),
        verdicts);
  }

  @POST
  @Needs(MANAGE)
  @Path("/{id}/install")
  @Operation(
      operationId = "installPluginUpload",
      summary = "Install what the preview showed; the answer comes before it is done")
  public List<PluginChange> install(@PathParam("id") String id, PluginDecision decision) {
    access.require(MANAGE);
    Changes.Begun begun =
        life.install(
            id, Optional.of(decision.revision()), decision.beside().orElse(false), Doer.of(access));
    return begun.rows().stream().map(row -> PluginChange.of(row, life.current())).toList();
  }
}
