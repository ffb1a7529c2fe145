// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The connectors, for administrators. */
@Component(service = Object.class)
@RestResource
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class PluginsResource {
  private final Access access;
  private final Connectors connectors;

  @Activate
  public PluginsResource(@Reference Access access, @Reference Connectors connectors) {
    this.access = access;
    this.connectors = connectors;
  }

  @GET
  @Needs("plugin:read")
  @Operation(operationId = "listPlugins", summary = "All connectors with the state of their links")
  public List<Plugin> list() {
    access.require("plugin:read");
    return connectors.list().stream().map(Plugin::of).toList();
  }

  /** The switches that are away, told to agents as far as the own one is concerned; no reasons. */
  @GET
  @Path("/outages")
  @Needs({"acd:self", "plugin:read"})
  @Operation(operationId = "listTelephonyOutages", summary = "Switches that cannot be reached now")
  public TelephonyOutages outages() {
    access.requireOne("acd:self", "plugin:read");
    return new TelephonyOutages(
        connectors.list().stream()
            .filter(status -> status.seam().equals("pbx"))
            .filter(status -> status.link().status() == LinkState.Status.OFFLINE)
            .map(Connectors.Status::instance)
            .sorted()
            .toList());
  }

  /** Names of switches. */
  public record TelephonyOutages(List<String> switches) {}

  /**
   * One instance of a connector.
   *
   * @param state STARTING, ONLINE, DEGRADED, OFFLINE or STOPPED
   * @param reason code of the cause, absent when all is well
   */
  public record Plugin(
      String bundle,
      String version,
      String seam,
      String instance,
      String state,
      Optional<String> reason,
      Instant since,
      List<String> capabilities) {
    static Plugin of(Connectors.Status status) {
      return new Plugin(
          status.bundle(),
          status.version(),
          status.seam(),
          status.instance(),
          status.link().status().name(),
          Optional.of(status.link().reason()).filter(reason -> !reason.isEmpty()),
          status.link().since(),
          status.capabilities().stream().sorted().toList());
    }
  }
}
