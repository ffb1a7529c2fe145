// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Business categories for the wrap-up. */
@Component(service = Object.class)
@RestResource
@Path("/categories")
@Produces(MediaType.APPLICATION_JSON)
public class CategoryResource {
  private static final int LONGEST = 64;

  private final Access access;
  private final Categories categories;

  /** Made by the component runtime. */
  @Activate
  public CategoryResource(@Reference Access access, @Reference Categories categories) {
    this.access = access;
    this.categories = categories;
  }

  /** Searches by label, pinyin or initials. */
  @GET
  @Needs({"contact:read", "contact:own"})
  @Operation(
      operationId = "findCategories",
      summary = "Categories whose label, pinyin or initials match; without a text the whole tree")
  public List<Category> find(@QueryParam("q") @DefaultValue("") String text) {
    if (!access.permits("contact:read")) {
      access.require("contact:own");
    }
    if (text.length() > LONGEST) {
      throw HubException.invalid("contact.filter.invalid", Map.of("field", "q"));
    }
    return categories.find(text);
  }
}
