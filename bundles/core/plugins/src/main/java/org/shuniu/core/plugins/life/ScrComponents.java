// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The components of bundles, as the component runtime tells of them. */
final class ScrComponents implements HealthWatch.Components {
  private final Supplier<@Nullable ServiceComponentRuntime> runtime;

  ScrComponents(Supplier<@Nullable ServiceComponentRuntime> runtime) {
    this.runtime = runtime;
  }

  @Override
  public Optional<String> failed(Bundle bundle) {
    ServiceComponentRuntime components = runtime.get();
    if (components == null) {
      return Optional.empty();
    }
    return components.getComponentDescriptionDTOs(bundle).stream()
        .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
        .filter(c -> c.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
        .map(c -> c.description.name + ": " + reason(c))
        .findFirst();
  }

  /** The failure is told as a stack trace; its last cause says what it was. */
  private static String reason(ComponentConfigurationDTO component) {
    String trace = String.valueOf(component.failure);
    int cause = trace.lastIndexOf("Caused by: ");
    String told = cause < 0 ? trace : trace.substring(cause + "Caused by: ".length());
    return Faults.shortened(told.split("\\R", 2)[0].strip());
  }
}
