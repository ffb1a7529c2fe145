// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
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
import org.shuniu.core.plugins.life.PluginViews.InstalledPlugin;
import org.shuniu.core.plugins.life.PluginViews.PluginChange;
import org.shuniu.core.plugins.life.PluginViews.PluginVersion;

/** The plugins with their versions, for administrators. */
@Component(service = Object.class)
@RestResource
@Path("/plugins/installed")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class LifeResource {
  private static final String READ = "plugin:read";
  private static final String MANAGE = UploadResource.MANAGE;

  private final Access access;
  private final PluginLife life;

  /**
   * Where to go back to.
   *
   * @param sha256 of one of the versions that are kept
   * @param revision of the plugin as the user saw it
   */
  record PluginRollBack(String sha256, String revision) {}

  @Activate
  public LifeResource(@Reference Access access, @Reference PluginLife life) {
    this.access = access;
    this.life = life;
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "listInstalledPlugins", summary = "Plugins with the versions kept")
  public List<InstalledPlugin> list() {
    access.require(READ);
    return life.versions().names().stream().map(this::view).toList();
  }

  @GET
  @Needs(READ)
  @Path("/{name}")
  @Operation(operationId = "getInstalledPlugin", summary = "One plugin with the versions kept")
  public InstalledPlugin get(@PathParam("name") String name) {
    access.require(READ);
    return view(known(name));
  }

  @POST
  @Needs(MANAGE)
  @Path("/{name}/roll-back")
  @Operation(
      operationId = "rollBackPlugin",
      summary = "Go back to a version; the answer comes before it is done")
  public PluginChange rollBack(@PathParam("name") String name, PluginRollBack back) {
    access.require(MANAGE);
    return view(
        life.rollBack(known(name), back.sha256(), Optional.of(back.revision()), Doer.of(access)));
  }

  /**
   * @param revision of the plugin as the user saw it
   */
  @DELETE
  @Needs(MANAGE)
  @Path("/{name}")
  @Operation(
      operationId = "removePlugin",
      summary = "Take a plugin away, after it has drained; the answer comes before it is done")
  public PluginChange remove(
      @PathParam("name") String name, @QueryParam("revision") @DefaultValue("") String revision) {
    access.require(MANAGE);
    return view(life.remove(known(name), Optional.empty(), Optional.of(revision), Doer.of(access)));
  }

  /**
   * @param sha256 of the version that runs beside
   * @param revision of the plugin as the user saw it
   */
  @DELETE
  @Needs(MANAGE)
  @Path("/{name}/beside/{sha256}")
  @Operation(
      operationId = "removePluginBeside",
      summary = "Take away a version that runs beside; the answer comes before it is done")
  public PluginChange removeBeside(
      @PathParam("name") String name,
      @PathParam("sha256") String sha256,
      @QueryParam("revision") @DefaultValue("") String revision) {
    access.require(MANAGE);
    return view(
        life.remove(known(name), Optional.of(sha256), Optional.of(revision), Doer.of(access)));
  }

  private PluginChange view(Changes.Begun begun) {
    return PluginChange.of(begun.rows().get(0), life.current());
  }

  private String known(String name) {
    if (!life.versions().names().contains(name)) {
      throw HubException.notFound("plugins.unknown", name);
    }
    return name;
  }

  private InstalledPlugin view(String name) {
    Optional<Revision> running = life.versions().running(name);
    return new InstalledPlugin(
        name,
        running.map(Revision::version),
        life.fleet().wanted().find(name).orElse(Wanted.SHIPPED).run().name(),
        running
            .flatMap(revision -> life.history().arrival(name, revision.sha256()))
            .flatMap(row -> Optional.ofNullable(row.signer)),
        life.versions().seen(List.of(name)),
        life.versions().beside(name).stream()
            .map(revision -> new PluginVersion(revision.version(), revision.sha256(), false, true))
            .toList(),
        life.kept(name).stream().map(revision -> PluginVersion.of(revision, running)).toList());
  }
}
