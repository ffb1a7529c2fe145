// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.business.spi.Mapping;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.business.spi.MappingReading;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Mappings of links: look, try, publish, take back (L6). */
@Component(service = Object.class)
@RestResource
@Path("/links/{name}/mapping")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "links")
public class MappingResource {
  private static final int MOST_VERSIONS = 100;

  private final BusinessHost host;
  private final Mappings mappings;
  private final Access access;
  private final Audit audit;
  private final Trials trials = new Trials();

  @Activate
  public MappingResource(
      @Reference BusinessHost host,
      @Reference Mappings mappings,
      @Reference Access access,
      @Reference Audit audit) {
    this.host = host;
    this.mappings = mappings;
    this.access = access;
    this.audit = audit;
  }

  /**
   * A mapping as it stands in its file.
   *
   * @param revision SHA-256 of the text; to be given back with a change
   * @param inForce revision of what the link works with; absent while it has none
   * @param examples names of the examples, by operation
   * @param faults why the text is not in force; empty where it could be
   */
  public record LinkMapping(
      String mapping,
      String text,
      String revision,
      Optional<String> inForce,
      Map<String, List<String>> examples,
      List<MappingFaultView> faults) {}

  /** What is wrong, and where. */
  public record MappingFaultView(int line, String code, String detail) {
    static List<MappingFaultView> of(List<MappingFault> faults) {
      return faults.stream()
          .map(fault -> new MappingFaultView(fault.line(), fault.code(), fault.detail()))
          .toList();
    }
  }

  /** A text to look at. */
  public record MappingText(String text) {
    public MappingText {
      require(text);
    }
  }

  /** What came of reading a text. */
  public record MappingCheck(Map<String, List<String>> examples, List<MappingFaultView> faults) {}

  /**
   * A text to put in force.
   *
   * @param revision of the file as the user saw it
   */
  public record MappingPublication(String revision, String text) {
    public MappingPublication {
      require(text);
    }
  }

  /** The revision that the user saw. */
  public record MappingRollBack(String revision) {}

  /**
   * How a mapping became otherwise.
   *
   * @param login of the user; absent when it was done by hand, in the file
   * @param kind FOUND, PUBLISHED, ROLLED_BACK or EDITED
   */
  public record MappingVersion(
      int number, Instant at, Optional<String> login, String kind, String revision) {
    static MappingVersion of(MappingRow row) {
      return new MappingVersion(
          row.number, row.at, Optional.ofNullable(row.login), row.kind.name(), row.sha256);
    }
  }

  /** One version whole. */
  public record MappingVersionText(MappingVersion version, String text) {}

  /**
   * Something to try.
   *
   * @param text to try; absent for the file's
   * @param example name of an example of the operation; else {@code content} is tried
   * @param live asks the foreign system for real
   * @param confirmed an order is carried out for real, and the user knows
   */
  public record MappingTrialInput(
      Optional<String> text,
      String operation,
      Optional<String> example,
      Optional<Map<String, Object>> content,
      Optional<Boolean> live,
      Optional<Boolean> confirmed) {
    public MappingTrialInput {
      if (operation == null) {
        throw HubException.invalid("business.operation.unknown", Map.of("operation", ""));
      }
      text.ifPresent(MappingResource::require);
    }
  }

  /**
   * How it came out, as far as it came.
   *
   * @param outcome {@code answered}, or the code that the hub would be told
   * @param problem of content or reply against the schema of the operation
   */
  public record MappingTrialView(
      Map<String, Object> content,
      Optional<String> sent,
      Optional<String> received,
      Optional<Map<String, Object>> reply,
      String outcome,
      List<MappingDifferenceView> differences,
      List<MappingFaultView> faults,
      Optional<MappingProblem> problem,
      double tookMs) {
    static MappingTrialView of(Trials.Came came) {
      MappingTrial trial = came.trial();
      return new MappingTrialView(
          trial.content(),
          trial.sent(),
          trial.received(),
          trial.reply(),
          trial.outcome(),
          trial.differences().stream()
              .map(
                  d ->
                      new MappingDifferenceView(
                          d.side().name(), d.path(), d.expected(), d.actual()))
              .toList(),
          MappingFaultView.of(trial.faults()),
          came.problem().map(MappingProblem::of),
          trial.took().toNanos() / 1e6);
    }
  }

  /** Where it came out other than its example says. */
  public record MappingDifferenceView(String side, String path, String expected, String actual) {}

  /** A field that is not as the schema says. */
  public record MappingProblem(String code, String field, String rule) {
    static MappingProblem of(HubException problem) {
      Map<String, Object> arguments = problem.arguments();
      return new MappingProblem(
          problem.code(),
          String.valueOf(arguments.getOrDefault("field", "")),
          String.valueOf(arguments.getOrDefault("rule", "")));
    }
  }

  private static void require(String text) {
    if (text == null || text.getBytes(StandardCharsets.UTF_8).length > MappingFile.LARGEST) {
      throw HubException.invalid("business.mapping.too-long", Map.of("most", MappingFile.LARGEST));
    }
  }

  @GET
  @Needs(LinkResource.READ)
  @Operation(operationId = "getMapping", summary = "A link's mapping as it stands in its file")
  public LinkMapping get(@PathParam("name") String name) {
    access.require(LinkResource.READ);
    return view(mapped(name));
  }

  @POST
  @Path("/check")
  @Needs(LinkResource.MANAGE)
  @Operation(operationId = "checkMapping", summary = "What is wrong with a text; changes nothing")
  public MappingCheck check(@PathParam("name") String name, MappingText input) {
    access.require(LinkResource.MANAGE);
    MappingReading read = mapped(name).read(input.text());
    return new MappingCheck(
        read.mapping().map(Mapping::examples).orElse(Map.of()), MappingFaultView.of(read.faults()));
  }

  @PUT
  @Needs(LinkResource.MANAGE)
  @Operation(operationId = "publishMapping", summary = "Put a text in force, and write the file")
  public LinkMapping publish(@PathParam("name") String name, MappingPublication input) {
    access.require(LinkResource.MANAGE);
    MappedLink link = mapped(name);
    mappings.publish(link.mappingName(), input.revision(), input.text());
    return view(link);
  }

  @GET
  @Path("/versions")
  @Needs(LinkResource.READ)
  @Operation(operationId = "listMappingVersions", summary = "How it was before, newest first")
  public Page<MappingVersion> versions(
      @PathParam("name") String name,
      @QueryParam("cursor") @DefaultValue("2147483647") int cursor,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    access.require(LinkResource.READ);
    int most = Math.max(1, Math.min(limit, MOST_VERSIONS));
    List<MappingRow> rows = mappings.before(mapped(name).mappingName(), cursor, most);
    return new Page<>(
        rows.stream().map(MappingVersion::of).toList(),
        rows.size() == most && rows.get(most - 1).number > 1
            ? Optional.of(Integer.toString(rows.get(most - 1).number))
            : Optional.empty());
  }

  @GET
  @Path("/versions/{number}")
  @Needs(LinkResource.READ)
  @Operation(operationId = "getMappingVersion", summary = "One version whole")
  public MappingVersionText version(
      @PathParam("name") String name, @PathParam("number") int number) {
    access.require(LinkResource.READ);
    MappingRow row = mappings.version(mapped(name).mappingName(), number);
    return new MappingVersionText(MappingVersion.of(row), row.content);
  }

  @POST
  @Path("/versions/{number}/roll-back")
  @Needs(LinkResource.MANAGE)
  @Operation(operationId = "rollBackMapping", summary = "Put a version in force again")
  public LinkMapping rollBack(
      @PathParam("name") String name, @PathParam("number") int number, MappingRollBack back) {
    access.require(LinkResource.MANAGE);
    MappedLink link = mapped(name);
    mappings.rollBack(link.mappingName(), back.revision(), number);
    return view(link);
  }

  @POST
  @Path("/trials")
  @Needs(LinkResource.MANAGE)
  @Operation(
      operationId = "tryMapping",
      summary = "Try a text, in force or not, with an example, or for real")
  public MappingTrialView tryOut(@PathParam("name") String name, MappingTrialInput input) {
    access.require(LinkResource.MANAGE);
    MappedLink link = mapped(name);
    BusinessInstance instance = host.link(name);
    Trials.Wish wish =
        new Trials.Wish(
            input.text().orElseGet(() -> mappings.text(link.mappingName())),
            input.operation(),
            input.example(),
            input.content().orElse(Map.of()),
            input.live().orElse(false),
            input.confirmed().orElse(false));
    Trials.requireConfirmed(instance, wish);
    if (wish.live()) {
      // Before it is asked: also what failed was asked.
      audit.record(
          "link:try",
          "link:" + name,
          Map.of(
              "operation",
              wish.operation(),
              "kind",
              Optional.ofNullable(instance.operations().get(wish.operation()))
                  .map(Enum::name)
                  .orElse("")));
    }
    return MappingTrialView.of(trials.run(instance, wish));
  }

  private LinkMapping view(MappedLink link) {
    String text = mappings.text(link.mappingName());
    MappingReading read = link.read(text);
    return new LinkMapping(
        link.mappingName(),
        text,
        MappingFile.sha256(text),
        link.mapping().map(Mapping::version),
        read.mapping().map(Mapping::examples).orElse(Map.of()),
        MappingFaultView.of(read.faults()));
  }

  private MappedLink mapped(String name) {
    return host.link(name)
        .mapped()
        .orElseThrow(() -> HubException.conflict("business.link.not-mapped", Map.of("link", name)));
  }
}
