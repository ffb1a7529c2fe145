// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.core.plugins.life.PluginViews.PluginChange;

/** The history of all plugins, and what runs now. */
@Component(service = Object.class)
@RestResource
@Path("/plugins/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class ChangeResource {
  private static final String READ = "plugin:read";
  private static final int MOST = 100;

  private final Access access;
  private final PluginLife life;

  @Activate
  public ChangeResource(@Reference Access access, @Reference PluginLife life) {
    this.access = access;
    this.life = life;
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "listPluginChanges", summary = "What was done, newest first")
  public Page<PluginChange> list(
      @QueryParam("plugin") @DefaultValue("") String plugin,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    access.require(READ);
    int size = Math.max(1, Math.min(limit, MOST));
    List<ChangeRow> rows = life.history().list(plugin, cursor, size + 1);
    List<ChangeRow> shown = rows.subList(0, Math.min(size, rows.size()));
    return new Page<>(
        shown.stream().map(row -> PluginChange.of(row, life.current())).toList(),
        rows.size() > size ? Optional.of(shown.get(size - 1).id) : Optional.empty());
  }

  @GET
  @Needs(READ)
  @Path("/{id}")
  @Operation(operationId = "getPluginChange", summary = "How one change stands or ended")
  public PluginChange get(@PathParam("id") String id) {
    access.require(READ);
    return life.history()
        .find(id)
        .map(row -> PluginChange.of(row, life.current()))
        .orElseThrow(() -> HubException.notFound("plugins.change.unknown", id));
  }
}
