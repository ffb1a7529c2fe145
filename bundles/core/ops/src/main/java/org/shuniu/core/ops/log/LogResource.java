// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The log of this hub, by contact, ticket, level, words and time (M3). */
@Component(service = Object.class)
@RestResource
@javax.ws.rs.Path("/logs")
@Produces(MediaType.APPLICATION_JSON)
public final class LogResource {
  private static final String READ = "log:read";
  private static final int MAX_LIMIT = 200;
  private static final int MAX_FILE = 5_000;
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final LogSearch search;
  private final Access access;
  private final Audit audit;

  @Activate
  public LogResource(BundleContext context, @Reference Access access, @Reference Audit audit) {
    this(folder(context), access, audit);
  }

  LogResource(Path folder, Access access, Audit audit) {
    this.search = new LogSearch(new LogFiles(folder), MOST_BYTES, LONGEST);
    this.access = access;
    this.audit = audit;
  }

  private static Path folder(BundleContext context) {
    return Path.of(Optional.ofNullable(context.getProperty("karaf.log")).orElse("data/log"));
  }

  /**
   * @param id of a contact, a ticket or a request ({@code X-Trace-Id})
   * @param level this one and worse ones
   * @param text as it stands in the entry, whatever the case
   */
  @GET
  @Needs(READ)
  @Operation(
      operationId = "searchLog",
      summary = "Entries of the log, newest first; a search that takes long ends where it has come")
  public LogSearch.LogPage find(
      @QueryParam("id") @Nullable String id,
      @QueryParam("level") @Nullable String level,
      @QueryParam("text") @Nullable String text,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    access.require(READ);
    LogFilter filter = filter(id, level, text, from, to);
    Optional<String> after = Optional.ofNullable(cursor).filter(place -> !place.isEmpty());
    if (after.isEmpty()) {
      audit.record("log:read", object(filter), filter.facts());
    }
    return search.find(filter, after, Math.max(1, Math.min(limit, MAX_LIMIT)));
  }

  @GET
  @Needs(READ)
  @javax.ws.rs.Path("/export")
  @Produces("text/plain")
  @Operation(
      operationId = "exportLog",
      summary = "The newest 5,000 entries as text, oldest first",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/plain", schema = @Schema(type = "string"))))
  public Response export(
      @QueryParam("id") @Nullable String id,
      @QueryParam("level") @Nullable String level,
      @QueryParam("text") @Nullable String text,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to) {
    access.require(READ);
    StreamingOutput body = text(filter(id, level, text, from, to));
    return Response.ok(body, "text/plain; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"hub-log.txt\"")
        .build();
  }

  /** The audit notes the export before its first byte. */
  StreamingOutput text(LogFilter filter) {
    audit.record("log:export", object(filter), filter.facts());
    LogSearch.LogPage page = search.find(filter, Optional.empty(), MAX_FILE);
    return out -> write(page, out);
  }

  private static void write(LogSearch.LogPage page, OutputStream out) throws IOException {
    List<LogEntry> items = page.items();
    try (Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      if (page.next().isPresent()) {
        text.write("# older entries are not in this file\n");
      }
      for (int i = items.size() - 1; i >= 0; i--) {
        text.write(line(items.get(i)));
        text.write('\n');
      }
    }
  }

  private static String line(LogEntry entry) {
    String context =
        Stream.of(
                field("contact", entry.contact()),
                field("ticket", entry.ticket()),
                field("matter", entry.matter()),
                field("type", entry.type()),
                field("trace", entry.trace()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining());
    return "%s %-5s %s %s| %s%s"
        .formatted(
            entry.at(),
            entry.level(),
            entry.logger(),
            context,
            entry.message(),
            entry.more().map(more -> "\n" + more).orElse(""));
  }

  private static Optional<String> field(String name, Optional<String> value) {
    return value.map(text -> name + "=" + text + " ");
  }

  private static String object(LogFilter filter) {
    return filter.id().map(id -> "log:" + id).orElse("log");
  }

  private static LogFilter filter(
      @Nullable String id,
      @Nullable String level,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new LogFilter(
        given(id), given(level), given(text), Optional.ofNullable(from), Optional.ofNullable(to));
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
