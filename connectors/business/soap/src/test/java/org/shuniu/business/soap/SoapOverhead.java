// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.Overhead;
import org.shuniu.business.kit.mapping.Xml;

/** What the link adds to a bare client of the JDK with its parser, before the same system. */
final class SoapOverhead {
  private static final String ENVELOPE =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
          + "<t:find xmlns:t=\"urn:talents\"><idNo>%s</idNo></t:find></s:Body></s:Envelope>";

  private SoapOverhead() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("overhead");
    FakeBusinessContext context = new FakeBusinessContext("bench", directory);
    try (Rig rig = new Rig(directory)) {
      SoapLink link = rig.newLink();
      link.start(context);
      HttpClient client = HttpClient.newHttpClient();
      URI target = URI.create("http://127.0.0.1:%d/talent".formatted(rig.peer().port()));
      Overhead.compare(
          "bare client",
          () -> {
            String answer =
                client
                    .send(
                        HttpRequest.newBuilder(target)
                            .POST(
                                HttpRequest.BodyPublishers.ofString(
                                    ENVELOPE.formatted(Rig.IDENTITY)))
                            .header("Content-Type", "text/xml; charset=UTF-8")
                            .header("SOAPAction", "\"urn:talents:find\"")
                            .header("Idempotency-Key", Ids.next())
                            .build(),
                        HttpResponse.BodyHandlers.ofString())
                    .body();
            if (Xml.document(answer).getElementsByTagName("title").getLength() != 1) {
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
