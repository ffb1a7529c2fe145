// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessSchemas;
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The business links and what they can do (L1, L6). */
@Component(service = Object.class)
@RestResource
@Path("/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "links")
public class LinkResource {
  static final String READ = "link:read";
  static final String MANAGE = "link:manage";

  private final BusinessHost host;
  private final Access access;

  @Activate
  public LinkResource(@Reference BusinessHost host, @Reference Access access) {
    this.host = host;
    this.access = access;
  }

  /**
   * A business link.
   *
   * @param connector symbolic name of its bundle
   * @param state STARTING, ONLINE, DEGRADED, OFFLINE or STOPPED
   * @param reason code of the cause, absent when all is well
   * @param mapping name of its mapping's file; absent where it is written in code
   */
  public record BusinessLinkView(
      String name,
      String connector,
      String version,
      String state,
      Optional<String> reason,
      Instant since,
      List<LinkOperation> operations,
      Optional<String> mapping,
      LinkFigures figures) {}

  /**
   * Something a link can do.
   *
   * @param kind QUERY, IDEMPOTENT_ORDER or ORDER
   * @param schema version of its schema; absent where nobody wrote one
   */
  public record LinkOperation(String name, String kind, Optional<Integer> schema) {}

  /** The last five minutes; refusals of the foreign system are no failures. */
  public record LinkFigures(long requests, long failed, double meanMs, double worstMs) {}

  /**
   * An operation that is written down.
   *
   * @param schema JSON Schema 2020-12 with the words of docs/business-operations.md
   */
  public record OperationSchema(String name, int version, Map<String, Object> schema) {}

  @GET
  @Needs(READ)
  @Operation(operationId = "listLinks", summary = "All business links, and how they do")
  public List<BusinessLinkView> list() {
    access.require(READ);
    return host.links().stream()
        .map(LinkResource::view)
        .sorted(Comparator.comparing(BusinessLinkView::name))
        .toList();
  }

  /**
   * A period to compare, at most seven days.
   *
   * @param from ISO 8601 in UTC
   */
  public record ReconciliationWish(Instant from, Instant until) {
    public ReconciliationWish {
      if (from == null || until == null) {
        throw HubException.invalid("business.reconciliation.period-invalid", Map.of("mostDays", 7));
      }
    }
  }

  /**
   * One order that does not agree.
   *
   * @param difference MISSING_THERE, DONE_THERE, UNKNOWN_HERE or OTHER_OPERATION
   * @param here state in the hub; absent where it knows none
   */
  public record ReconciliationFinding(
      String difference, String request, String operation, Optional<String> here, Instant at) {}

  /**
   * Their list against ours.
   *
   * @param ours orders of the hub that were done in the period
   * @param theirs orders in the system's list
   */
  public record ReconciliationReport(
      Instant from, Instant until, int ours, int theirs, List<ReconciliationFinding> findings) {
    static ReconciliationReport of(Reconciliation.Report report) {
      return new ReconciliationReport(
          report.from(),
          report.until(),
          report.ours(),
          report.theirs(),
          report.findings().stream()
              .map(
                  f ->
                      new ReconciliationFinding(
                          f.difference().name(),
                          f.request(),
                          f.operation(),
                          Optional.of(f.here()).filter(here -> !here.isEmpty()),
                          f.at()))
              .toList());
    }
  }

  @POST
  @Path("/{name}/reconciliations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(MANAGE)
  @Operation(
      operationId = "reconcileLink",
      summary = "Lay what the business system says it carried out beside the hub's orders")
  public ReconciliationReport reconcile(@PathParam("name") String name, ReconciliationWish wish) {
    access.require(MANAGE);
    return ReconciliationReport.of(host.reconcile(name, wish.from(), wish.until()));
  }

  @GET
  @Path("/operations")
  @Needs({READ, "citizen:business"})
  @Operation(operationId = "listOperations", summary = "The operations that are written down")
  public List<OperationSchema> operations() {
    access.requireOne(READ, "citizen:business");
    return BusinessSchemas.operations().entrySet().stream()
        .map(
            known ->
                new OperationSchema(
                    known.getKey(),
                    known.getValue(),
                    Contents.read(BusinessSchemas.text(known.getKey()).orElseThrow())))
        .toList();
  }

  private static BusinessLinkView view(BusinessInstance instance) {
    var status = instance.status();
    Rates.Figures figures = instance.rates().figures();
    return new BusinessLinkView(
        status.instance(),
        status.bundle(),
        status.version(),
        status.link().status().name(),
        Optional.of(status.link().reason()).filter(reason -> !reason.isEmpty()),
        status.link().since(),
        instance.operations().entrySet().stream()
            .map(
                known ->
                    new LinkOperation(
                        known.getKey(),
                        known.getValue().name(),
                        Optional.ofNullable(BusinessSchemas.operations().get(known.getKey()))))
            .sorted(Comparator.comparing(LinkOperation::name))
            .toList(),
        instance.mapped().map(MappedLink::mappingName),
        new LinkFigures(
            figures.requests(),
            figures.failed(),
            figures.mean().toNanos() / 1e6,
            figures.worst().toNanos() / 1e6));
  }
}
