// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets a plugin be tried beside one of the same name and the same version but of another content,
 * as integrators make them all day. The framework would refuse the second; everywhere else it still
 * does.
 */
@Component(service = {CollisionHook.class, SameVersion.class})
public final class SameVersion implements CollisionHook {
  @Activate
  public SameVersion() {}

  /** The hook is not told what is installed, but runs on the thread that installs it. */
  @Override
  public void filterCollisions(int operation, Bundle target, Collection<Bundle> collisions) {
    if (operation == INSTALLING && Bundles.installing()) {
      collisions.clear();
    }
  }
}
