// SPDX-License-Identifier: Apache-2.0
package org.shuniu.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Each feature of the hub installs alone on the third-party floor, works, and goes again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class FeaturesIT {
  private static final Duration MOMENT = Duration.ofSeconds(90);

  @Inject private BundleContext context;
  @Inject private FeaturesService features;
  @Inject private ServiceComponentRuntime components;

  @Configuration
  public Option[] thirdPartyOnly() {
    return options(
        Distribution.options(),
        editConfigurationFilePut(
            "etc/org.apache.karaf.features.cfg",
            "featuresBoot",
            "framework, shell, feature, jaas, bundle, config, log, service, system, thirdparty"));
  }

  @Test
  public void a_each_feature_installs_alone() throws Exception {
    List<Feature> ours = List.of(features.getRepository("shuniu-" + version()).getFeatures());
    assertTrue("features in the file", ours.size() > 1);
    List<String> ill = new ArrayList<>();
    for (Feature feature : ours) {
      try {
        installAndRemove(feature);
        System.out.println("installs alone: " + feature.getName());
      } catch (Exception | AssertionError e) {
        ill.add(feature.getName() + ": " + e.getMessage());
      }
    }
    System.out.println(ours.size() - ill.size() + " of " + ours.size() + " features install alone");
    assertEquals(List.of(), ill);
  }

  @Test
  public void z_log_tells_of_no_trouble() throws IOException {
    assertEquals(List.of(), Container.troubleInLog());
  }

  private String version() {
    return System.getProperty("shuniu.version");
  }

  private void installAndRemove(Feature feature) throws Exception {
    Container container = new Container(context);
    var quietly = EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);
    features.installFeature(feature.getId(), quietly);
    try {
      Container.await(
          "still waiting " + waiting(container), MOMENT, () -> waiting(container).isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError("still waiting: " + waiting(container), e);
    } finally {
      features.uninstallFeature(feature.getId(), quietly);
      clearAway();
    }
  }

  /**
   * What does not run yet; a component that requires a configuration, or is made by a factory,
   * waits for it by design.
   */
  private List<String> waiting(Container container) {
    List<String> waiting = new ArrayList<>();
    List<Bundle> ours = container.ours();
    ours.stream()
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .forEach(bundle -> waiting.add(bundle.getSymbolicName()));
    for (ComponentDescriptionDTO component :
        components.getComponentDescriptionDTOs(ours.toArray(Bundle[]::new))) {
      var configurations = components.getComponentConfigurationDTOs(component);
      boolean byDesign =
          component.factory != null
              || ("require".equals(component.configurationPolicy) && configurations.isEmpty());
      boolean runs =
          configurations.stream()
              .anyMatch(
                  c ->
                      c.state == ComponentConfigurationDTO.ACTIVE
                          || c.state == ComponentConfigurationDTO.SATISFIED
                          || c.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
      if (!byDesign && !runs) {
        waiting.add(component.name);
      }
    }
    return waiting;
  }

  /**
   * Without it, wires of uninstalled bundles would stay and the next feature would not start clean.
   */
  private void clearAway() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(null, event -> done.countDown());
    assertTrue("refreshed", done.await(30, TimeUnit.SECONDS));
  }
}
