// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.socialinsurance.wsdl.AccountRequest;
import org.shuniu.business.socialinsurance.wsdl.SocialInsurance;

/**
 * What the link adds to a bare CXF client before the same system: turns of both, one after another,
 * so that what else the machine does falls on both. Prints percentiles in microseconds.
 */
final class SoapOverhead {
  private static final int WARM_UP = 1_000;
  private static final int ROUNDS = 3_000;

  private SoapOverhead() {}

  @FunctionalInterface
  private interface Call {
    void once() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    FakeBusinessContext context = new FakeBusinessContext("bench", Path.of("."));
    try (Rig rig = new Rig()) {
      BusinessLink link = rig.newLink(Map.of("breakerFailures", 1_000));
      link.start(context);
      JsonNode person = rig.person();
      Map<String, Object> content =
          Map.of(
              "identity", person.get("identity").asText(),
              "password", person.get("password").asText());
      Call ours =
          () ->
              link.execute(Rig.request(Ids.next(), "account.query", content))
                  .toCompletableFuture()
                  .get();
      compare(ours, bare(rig, content));
      link.stop();
    } finally {
      context.close();
    }
  }

  private static Call bare(Rig rig, Map<String, Object> content) {
    JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
    factory.setServiceClass(SocialInsurance.class);
    factory.setAddress("http://127.0.0.1:%d/social-insurance".formatted(rig.peer().port()));
    SocialInsurance client = factory.create(SocialInsurance.class);
    return () -> {
      AccountRequest request = new AccountRequest();
      request.setRequestId(Ids.next());
      request.setIdentity((String) content.get("identity"));
      request.setPassword((String) content.get("password"));
      client.queryAccount(request);
    };
  }

  private static void compare(Call ours, Call bare) throws Exception {
    long[] link = new long[ROUNDS];
    long[] client = new long[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long first = timed(ours);
      long second = timed(bare);
      if (i >= 0) {
        link[i] = first;
        client[i] = second;
      }
    }
    print("bare CXF client", client);
    print("link", link);
    System.out.printf("overhead p50 %d us%n", percentile(link, 50) - percentile(client, 50));
  }

  private static long timed(Call call) throws Exception {
    long begin = System.nanoTime();
    call.once();
    return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1_000;
  }

  private static void print(String name, long[] micros) {
    System.out.printf(
        "%-16s p50 %d us, p90 %d us, p99 %d us%n",
        name, percentile(micros, 50), percentile(micros, 90), percentile(micros, 99));
  }

  private static long percentile(long[] micros, int percent) {
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
