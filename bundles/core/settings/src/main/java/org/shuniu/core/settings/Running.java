// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;

/** What Config Admin has taken over from the files. */
@Component(service = Running.class)
public class Running {
  private static final String FILE = "felix.fileinstall.filename";
  private static final Set<String> ITS_OWN =
      Set.of(FILE, "service.pid", ConfigurationAdmin.SERVICE_FACTORYPID, "service.bundleLocation");
  private static final long PAUSE_MS = 50;

  private final ConfigurationAdmin admin;

  @Activate
  public Running(@Reference ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /** Whether what stands in the file is what the bundle was given. */
  boolean matches(String id, ConfigFile.Content content) {
    Optional<Map<String, List<String>>> given = given(id);
    if (given.isEmpty()) {
      return !content.there();
    }
    return content.there()
        && given.get().keySet().equals(content.values().keySet())
        && content.values().entrySet().stream().allMatch(entry -> same(entry, given.get()));
  }

  private static boolean same(
      Map.Entry<String, List<String>> written, Map<String, List<String>> given) {
    return written.getValue().stream().anyMatch(Values::placeholder)
        || written.getValue().equals(given.get(written.getKey()));
  }

  /** Waits until it matches; false when it did not in this time. */
  boolean await(String id, ConfigFile.Content content, Duration limit) {
    return await(() -> matches(id, content), limit);
  }

  private static boolean await(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end) {
          return false;
        }
        Thread.sleep(PAUSE_MS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Map<String, List<String>>> given(String id) {
    try {
      Configuration[] found = admin.listConfigurations("(" + FILE + "=*/" + id + ".cfg)");
      return found == null ? Optional.empty() : Optional.of(values(found[0].getProperties()));
    } catch (IOException | InvalidSyntaxException e) {
      throw HubException.internal("settings.config-admin", e);
    }
  }

  private static Map<String, List<String>> values(Dictionary<String, Object> properties) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!ITS_OWN.contains(key)) {
        values.put(key, ConfigFile.strings(properties.get(key)));
      }
    }
    return values;
  }
}
