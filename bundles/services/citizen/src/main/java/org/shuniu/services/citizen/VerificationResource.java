// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Who is verified in a contact (Z2). */
@Component(service = Object.class)
@RestResource
@Path("/citizens/verification")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "citizens")
public class VerificationResource {
  private static final String VERIFY = "citizen:verify";

  private final Verifications verifications;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public VerificationResource(
      @Reference CitizenService citizens, @Reference Access access, @Reference Audit audit) {
    this.verifications = citizens.verifications();
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs(VERIFY)
  @Operation(
      operationId = "getVerification",
      summary = "Who calls, as far as that is proved; or how far one citizen is",
      responses = {
        @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Verification.class))),
        @ApiResponse(responseCode = "204", description = "Nobody is verified")
      })
  public Response get(
      @QueryParam("contact") @DefaultValue("") String contact,
      @QueryParam("citizen") @Nullable String citizen) {
    access.require(VERIFY);
    Rules.reference(contact, "contact");
    Optional<Verification> found =
        citizen == null ? verifications.caller(contact) : verifications.of(contact, citizen);
    return found.map(Response::ok).orElseGet(Response::noContent).build();
  }

  @DELETE
  @Needs(VERIFY)
  @Operation(
      operationId = "endVerification",
      summary = "Nobody is verified in this contact any more")
  public void end(@QueryParam("contact") @DefaultValue("") String contact) {
    access.require(VERIFY);
    Rules.reference(contact, "contact");
    verifications.end(contact);
    audit.record("citizen:verify-end", "contact:" + contact, Map.of());
  }
}
