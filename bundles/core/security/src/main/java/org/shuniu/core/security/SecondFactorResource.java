// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * The own second factor. Whoever changes it shows the password again, and the factor that holds: a
 * console may have been left open.
 */
@Component(service = Object.class)
@RestResource
@Path("/session/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
  private final SecondFactors factors;
  private final Logins logins;
  private final HubAccess access;

  /** Since when there is one; absent without. */
  record SecondFactorView(Optional<Instant> since, int recoveryCodesLeft) {}

  /** The secret for the authenticator: as an address for a QR code, and to be typed. */
  record SecondFactorSetUp(String secret, String uri) {}

  /** Who asks is still who logged in. */
  record SecondFactorBegin(String password) {}

  /** What the authenticator shows. */
  record SecondFactorCode(String code) {}

  /** Password, and a code of the authenticator or a recovery code. */
  record SecondFactorProof(String password, String code) {}

  /** Each is good for one login without the authenticator. They are told this once. */
  record RecoveryCodes(List<String> codes) {}

  @Activate
  public SecondFactorResource(
      @Reference SecondFactors factors, @Reference Logins logins, @Reference HubAccess access) {
    this.factors = factors;
    this.logins = logins;
    this.access = access;
  }

  @GET
  @Needs(Needs.SESSION)
  @Operation(operationId = "getSecondFactor", summary = "Whether the own account has one")
  public SecondFactorView get() {
    SecondFactors.State state = factors.state(userId());
    return new SecondFactorView(state.since(), state.recoveryCodesLeft());
  }

  @POST
  @Needs(Needs.SESSION)
  @Operation(
      operationId = "beginSecondFactor",
      summary = "A new secret, which holds once a code of it was shown")
  public SecondFactorSetUp begin(SecondFactorBegin begin) {
    logins.confirm(access.session(), begin.password(), Optional.empty());
    SecondFactors.Enrolment enrolment = factors.begin(userId());
    return new SecondFactorSetUp(enrolment.secret(), enrolment.uri());
  }

  @PUT
  @Needs(Needs.SESSION)
  @Operation(operationId = "confirmSecondFactor", summary = "The first code; puts it in force")
  public RecoveryCodes confirm(SecondFactorCode code) {
    return new RecoveryCodes(factors.confirm(access.session(), code.code()));
  }

  @POST
  @Path("/recovery-codes")
  @Needs(Needs.SESSION)
  @Operation(
      operationId = "renewRecoveryCodes",
      summary = "New recovery codes; the former are void")
  public RecoveryCodes renew(SecondFactorProof proof) {
    logins.confirm(access.session(), proof.password(), Optional.of(proof.code()));
    return new RecoveryCodes(factors.renewRecoveryCodes(userId()));
  }

  @POST
  @Path("/removal")
  @Needs(Needs.SESSION)
  @Operation(operationId = "removeSecondFactor", summary = "Log in by password alone again")
  public void remove(SecondFactorProof proof) {
    logins.confirm(access.session(), proof.password(), Optional.of(proof.code()));
    factors.remove(userId());
  }

  private String userId() {
    return access.session().identity().userId();
  }
}
