// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import javax.ws.rs.core.StreamingOutput;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Needs;

/** A resource with one method for each thing that can go wrong. */
@Path("/things")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Rest {
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch leave = new CountDownLatch(1);
  volatile IOException fault;
  private final FakeSessions sessions;

  enum Colour {
    RED,
    BLUE
  }

  record Part(String name, int count) {}

  record Thing(
      String id,
      Optional<String> note,
      Instant at,
      Duration pause,
      Region region,
      Colour colour,
      List<Part> parts,
      boolean on) {}

  Rest(FakeSessions sessions) {
    this.sessions = sessions;
  }

  @GET
  @Path("/me")
  public Map<String, String> me() {
    return Map.of(
        "bound",
        sessions.bound.get(),
        "loader",
        String.valueOf(
            Thread.currentThread().getContextClassLoader() == Rest.class.getClassLoader()));
  }

  @POST
  @Path("/guarded/{act: paint|break}")
  @Needs(
      by = "act",
      value = {"paint=thing:paint", "break=thing:break"})
  public Thing guarded(Thing thing) {
    return thing;
  }

  @POST
  @Path("/own")
  @Needs(Needs.SESSION)
  public Thing own(Thing thing) {
    return thing;
  }

  @POST
  @Path("/open")
  @Needs(Needs.NOTHING)
  public Thing open(Thing thing) {
    return thing;
  }

  @GET
  @Path("/{id}")
  public Thing get(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("5") int limit,
      @QueryParam("from") Instant from,
      @QueryParam("colour") Colour colour) {
    return new Thing(
        id,
        Optional.empty(),
        Instant.parse("2026-11-22T08:00:00Z"),
        Duration.ofSeconds(90),
        Region.NATION,
        Colour.RED,
        List.of(new Part("中文", limit)),
        true);
  }

  @POST
  public Thing post(Thing thing) {
    return thing;
  }

  @PUT
  @Path("/{id}")
  public void nothing(@PathParam("id") String id) {}

  @GET
  @Path("/fail/{how}")
  public Thing fail(@PathParam("how") String how) {
    switch (how) {
      case "conflict" -> throw HubException.conflict("things.state.wrong", Map.of("id", "1"));
      case "throttled" ->
          throw HubException.caller(
              HubException.Reason.THROTTLED, "things.slow", Map.of("retryAfterSeconds", 7));
      case "external" -> throw HubException.external("things.peer.away", Map.of());
      case "capacity" -> throw HubException.capacity("things.full", Map.of());
      case "internal" -> throw HubException.internal("things.bug", new IllegalStateException("x"));
      default -> throw new IllegalStateException("secret detail");
    }
  }

  @GET
  @Path("/stream")
  @Produces("audio/wav")
  public StreamingOutput stream() {
    return out -> {
      try {
        for (int i = 0; i < 100_000; i++) {
          out.write(new byte[16_384]);
        }
      } catch (IOException e) {
        fault = e;
        throw e;
      }
    };
  }

  @GET
  @Path("/slow")
  public Map<String, Integer> slow() throws InterruptedException {
    entered.countDown();
    if (!leave.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("forgotten");
    }
    return Map.of("done", 1);
  }
}
