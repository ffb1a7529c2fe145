// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.outreach.NoticeState;

/** Notices for screens: what was told to citizens, and sending again what failed (C3, W1). */
@Component(service = Object.class)
@RestResource
@Path("/notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "notices")
public class NoticeResource {
  private static final String RESEND = "notice:resend";
  private static final int LONGEST_REASON = 400;

  private final Access access;
  private final Audit audit;
  private final Notices notices;
  private final NoticeSearch search;
  private final Transactions transactions;

  /** Made by the component runtime. */
  @Activate
  public NoticeResource(
      @Reference Access access,
      @Reference Audit audit,
      @Reference OutreachService outreach,
      @Reference(target = "(osgi.unit.name=outreach)") EntityManager em,
      @Reference Transactions transactions) {
    this.access = access;
    this.audit = audit;
    this.notices = outreach.notices();
    this.search = new NoticeSearch(em, transactions);
    this.transactions = transactions;
  }

  /** Notices, newest first. */
  @GET
  @Needs(Notices.READ)
  @Operation(operationId = "listNotices", summary = "Notices, newest first; to is a whole number")
  public NoticePage list(
      @QueryParam("reference") @Nullable String reference,
      @QueryParam("state") @Nullable NoticeState state,
      @QueryParam("to") @Nullable String to,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("until") @Nullable Instant until,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(Notices.READ);
    return search.notices(
        new NoticeSearch.Filter(reference, state, to, from, until), limit, cursor);
  }

  /** One notice. */
  @GET
  @Path("/{id}")
  @Needs(Notices.READ)
  @Operation(operationId = "getNotice", summary = "One notice")
  public Notice get(@PathParam("id") String id) {
    access.require(Notices.READ);
    return transactions.call(() -> Notice.of(notices.find(id)));
  }

  /** Sends a notice again. */
  @POST
  @Path("/{id}/resend")
  @Needs(RESEND)
  @Operation(
      operationId = "resendNotice",
      summary = "Sends again what failed or is uncertain; 409 notice.not-failed otherwise")
  public Notice resend(@PathParam("id") String id, ResendRequest body) {
    access.require(RESEND);
    String reason = body.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw HubException.invalid("notice.reason.invalid", Map.of("most", LONGEST_REASON));
    }
    Actor actor = Actor.user(access.current().userId());
    return transactions.call(
        () -> {
          Notice again = notices.resend(id, actor);
          audit.record(
              RESEND,
              "notice:" + id,
              Map.of("attempt", again.attempt(), "reason", Numbers.withoutNumbers(reason)));
          return again;
        });
  }
}
