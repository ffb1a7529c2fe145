// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.Overhead;

/** What the link adds to a bare client of the JDK and Jackson before the same system. */
final class RestOverhead {
  private RestOverhead() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("overhead");
    FakeBusinessContext context = new FakeBusinessContext("bench", directory);
    try (Rig rig = new Rig(directory)) {
      rig.write("vacancies", Rig.sample().replace("    cache: 30s\n", ""));
      RestLink link = rig.newLink();
      link.start(context);
      HttpClient client = HttpClient.newHttpClient();
      ObjectMapper json = new ObjectMapper();
      URI target =
          URI.create("http://127.0.0.1:%d/api/applications/search".formatted(rig.peer().port()));
      Overhead.compare(
          "bare client",
          () -> {
            String id = Ids.next();
            byte[] body = json.writeValueAsBytes(Map.of("idNo", Rig.IDENTITY + id, "traceId", id));
            JsonNode answer =
                json.readTree(
                    client
                        .send(
                            HttpRequest.newBuilder(target)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", id)
                                .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                        .body());
            if (!answer.has("rows")) {
              throw new IllegalStateException("no answer");
            }
          },
          "link",
          () -> link.execute(rig.query(Ids.next())).toCompletableFuture().get());
      link.stop();
    } finally {
      context.close();
    }
  }
}
