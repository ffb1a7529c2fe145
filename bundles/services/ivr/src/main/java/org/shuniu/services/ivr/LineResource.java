// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * Hotline numbers and what belongs to each (T19). An administrator of a region sees and changes the
 * lines of that region; the line of all other numbers is everybody's to see.
 */
@Component(service = Object.class)
@RestResource
@Path("/ivr/lines")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ivr")
public class LineResource {
  private static final String MANAGE = "ivr:manage";
  private static final Pattern NUMBER = Pattern.compile("\\*|[0-9+]{1,32}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final int LONGEST_LABEL = 100;

  private final IvrService ivr;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public LineResource(@Reference IvrService ivr, @Reference Access access, @Reference Audit audit) {
    this.ivr = ivr;
    this.access = access;
    this.audit = audit;
  }

  /**
   * A line.
   *
   * @param called {@code *} stands for all numbers that have no line
   * @param callers how many are in its flow at this moment
   * @param greetingSpoken whether its flow, as it is in force, speaks the greeting
   * @param open whether people are there at this moment
   */
  public record LineView(
      String called,
      String flow,
      String labelZh,
      String labelEn,
      String region,
      Optional<String> greeting,
      Optional<String> recordingNotice,
      Optional<String> calendar,
      Optional<String> skill,
      Optional<String> language,
      boolean enabled,
      int callers,
      boolean greetingSpoken,
      boolean open) {}

  /**
   * A line as it shall be. Absent: the number as name, the whole nation, no greeting and so on;
   * enabled.
   */
  public record LineInput(
      String flow,
      Optional<String> labelZh,
      Optional<String> labelEn,
      Optional<String> region,
      Optional<String> greeting,
      Optional<String> recordingNotice,
      Optional<String> calendar,
      Optional<String> skill,
      Optional<String> language,
      Optional<Boolean> enabled) {}

  @GET
  @Needs(MANAGE)
  @Operation(operationId = "listLines", summary = "The hotline numbers of the user's region")
  public List<LineView> list() {
    access.require(MANAGE);
    Region region = access.current().region();
    return ivr.lines().all().values().stream()
        .filter(line -> line.called().equals(Line.ANY) || region.contains(line.region()))
        .map(this::view)
        .toList();
  }

  @POST
  @Needs(MANAGE)
  @Path("/{called}")
  @Operation(operationId = "createLine", summary = "A new hotline number")
  public LineView create(@PathParam("called") String called, LineInput input) {
    access.require(MANAGE);
    if (ivr.lines().find(called).isPresent()) {
      throw HubException.conflict("ivr.line.exists", Map.of("called", called));
    }
    return set(called, input);
  }

  @PUT
  @Needs(MANAGE)
  @Path("/{called}")
  @Operation(operationId = "setLine", summary = "Makes or changes a hotline number")
  public LineView set(@PathParam("called") String called, LineInput input) {
    access.require(MANAGE);
    Line line = line(called, input);
    access.require(MANAGE, line.region());
    ivr.lines().find(called).ifPresent(before -> access.require(MANAGE, before.region()));
    ivr.lines().put(line);
    audit.record(
        "ivr:line",
        "line:" + called,
        Map.of("flow", line.flow(), "region", line.region().code(), "enabled", line.enabled()));
    ivr.reload();
    return view(line);
  }

  @DELETE
  @Needs(MANAGE)
  @Path("/{called}")
  @Operation(
      operationId = "removeLine",
      summary = "Takes a hotline number away; refused while callers are in its flow")
  public void remove(@PathParam("called") String called) {
    access.require(MANAGE);
    Line line =
        ivr.lines()
            .find(called)
            .orElseThrow(() -> HubException.notFound("ivr.line.unknown", called));
    access.require(MANAGE, line.region());
    if (called.equals(Line.ANY)) {
      throw HubException.conflict("ivr.line.fallback", Map.of());
    }
    int callers = ivr.callersOf(called);
    if (callers > 0) {
      throw HubException.conflict("ivr.line.in-use", Map.of("callers", callers));
    }
    ivr.lines().remove(called);
    audit.record("ivr:remove-line", "line:" + called, Map.of());
    ivr.reload();
  }

  private static Line line(String called, LineInput input) {
    check(NUMBER, "called", called);
    check(NAME, "flow", input.flow());
    boolean enabled = input.enabled().orElse(true);
    Region region = given(input.region()).map(Region::new).orElse(Region.NATION);
    if (called.equals(Line.ANY) && (!enabled || !region.equals(Region.NATION))) {
      throw HubException.conflict("ivr.line.fallback", Map.of());
    }
    return new Line(
        called,
        input.flow(),
        label("labelZh", input.labelZh(), called),
        label("labelEn", input.labelEn(), called),
        region,
        name("greeting", input.greeting(), NAME),
        name("recordingNotice", input.recordingNotice(), NAME),
        name("calendar", input.calendar(), NAME),
        name("skill", input.skill(), NAME),
        name("language", input.language(), LANGUAGE),
        enabled);
  }

  private static Optional<String> given(Optional<String> text) {
    return text.map(String::strip).filter(it -> !it.isEmpty());
  }

  private static Optional<String> name(String field, Optional<String> text, Pattern form) {
    Optional<String> name = given(text);
    name.ifPresent(it -> check(form, field, it));
    return name;
  }

  private static String label(String field, Optional<String> text, String usual) {
    String label = given(text).orElse(usual);
    if (label.length() > LONGEST_LABEL) {
      throw HubException.invalid("ivr.line.invalid", Map.of("field", field));
    }
    return label;
  }

  private static void check(Pattern form, String field, String text) {
    if (!form.matcher(text).matches()) {
      throw HubException.invalid("ivr.line.invalid", Map.of("field", field));
    }
  }

  private LineView view(Line line) {
    InForce now = ivr.inForce();
    ServedLine served =
        new ServedLine(
            line, line.calendar().flatMap(code -> Optional.ofNullable(now.calendars().get(code))));
    boolean spoken =
        Optional.ofNullable(now.flows().get(line.flow()))
            .filter(flow -> flow.flow().speaksGreeting())
            .isPresent();
    return new LineView(
        line.called(),
        line.flow(),
        line.labelZh(),
        line.labelEn(),
        line.region().code(),
        line.greeting(),
        line.recordingNotice(),
        line.calendar(),
        line.skill(),
        line.language(),
        line.enabled(),
        ivr.callersOf(line.called()),
        spoken,
        served.open(Instant.now()));
  }
}
