// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.shuniu.api.business.spi.BusinessLink;

/** Which of two versions of a plugin serves an instance. */
class RosterTest {
  @TempDir Path directory;
  private Rig rig;
  private BusinessHost host;

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    host = new BusinessHost(rig.services, Rig.BOUNDS);
    // Both bundles make a service of each configuration.
    for (Bundle bundle : List.of(bundle("1.0.0", "mvn:x"), bundle("1.1.0", "shuniu-beside:x"))) {
      host.add(new FakeLink(), reference(bundle, Map.of("name", "everybody")));
      host.add(new FakeLink(), reference(bundle, Map.of("name", "some", "version", "1.1.0")));
      host.add(new FakeLink(), reference(bundle, Map.of("name", "late", "version", "1.2.0")));
    }
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  @Test
  void anInstanceIsServedByTheVersionThatItNames() {
    assertThat(host.vitals())
        .extracting(vital -> vital.instance() + " " + vital.version())
        .containsExactlyInAnyOrder("everybody 1.0.0", "some 1.1.0");
  }

  @Test
  void oneWhoseVersionDoesNotRunIsShownWithTheReason() {
    assertThat(host.instances())
        .filteredOn(status -> status.instance().equals("late"))
        .isNotEmpty()
        .allMatch(status -> status.link().reason().equals("business.instance.version"));
  }

  private static Bundle bundle(String version, String location) {
    Map<String, Object> answers =
        Map.of(
            "getSymbolicName",
            "org.shuniu.business.fake",
            "getVersion",
            new Version(version),
            "getLocation",
            location);
    return proxy(Bundle.class, answers);
  }

  private static ServiceReference<BusinessLink> reference(
      Bundle bundle, Map<String, Object> properties) {
    Map<String, Object> answers = new HashMap<>(properties);
    answers.put("getBundle", bundle);
    @SuppressWarnings("unchecked")
    ServiceReference<BusinessLink> reference = proxy(ServiceReference.class, answers);
    return reference;
  }

  /** Answers by the name of the method, or of the property that is asked for. */
  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            RosterTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getName().equals("getProperty")
                    ? answers.get((String) arguments[0])
                    : answers.get(method.getName())));
  }
}
