// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * The settings of all bundles, for administrators (P8). Names and help come in the language that is
 * asked for: {@code language=zh}, else the header {@code Accept-Language}, else English.
 */
@Component(service = Object.class)
@RestResource
@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class SettingsResource {
  private static final String READ = "config:read";
  private static final String EDIT = "config:edit";
  private static final int MOST_VERSIONS = 100;

  private final Access access;
  private final Schemas schemas;
  private final Settings settings;
  private final Views views;
  private final Probes probes;
  private final Audit audit;

  /**
   * What shall hold from now on.
   *
   * @param revision of the form that the user saw
   * @param values by key; only what changes
   * @param reset keys that go back to their default
   */
  record SettingsSave(
      String revision, Optional<Map<String, List<String>>> values, Optional<Set<String>> reset) {
    Map<String, List<String>> changes() {
      Map<String, List<String>> changes = new HashMap<>(values.orElse(Map.of()));
      reset.orElse(Set.of()).forEach(key -> changes.put(key, null));
      return changes;
    }
  }

  /**
   * What shall be tried: the file with these changes.
   *
   * @param values by key; only what differs from the file
   * @param reset keys that shall have their default
   */
  record SettingsTrialInput(
      Optional<Map<String, List<String>>> values, Optional<Set<String>> reset) {
    Map<String, List<String>> changes() {
      return new SettingsSave("", values, reset).changes();
    }
  }

  /**
   * Another instance.
   *
   * @param name small letters, digits, hyphens; the file's name ends with it
   */
  record NewSettingsInstance(String name, Optional<Map<String, List<String>>> values) {}

  /** The revision that the user saw. */
  record SettingsRollBack(String revision) {}

  @Activate
  public SettingsResource(
      @Reference Access access,
      @Reference Schemas schemas,
      @Reference Settings settings,
      @Reference Views views,
      @Reference Probes probes,
      @Reference Audit audit) {
    this.access = access;
    this.schemas = schemas;
    this.settings = settings;
    this.views = views;
    this.probes = probes;
    this.audit = audit;
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "listSettings", summary = "All that can be configured, by PID")
  public List<SettingsGroup> list(
      @QueryParam("language") @Nullable String language,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String header) {
    access.require(READ);
    return views.groups(schemas.all(chosen(language, header)));
  }

  /**
   * @param id name of the file without {@code .cfg}; that of a factory gives a blank form
   */
  @GET
  @Needs(READ)
  @Path("/{id}")
  @Operation(operationId = "getSettings", summary = "One configuration as a form")
  public SettingsForm get(
      @PathParam("id") String id,
      @QueryParam("language") @Nullable String language,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String header) {
    access.require(READ);
    Schema schema = schema(id, chosen(language, header));
    return schema.owns(id) ? views.form(schema, id) : views.blank(schema);
  }

  @PUT
  @Needs(EDIT)
  @Path("/{id}")
  @Operation(
      operationId = "saveSettings",
      summary = "Change keys; the bundle takes them up at once")
  public SettingsForm save(
      @PathParam("id") String id,
      @QueryParam("language") @Nullable String language,
      SettingsSave save) {
    access.require(EDIT);
    Schema schema = owner(id, language);
    settings.save(schema, id, save.revision(), save.changes());
    return views.form(schema, id);
  }

  @POST
  @Needs(EDIT)
  @Path("/{pid}/instances")
  @Operation(operationId = "createSettings", summary = "Another instance of a factory")
  public SettingsForm create(
      @PathParam("pid") String pid,
      @QueryParam("language") @Nullable String language,
      NewSettingsInstance instance) {
    access.require(EDIT);
    Schema schema = schema(pid, chosen(language, null));
    String id = settings.create(schema, instance.name(), instance.values().orElse(Map.of()));
    return views.form(schema, id);
  }

  /**
   * @param name of the instance, typed by who means it
   */
  @DELETE
  @Needs(EDIT)
  @Path("/{id}")
  @Operation(
      operationId = "deleteSettings",
      summary = "Take an instance away, after it has drained")
  public void delete(
      @PathParam("id") String id, @QueryParam("name") @DefaultValue("") String name) {
    access.require(EDIT);
    settings.delete(owner(id, null), id, name);
  }

  @GET
  @Needs(READ)
  @Path("/{id}/versions")
  @Operation(operationId = "listSettingsVersions", summary = "How it was before, newest first")
  public Page<SettingsVersion> versions(
      @PathParam("id") String id,
      @QueryParam("cursor") @Nullable Integer cursor,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    access.require(READ);
    owner(id, null);
    int most = Math.max(1, Math.min(limit, MOST_VERSIONS));
    List<SettingsVersion> versions =
        views.versions(id, Optional.ofNullable(cursor).orElse(Integer.MAX_VALUE), most);
    return new Page<>(
        versions,
        versions.size() == most && versions.get(most - 1).number() > 1
            ? Optional.of(Integer.toString(versions.get(most - 1).number()))
            : Optional.empty());
  }

  @POST
  @Needs(EDIT)
  @Path("/{id}/versions/{number}/roll-back")
  @Operation(operationId = "rollBackSettings", summary = "Make all as it was in a version")
  public SettingsForm rollBack(
      @PathParam("id") String id,
      @PathParam("number") int number,
      @QueryParam("language") @Nullable String language,
      SettingsRollBack rollBack) {
    access.require(EDIT);
    Schema schema = owner(id, language);
    settings.rollBack(schema, id, rollBack.revision(), number);
    return views.form(schema, id);
  }

  /**
   * @param id name of the file without {@code .cfg}; that of a factory tries an instance that is
   *     not there yet
   */
  @POST
  @Needs(EDIT)
  @Path("/{id}/test")
  @Operation(
      operationId = "testSettings",
      summary = "Try a configuration, saved or not, against its other side; changes nothing")
  public SettingsTrial test(@PathParam("id") String id, SettingsTrialInput input) {
    access.require(EDIT);
    Schema schema = schema(id, chosen(null, null));
    Map<String, List<String>> values = settings.wouldBe(schema, id, input.changes());
    SettingsTrial trial = probes.run(schema, values);
    // Who may try addresses may look around in the network: it is on record.
    audit.record(
        "config:test",
        "config:" + id,
        Map.of(
            "keys",
            new TreeSet<>(input.changes().keySet()),
            "result",
            trial.code().orElse("works")));
    return trial;
  }

  /** What owns this configuration; the PID of a factory is none. */
  private Schema owner(String id, @Nullable String language) {
    Schema schema = schema(id, chosen(language, null));
    if (!schema.owns(id)) {
      throw HubException.notFound("settings.unknown", id);
    }
    return schema;
  }

  private Schema schema(String id, String language) {
    return schemas.all(language).stream()
        .filter(schema -> schema.owns(id) || schema.pid().equals(id))
        .filter(schema -> id.matches("[A-Za-z0-9._-]{1,200}"))
        .findFirst()
        .orElseThrow(() -> HubException.notFound("settings.unknown", id));
  }

  private static String chosen(@Nullable String parameter, @Nullable String header) {
    String wish = parameter != null ? parameter : header == null ? "" : header;
    return wish.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en";
  }
}
