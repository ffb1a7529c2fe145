// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.persistence.EntityManager;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;

/** What citizens have sent, for screens. */
@Component(service = Object.class)
@RestResource
@Path("/texts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "notices")
public class TextResource {
  private final Access access;
  private final NoticeSearch search;

  /** Made by the component runtime. */
  @Activate
  public TextResource(
      @Reference Access access,
      @Reference(target = "(osgi.unit.name=outreach)") EntityManager em,
      @Reference Transactions transactions) {
    this.access = access;
    this.search = new NoticeSearch(em, transactions);
  }

  /** Texts, newest first. */
  @GET
  @Needs(Notices.READ)
  @Operation(operationId = "listReceivedTexts", summary = "Texts of citizens, newest first")
  public ReceivedTextPage list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(Notices.READ);
    return search.texts(limit, cursor);
  }
}
