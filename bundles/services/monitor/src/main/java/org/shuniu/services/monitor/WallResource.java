// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
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
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.Seat;

/**
 * The wall for those who lead (M1), and what they do from it (M2). Everybody sees and reaches the
 * own region only.
 */
@Component(service = Object.class)
@RestResource
@Path("/wall")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "wall")
public class WallResource {
  private static final String READ = "wall:read";
  private static final String ACT = "wall:act";
  private static final int LONGEST = 40;

  private final Access access;
  private final Audit audit;
  private final Transactions tx;
  private final MonitorService monitor;

  /** Made by the component runtime. */
  @Activate
  public WallResource(
      @Reference Access access,
      @Reference Audit audit,
      @Reference Transactions tx,
      @Reference MonitorService monitor) {
    this.access = access;
    this.audit = audit;
    this.tx = tx;
    this.monitor = monitor;
  }

  /** The whole wall. */
  @GET
  @Needs(value = READ, foreign = Needs.Foreign.REFUSED)
  @Operation(
      operationId = "getWall",
      summary =
          "The wall; for 90 s from then on changes of it come as live event wall.changed, once a"
              + " second at most, each with the next number")
  public WallView wall(
      @QueryParam("region") @Nullable Region region,
      @QueryParam("line") @Nullable String line,
      @QueryParam("skill") @Nullable String skill) {
    access.require(READ);
    Scope scope = scope(region, line, skill);
    return monitor.watches().watch(access.current().userId(), scope);
  }

  /** The seats. */
  @GET
  @Path("/seats")
  @Needs(READ)
  @Operation(operationId = "listSeats", summary = "Every agent with state and contact, by number")
  public List<SeatView> seats(
      @QueryParam("region") @Nullable Region region, @QueryParam("skill") @Nullable String skill) {
    access.require(READ);
    return monitor.wall().look(scope(region, null, skill), 0).seats();
  }

  /** Who waits. */
  @GET
  @Path("/waiting")
  @Needs(value = READ, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "listWaiting", summary = "Who waits, longest first, 200 at most")
  public List<WaitingView> waiting(
      @QueryParam("region") @Nullable Region region,
      @QueryParam("line") @Nullable String line,
      @QueryParam("skill") @Nullable String skill) {
    access.require(READ);
    return monitor.wall().look(scope(region, line, skill), 0).waiting();
  }

  /** Changes an agent's state. */
  @POST
  @Path("/agents/{id}/state")
  @Needs(value = ACT, foreign = Needs.Foreign.REFUSED)
  @Operation(
      operationId = "setSeatState",
      summary = "Asks for a state on behalf of an agent; with a contact, it comes after that")
  public void state(@PathParam("id") String id, SeatStateInput wanted) {
    Seat seat = reachable(id);
    monitor.crowd().floor().request(seat.agent(), wanted.state(), wanted.reason());
    audit.record(
        "wall:set-state",
        "agent:" + seat.agent(),
        Map.of("number", seat.number(), "state", wanted.state()));
  }

  /** Sends a word to an agent. */
  @POST
  @Path("/agents/{id}/message")
  @Needs(value = ACT, foreign = Needs.Foreign.REFUSED)
  @Operation(
      operationId = "sendSeatMessage",
      summary =
          "Sends up to 200 characters to an agent's console; live event wall.message-read"
              + " tells that they were acknowledged")
  public WallMessage message(@PathParam("id") String id, SeatMessageInput input) {
    Seat seat = reachable(id);
    return tx.call(
        () -> {
          WallMessage sent = monitor.messages().send(access.current(), seat, input.text());
          audit.record(
              "wall:send-message",
              "agent:" + seat.agent(),
              Map.of("number", seat.number(), "message", sent.id()));
          return sent;
        });
  }

  /** The agent, if the user leads the agent's region. */
  private Seat reachable(String id) {
    access.require(ACT);
    Seat seat = monitor.crowd().seat(id);
    access.require(ACT, monitor.crowd().home(seat).orElse(Region.NATION));
    return seat;
  }

  private Scope scope(@Nullable Region region, @Nullable String line, @Nullable String skill) {
    if (region != null) {
      access.require(READ, region);
    }
    return new Scope(
        region == null ? access.current().region() : region,
        bounded("line", line),
        bounded("skill", skill));
  }

  private static Optional<String> bounded(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (text.length() > LONGEST) {
      throw HubException.invalid("monitor.filter.invalid", Map.of("field", field));
    }
    return Optional.of(text.strip());
  }

  /**
   * A state that a supervisor asks for.
   *
   * @param reason for NOT_READY and BREAK; the usual one if absent
   */
  record SeatStateInput(AgentState state, Optional<String> reason) {}

  /** A word to an agent. */
  record SeatMessageInput(String text) {}
}
